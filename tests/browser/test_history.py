"""Links within a page, Back and Forward: as in a page without scripts, and nothing typed goes."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import LiveServer
from tests.browser.writing import BOTH_WIDTHS, THEME, go, is_marked, mark, row, theme


@BOTH_WIDTHS
def test_links_within_the_page_never_reload_it(visit: Callable[..., Any], width: int) -> None:
    page = visit("facts", width)
    theme(page).fill(THEME)
    mark(page)

    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#main'")
    page.evaluate("location.hash = 'stops'")
    page.go_back()
    page.wait_for_function("() => location.hash === '#main'")
    page.go_forward()
    page.wait_for_function("() => location.hash === '#stops'")

    assert is_marked(page)
    expect(theme(page)).to_have_value(THEME)


def test_links_of_a_refused_form_lead_to_its_fields_and_take_nothing_away(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    page.get_by_label("开始日期").fill("二月三十")
    page.locator("form.facts-form").get_by_role("button", name="保存").click()
    link = page.locator("form.facts-form .note.bad a")
    link.wait_for()
    mark(page)

    link.click()

    page.wait_for_function("() => document.querySelector(':target')?.name === 'starts_on'")
    assert is_marked(page)
    expect(theme(page)).to_have_value(THEME)
    expect(page.get_by_label("开始日期")).to_have_value("二月三十")


def test_going_to_a_finding_on_the_same_page_leaves_the_open_row(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    page.locator("#stops .row-edit").first.click()
    page.locator(".row-line form").get_by_label("备注").fill("带水")
    expect(page.locator(".row-line form")).to_have_count(1)
    mark(page)

    page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.href = location.pathname + "#phases";
            link.textContent = "去改";
            document.getElementById("main").prepend(link);
        }"""
    )
    page.get_by_role("link", name="去改", exact=True).first.click()

    page.wait_for_function("() => location.hash === '#phases'")
    assert is_marked(page)
    expect(page.locator(".row-line form").get_by_label("备注")).to_have_value("带水")


def test_back_and_forward_lead_to_the_pages_that_were_there(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("supplies")
    page.locator("nav.tabs a", has_text="分工").click()
    page.locator("#duties").wait_for()
    page.locator("html[data-ready]").wait_for()
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line").get_by_label("任务").fill("先到校门口")
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()
    row(page, 0).get_by_text("先到校门口").wait_for()

    page.go_back()
    page.locator("#supplies").wait_for()
    page.go_forward()

    page.locator("#duties").get_by_text("先到校门口").wait_for()


def test_back_from_the_page_that_a_form_led_to(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("")
    go(page, "/events/new")
    page.locator("label.post", has_text="空白").click()
    page.get_by_label("活动名称").fill("清明祭扫")
    page.get_by_label("开始日期").fill("2027-04-04")
    page.get_by_role("button", name="新建").click()
    page.get_by_role("heading", level=1).filter(has_text="清明祭扫").wait_for()
    expect(page.locator(".topbar")).not_to_have_text("新建活动")

    page.go_back()
    page.get_by_role("button", name="新建").wait_for()
    page.locator("html[data-ready]").wait_for()
    page.go_forward()

    page.get_by_role("heading", level=1).filter(has_text="清明祭扫").wait_for()
