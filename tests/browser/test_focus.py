"""Where the keyboard is after an answer: on the row, its neighbour, or the first field that is wrong."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.writing import BOTH_WIDTHS, go, save, type_vest


def focused(page: Any) -> str:
    """What the keyboard is on, as its name for people."""
    return page.evaluate(
        "(e => e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent)(document.activeElement)"
    )


@BOTH_WIDTHS
def test_focus_goes_to_the_first_faulty_field_and_the_links_lead_there(
    supplies: Callable[..., Any], width: int
) -> None:
    page = supplies(width)
    form = type_vest(page)
    form.get_by_label("物资").fill("")
    save(form).click()

    form.get_by_text("还有 1 处要改").wait_for()
    assert "物资" in focused(page)
    expect(form.get_by_label("数量")).to_have_value("30")
    form.get_by_label("数量").focus()
    form.locator(".note a").click()
    expect(form.get_by_label("数量")).to_have_value("30")
    assert page.evaluate("document.querySelector(':target')?.name") == "name"


def test_focus_goes_to_the_faulty_field_of_a_page_of_its_own(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/facts")
    form = page.locator("form.facts-form")
    form.get_by_label("开始日期").fill("二月三十")
    form.get_by_role("button", name="保存").click()

    form.get_by_text("还有 1 处要改").wait_for()
    assert "开始日期" in focused(page)
    expect(form.get_by_label("开始日期")).to_have_value("二月三十")


def test_focus_returns_to_the_row_after_saving(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    row = page.locator("#supplies tr[data-key]").nth(1)
    name = row.locator("th").inner_text().split("\n")[0]
    row.locator(".row-edit").click()
    form = page.locator(".row-line form")
    form.get_by_label("数量").fill("77")
    save(form).click()

    form.wait_for(state="detached")
    row.get_by_text("77").wait_for()
    assert focused(page) == f"改：{name}"


def test_focus_goes_to_the_neighbour_after_deleting(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    rows = page.locator("#supplies tr[data-key]")
    names = [text.split("\n")[0] for text in rows.locator("th").all_inner_texts()]

    for at, neighbour in ((0, names[1]), (len(names) - 2, names[-2])):
        rows.nth(at).locator("summary").click()
        rows.nth(at).get_by_role("button", name="删除").click()
        page.locator("[data-toast]", has_text="已删除").wait_for()
        assert focused(page) == f"改：{neighbour}"
        page.locator("[data-toast]").evaluate("e => e.remove()")


def test_focus_goes_to_adding_when_the_last_row_is_deleted(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/supplies")
    rows = page.locator("#supplies tr[data-key]")
    for left in range(rows.count() - 1, -1, -1):
        rows.first.locator("summary").click()
        rows.first.get_by_role("button", name="删除").click()
        page.wait_for_function(f"() => document.querySelectorAll('#supplies tr[data-key]').length === {left}")

    assert focused(page) == "加物资"


@pytest.mark.parametrize("noun", ["supplies", "safety"])
def test_focus_goes_to_the_row_that_came_back(visit: Callable[..., Any], noun: str) -> None:
    page = visit(noun)
    rows = page.locator(f"#{noun} tr[data-key]")
    for at in (0, rows.count() - 1):
        edit = rows.nth(at).locator(".row-edit").get_attribute("aria-label")
        rows.nth(at).locator("summary").click()
        rows.nth(at).get_by_role("button", name="删除").click()
        page.locator("[data-toast]").get_by_role("button", name="撤销").press("Enter")
        page.locator("[data-toast]", has_text="已恢复").wait_for()
        assert focused(page) == edit


def end_link(page: Any, name: str) -> None:
    row = page.locator("li[id^=link-]", has_text=name)
    row.locator("summary").click()
    row.get_by_role("button", name="停用").press("Enter")
    row.get_by_text("已停用").wait_for()


def test_focus_goes_to_the_next_link_or_to_the_heading_after_ending_one(visit: Callable[..., Any]) -> None:
    page = visit("team")
    address = page.url
    for name in ("甲医生", "乙医生"):
        form = page.locator("form[action$=invites]")
        form.get_by_label("姓名").fill(name)
        form.get_by_role("button", name="生成链接").click()
        page.get_by_role("heading", name=name).wait_for()
        go(page, address)

    end_link(page, "甲医生")
    assert focused(page) == "更多：乙医生"
    end_link(page, "乙医生")
    assert focused(page) == "发出的链接"


def test_focus_stays_in_the_team_when_somebody_leaves_it(visit: Callable[..., Any]) -> None:
    page = visit("team")
    form = page.locator("form[action$=members]")
    form.get_by_role("button", name="加入团队").click()
    row = page.locator("li[id^=member-]").last
    row.wait_for()
    before = page.locator("li[id^=member-]").count()
    row.locator("summary").click()
    row.get_by_role("button", name="移出团队").press("Enter")
    page.wait_for_function(f"() => document.querySelectorAll('li[id^=member-]').length < {before}")

    assert page.evaluate("document.activeElement.closest('section').getAttribute('aria-labelledby')") == "h-team"
