"""Text that was left unsaved, in any form, is offered to its writer on return."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from planner.extensions import db
from planner.models import Event, Organisation
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.writing import BOTH_WIDTHS, OFFER, THEME, VEST, copies, go, row, theme, type_vest, wait_kept


@BOTH_WIDTHS
def test_facts_that_were_left_are_offered_put_back_and_saved(visit: Callable[..., Any], width: int) -> None:
    page = visit("facts", width)
    before, address = theme(page).input_value(), page.url
    theme(page).fill(THEME)
    go(page, "/")

    go(page, address)
    page.get_by_text(OFFER).wait_for()
    expect(theme(page)).to_have_value(before)
    page.get_by_role("button", name="放回来").click()
    expect(theme(page)).to_have_value(THEME)
    page.locator("form.facts-form").get_by_role("button", name="保存").click()
    page.get_by_role("status").filter(has_text="已保存").wait_for()

    assert copies(page) == "[{},{}]"
    go(page, address)
    expect(theme(page)).to_have_value(THEME)
    expect(page.get_by_text(OFFER)).to_have_count(0)


@BOTH_WIDTHS
def test_a_row_that_was_left_is_offered_beside_its_list(visit: Callable[..., Any], width: int) -> None:
    page = visit("duties", width)
    address = page.url
    page.get_by_role("link", name="加分工").first.click()
    page.locator(".row-line").get_by_label("职务").fill("引导员")
    expect(page.locator(".row-line").get_by_label("职务")).to_have_value("引导员")
    go(page, "/")

    go(page, address)
    page.locator("#duties").get_by_text(f"“加分工”有{OFFER}").wait_for()
    page.get_by_role("button", name="接着填").click()
    page.locator(".row-line").get_by_label("职务").wait_for()
    expect(page.locator(".row-line").get_by_label("职务")).to_have_value("引导员")
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()

    page.locator("#duties tr[data-key]", has_text="引导员").wait_for()
    expect(page.get_by_text(OFFER)).to_have_count(0)
    assert copies(page) == "[{},{}]"


@BOTH_WIDTHS
def test_an_offer_stays_until_its_form_is_open(supplies: Callable[..., Any], width: int) -> None:
    page = supplies(width)
    type_vest(page)
    wait_kept(page, VEST)
    go(page, page.url)
    panel, offer = page.locator("#supplies"), page.get_by_text(OFFER)
    offer.wait_for()
    page.context.set_offline(True)
    page.get_by_role("button", name="接着填").click()
    panel.get_by_text("网络断了，没做成").wait_for()
    expect(offer).to_have_count(1)
    expect(page.locator(".row-line")).to_have_count(0)

    page.context.set_offline(False)
    page.get_by_role("button", name="接着填").click()
    page.locator(".row-line").get_by_label("物资").wait_for()
    expect(page.locator(".row-line").get_by_label("物资")).to_have_value(VEST)
    expect(offer).to_have_count(0)


def test_going_on_where_the_form_is_open_already_fills_it(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    type_vest(page)
    wait_kept(page, VEST)
    go(page, page.url)
    page.get_by_role("link", name="加物资").click()
    field = page.locator(".row-line").get_by_label("物资")
    field.wait_for()
    page.get_by_role("button", name="接着填").click()

    expect(page.locator(".row-line [name=name]")).to_have_value(VEST)
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_what_is_not_wanted_is_gone(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    go(page, "/")
    go(page, address)

    page.get_by_role("button", name="不要了").click()

    expect(page.get_by_text(OFFER)).to_have_count(0)
    assert copies(page) == "[{},{}]"
    page.reload()
    page.locator("html[data-ready]").wait_for()
    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_text_that_was_typed_back_is_not_offered(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address, before = page.url, theme(page).input_value()
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    theme(page).fill(before)
    page.wait_for_function("() => localStorage.length === 0")

    go(page, address)

    expect(page.get_by_text(OFFER)).to_have_count(0)


def test_putting_back_can_be_taken_back(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address, before = page.url, theme(page).input_value()
    theme(page).fill(THEME)
    go(page, "/")
    go(page, address)
    page.get_by_role("button", name="放回来").click()

    page.locator("[data-toast]").get_by_role("button", name="撤销").click()

    expect(theme(page)).to_have_value(before)
    page.get_by_text(OFFER).wait_for()


def test_older_text_is_told_when_somebody_saved_since(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    go(page, "/")
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        event.version += 1
        db.session.commit()

    go(page, address)

    page.get_by_text("之后有人存过新的，放回来再对一遍。").wait_for()


def test_escape_keeps_what_was_typed_and_giving_up_does_not(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line").get_by_label("任务").fill("先到校门口")
    page.keyboard.press("Escape")
    page.get_by_text(OFFER).wait_for()
    page.get_by_role("button", name="接着填").click()
    page.locator(".row-line").get_by_label("任务").wait_for()
    expect(page.locator(".row-line").get_by_label("任务")).to_have_value("先到校门口")

    page.locator(".row-line").get_by_role("link", name="不改了").click()

    expect(page.locator(".row-line")).to_have_count(0)
    assert copies(page) == "[{},{}]"


def unit_id(server: LiveServer) -> int:
    with server.app.app_context():
        return db.session.scalars(select(Organisation.id).where(Organisation.parent_id.is_not(None))).first() or 1


FORMS = {
    "审批的话": ("周老师", "/events/{event}/submit", "textarea"),
    "送审的话": ("周老师", "/events/{event}/reviews/settlement/new", "textarea"),
    "新活动": ("周老师", "/events/new", "[name=title]"),
    "沿用": ("周老师", "/events/{event}/copy", "[name=title]"),
    "取消的话": ("周老师", "/events/{event}/facts", "[name=transport]"),
    "粘贴": ("周老师", "/events/{event}/rows/supplies/paste", "textarea"),
    "邀请": ("周老师", "/events/{event}/team", "form[action$=invites] [name=name]"),
    "加人": ("管理员", "/users", "form[action$=add] [name=name]"),
    "制度": ("管理员", "/organisations/{unit}/policies/new", "form[method=post]:not([action]) textarea, [name=title]"),
    "独立的行": ("周老师", "/events/{event}/rows/duties/new", "[name=role]"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_was_left_offers_what_was_in_it(
    page_at: Callable[..., Any], live_server: LiveServer, form: str
) -> None:
    name, path, field = FORMS[form]
    page = page_at(1280)
    enter(page, live_server, name)
    address = path.format(event=sample_event(live_server), unit=unit_id(live_server))
    go(page, address)
    page.locator(field).first.fill("写了一半")
    go(page, "/me")

    go(page, address)

    page.get_by_text(OFFER).wait_for()
    page.get_by_role("button", name="放回来").click()
    expect(page.locator(field).first).to_have_value("写了一半")


@BOTH_WIDTHS
def test_offers_and_open_rows_are_no_hindrance(
    visit: Callable[..., Any], axe: Callable[[Any], list[str]], width: int
) -> None:
    page = visit("facts", width)
    theme(page).fill(THEME)
    page.reload()
    page.get_by_text(OFFER).wait_for()
    for noun, field in (("stops", "备注"), ("parties", "单位")):
        page.locator(f"#{noun} .row-edit").first.click()
        typed = page.locator(f"#{noun} .row-line").get_by_label(field).first
        typed.fill("改过")
        expect(typed).to_have_value("改过")

    assert axe(page) == []
    right = page.locator("[data-note], .row-line form").evaluate_all(
        "all => Math.max(...all.map((e) => e.getBoundingClientRect().right))"
    )
    assert right <= width
