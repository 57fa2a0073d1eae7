"""Whose the copies of unsaved text are, how long they stay, and what is never copied."""

import contextlib
import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import LiveServer
from tests.browser.entry import enter
from tests.browser.writing import OFFER, THEME, copies, go, theme, wait_kept


@pytest.mark.slow
def test_passwords_codes_and_files_are_never_kept(visit: Callable[..., Any]) -> None:
    page = visit("attachments")
    page.locator("#files").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    go(page, "/me")
    for field in page.locator("input[type=password]").all():
        field.fill("geheim-2027")

    go(page, "/")

    assert copies(page) == "[{},{}]"


def test_text_about_children_is_gone_with_the_window(visit: Callable[..., Any]) -> None:
    page = visit("roster")
    address = page.url
    page.get_by_role("link", name="加人").first.click()
    page.locator(".row-line").get_by_label("姓名").first.fill("林小雨")
    wait_kept(page, "林小雨")
    assert "林小雨" not in page.evaluate("JSON.stringify(localStorage)")

    go(page, address)
    page.get_by_text(OFFER).wait_for()

    fresh = page.context.new_page()
    go(fresh, address)
    expect(fresh.get_by_text(OFFER)).to_have_count(0)


def test_text_is_offered_to_its_writer_only_and_gone_when_they_sign_out(
    visit: Callable[..., Any], live_server: LiveServer
) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    enter(page, live_server, "李老师")
    go(page, address)
    expect(page.get_by_text(OFFER)).to_have_count(0)
    enter(page, live_server, "周老师")
    go(page, address)
    page.get_by_text(OFFER).wait_for()

    go(page, "/me")
    page.locator("main").get_by_role("button", name="退出", exact=True).click()

    page.locator("html[data-ready]").get_by_role("button", name="登录").wait_for()
    assert copies(page) == "[{},{}]"


def test_text_of_other_people_stays_when_one_signs_out(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    enter(page, live_server, "李老师")
    go(page, "/me")

    page.locator("main").get_by_role("button", name="退出", exact=True).click()

    page.locator("html[data-ready]").get_by_role("button", name="登录").wait_for()
    assert THEME in copies(page)


def test_text_stays_when_signing_out_does_not_reach_the_server(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    go(page, "/me")
    page.context.set_offline(True)
    with contextlib.suppress(Exception):  # some browsers tell that the page did not come
        page.locator("main").get_by_role("button", name="退出", exact=True).click()
    page.wait_for_load_state("networkidle")
    page.context.set_offline(False)

    go(page, address)

    page.get_by_text(OFFER).wait_for()


def test_other_windows_let_go_too_and_keep_nothing_more(visit: Callable[..., Any]) -> None:
    page = visit("roster")
    page.get_by_role("link", name="加人").first.click()
    page.locator(".row-line").get_by_label("姓名").first.fill("林小雨")
    wait_kept(page, "林小雨")
    other = page.context.new_page()
    go(other, "/me")

    other.locator("main").get_by_role("button", name="退出", exact=True).click()

    other.locator("html[data-ready]").get_by_role("button", name="登录").wait_for()
    page.wait_for_function("!JSON.stringify({...sessionStorage}).includes('林小雨')")
    page.locator(".row-line").get_by_label("姓名").first.fill("林小雪")
    page.dispatch_event("body", "visibilitychange")
    page.evaluate("window.dispatchEvent(new Event('pagehide'))")
    assert copies(page) == "[{},{}]"


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False), (-31, False)])
def test_text_is_kept_for_thirty_days(visit: Callable[..., Any], days: int, stays: bool) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    ((key, text),) = page.evaluate("Object.entries(localStorage)")
    go(page, "/me")
    (copy,) = json.loads(text)
    copy["at"] -= days * 24 * 3600 * 1000
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps([copy])])

    page.reload()
    page.locator("html[data-ready]").wait_for()

    assert (THEME in copies(page)) is stays
