"""Rows edited in place: typed one after another, corrected, moved, deleted and brought back, clashing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event


@pytest.fixture
def page(page_at: Callable[..., Any], live_server: LiveServer) -> Any:
    """The duties page of the sample event."""
    return open_duties(page_at(1280), live_server)


def open_duties(page: Any, server: LiveServer) -> Any:
    enter(page, server)
    page.goto(f"/events/{sample_event(server)}/duties")
    page.locator("html[data-ready]").wait_for()
    return page


def roles(page: Any) -> list[str]:
    return [text.removesuffix("已完成").strip() for text in page.locator("#duties tr[data-key] th").all_inner_texts()]


def wait_for_first(page: Any, role: str) -> None:
    page.locator("#duties tr[data-key]:first-child th", has_text=role).wait_for()


def test_rows_are_typed_one_after_another(page: Any) -> None:
    before = roles(page)
    page.locator("#duties").get_by_role("link", name="加分工").click()
    form = page.locator(".row-line form")
    form.get_by_label("职务").fill("引导员")
    form.get_by_role("button", name="保存，再加一项").click()
    page.locator("#duties tr[data-key]", has_text="引导员").wait_for()
    form.get_by_role("button", name="保存", exact=True).click()
    page.get_by_text("写职务，比如“领队”。").wait_for()
    form.get_by_label("职务").fill("礼仪")
    form.get_by_role("button", name="保存", exact=True).click()
    page.locator("#duties tr[data-key]", has_text="礼仪").wait_for()
    assert roles(page) == [*before, "引导员", "礼仪"]


def test_rows_move_by_keyboard_and_by_hand(page: Any) -> None:
    first, second, third, *rest = roles(page)
    page.locator("#duties tr[data-key]").nth(1).locator(".row-edit").focus()
    page.keyboard.press("Alt+ArrowUp")
    wait_for_first(page, second)
    assert roles(page)[:3] == [second, first, third]
    drag_first_below_third(page)
    with page.expect_response(lambda response: response.request.method == "GET"):
        page.mouse.up()
    wait_for_first(page, first)
    assert roles(page) == [first, third, second, *rest]


def drag_first_below_third(page: Any) -> None:
    """Take the first row by its handle and hold it below the third."""
    grip = page.locator("#duties .grip").first.bounding_box()
    target = page.locator("#duties tr[data-key]").nth(2).bounding_box()
    page.mouse.move(grip["x"] + 3, grip["y"] + 5)
    page.mouse.down()
    page.mouse.move(target["x"] + 50, target["y"] + target["height"] - 3, steps=10)


def test_a_row_whose_move_fails_goes_home(page: Any) -> None:
    before = roles(page)
    page.context.set_offline(True)
    drag_first_below_third(page)
    assert roles(page) == [before[1], before[2], before[0], *before[3:]]
    page.mouse.up()

    page.locator("#duties > [data-fault]").get_by_text("网络断了，没做成").wait_for()
    assert roles(page) == before


def test_a_row_that_the_browser_takes_out_of_the_hand_goes_home(page: Any) -> None:
    before = roles(page)
    drag_first_below_third(page)
    assert roles(page) != before
    page.evaluate("document.dispatchEvent(new PointerEvent('pointercancel'))")

    assert roles(page) == before
    expect(page.locator(".is-dragged")).to_have_count(0)
    page.mouse.up()


def test_deleted_row_comes_back(page: Any) -> None:
    before = roles(page)
    row = page.locator("#duties tr[data-key]").first
    row.locator("summary").click()
    row.get_by_role("button", name="删除").click()
    page.get_by_role("status").filter(has_text=f"已删除分工“{before[0]}”").wait_for()
    assert roles(page) == before[1:]
    page.get_by_role("button", name="撤销").click()
    page.get_by_role("status").filter(has_text="已恢复").wait_for()
    assert roles(page) == before


def test_second_save_shows_both_texts(page: Any, page_at: Callable[..., Any], live_server: LiveServer) -> None:
    other = open_duties(page_at(1280), live_server)
    for each in (page, other):
        each.locator("#duties .row-edit").first.click()
        each.locator(".row-line form").wait_for()
    save(other, "先到校门口")
    other.locator(".row-line").wait_for(state="detached")
    save(page, "先到车站")
    clash = page.locator(".row-line .clash")
    clash.wait_for()
    expect(clash).to_contain_text("先到校门口")
    expect(page.locator(".row-line").get_by_label("任务")).to_have_value("先到车站")
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()
    page.locator(".row-line").wait_for(state="detached")
    expect(page.locator("#duties tr[data-key]").first).to_contain_text("先到车站")


def save(page: Any, task: str) -> None:
    form = page.locator(".row-line form")
    form.get_by_label("任务").fill(task)
    form.get_by_role("button", name="保存", exact=True).click()
