"""What is saved renews the page around every form that somebody is still writing in."""

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from tests.browser.writing import BOTH_WIDTHS, THEME, copies, row, theme


@BOTH_WIDTHS
def test_saving_a_row_touches_no_edited_form_elsewhere(visit: Callable[..., Any], width: int) -> None:
    page = visit("facts", width)
    stops = page.locator("#stops tr[data-key]").count()
    theme(page).fill(THEME)

    page.get_by_role("link", name="加地点").click()
    page.locator(".row-line").get_by_label("地点").fill("红军渡")
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()

    page.locator("#stops tr[data-key]", has_text="红军渡").wait_for()
    expect(theme(page)).to_have_value(THEME)
    expect(page.locator("#stops .panel-head .num")).to_have_text(re.compile(rf"^\s*{stops + 1}\b"))
    page.locator("form.facts-form").get_by_role("button", name="保存").click()
    page.get_by_role("status").filter(has_text="已保存").wait_for()
    expect(theme(page)).to_have_value(THEME)


@BOTH_WIDTHS
def test_a_second_row_is_opened_beside_the_first(visit: Callable[..., Any], width: int) -> None:
    page = visit("duties", width)
    row(page, 0).locator(".row-edit").click()
    first = page.locator(".row-line").nth(0)
    first.get_by_label("任务").fill("先到校门口")
    row(page, 1).locator(".row-edit").click()
    second = page.locator(".row-line").nth(1)
    second.get_by_label("任务").fill("先到车站")

    expect(first.get_by_label("任务")).to_have_value("先到校门口")
    second.get_by_role("button", name="保存", exact=True).click()
    row(page, 1).get_by_text("先到车站").wait_for()
    expect(page.locator(".row-line")).to_have_count(1)
    expect(first.get_by_label("任务")).to_have_value("先到校门口")
    first.get_by_role("button", name="保存", exact=True).click()
    row(page, 0).get_by_text("先到校门口").wait_for()
    expect(page.locator(".row-line")).to_have_count(0)
    assert copies(page) == "[{},{}]"


def test_labels_of_two_open_rows_lead_to_their_own_fields(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    for n in (0, 1):
        row(page, n).locator(".row-edit").click()
        page.locator(".row-line").nth(n).get_by_label("任务").fill(f"任务{n}")

    page.locator(".row-line").nth(1).locator("label", has_text="电话").click()

    expect(page.locator(".row-line").nth(1).get_by_label("电话")).to_be_focused()
    assert page.evaluate("document.activeElement.closest('.row-line').querySelector('[name=task]').value") == "任务1"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_row_that_was_only_opened_makes_way(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line form").wait_for()

    row(page, 1).locator(".row-edit").click()

    page.locator("#duties tr:nth-child(2).is-edited").wait_for(state="attached")
    expect(page.locator(".row-line")).to_have_count(1)


def test_moving_a_row_leaves_the_open_one_in_its_place(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    names = page.locator("#duties tr[data-key] th").all_inner_texts()
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line").get_by_label("任务").fill("先到校门口")
    row(page, 2).locator(".row-edit").focus()

    page.keyboard.press("Alt+ArrowUp")

    page.wait_for_function(
        "name => document.querySelectorAll('#duties tr[data-key] th')[1].textContent.includes(name)",
        arg=names[2].split()[0],
    )
    expect(page.locator(".row-line").get_by_label("任务")).to_have_value("先到校门口")
    assert page.evaluate("document.querySelector('.row-line').previousElementSibling.matches('.is-edited')")


def test_an_undo_in_the_toast_leaves_the_edited_form(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    before = page.locator("#stops tr[data-key]").count()
    page.locator("#stops tr[data-key] summary").first.click()
    page.locator("#stops").get_by_role("button", name="删除").first.click()
    page.get_by_role("status").filter(has_text="已删除").wait_for()
    expect(page.locator("#stops tr[data-key]")).to_have_count(before - 1)
    page.get_by_role("button", name="撤销").click()

    page.get_by_role("status").filter(has_text="已恢复").wait_for()
    expect(page.locator("#stops tr[data-key]")).to_have_count(before)
    expect(theme(page)).to_have_value(THEME)
