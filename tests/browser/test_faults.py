"""The page for a fault of ours, and forms that meet one: what was typed is still there."""

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import make_url

from tests.browser.conftest import LiveServer
from tests.browser.writing import BOTH_WIDTHS, VEST, save, type_vest

BUSY = "系统正忙"


@pytest.fixture(autouse=True)
def short_wait(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server waits a second for a lock, not five."""
    monkeypatch.setattr("planner.database.WAIT_SECONDS", 1)


@pytest.fixture
def other(short_wait: None, live_server: LiveServer) -> Iterator[sqlite3.Connection]:
    """The connection of another program."""
    file = make_url(live_server.app.config["SQLALCHEMY_DATABASE_URI"]).database
    connection = sqlite3.connect(file or "", isolation_level=None)
    yield connection
    connection.close()


@BOTH_WIDTHS
def test_form_that_meets_a_lock_stays_and_is_saved_later(
    supplies: Callable[..., Any], other: sqlite3.Connection, troubles: list[str], width: int
) -> None:
    page = supplies(width)
    form = type_vest(page)

    other.execute("BEGIN IMMEDIATE")
    save(form).click()
    form.get_by_text(f"{BUSY}，没存上。内容还在这里，过几秒再点一次。").wait_for()
    other.rollback()
    save(form).click()

    page.locator("#supplies tr[data-key]", has_text=VEST).wait_for()
    assert [trouble.partition(":")[0] for trouble in troubles] == ["503"]
    troubles.clear()


@BOTH_WIDTHS
@pytest.mark.parametrize("scripts", [True, False])
def test_page_for_a_fault_leads_back_to_what_was_typed(
    page_at: Callable[..., Any],
    other: sqlite3.Connection,
    axe: Callable[[Any], list[str]],
    troubles: list[str],
    width: int,
    scripts: bool,
) -> None:
    page = page_at(width, java_script_enabled=scripts)
    page.goto("/sign-in")
    page.get_by_label("手机号或邮箱").fill("13800000001")
    page.get_by_label("密码").fill("not this one")

    other.execute("BEGIN IMMEDIATE")
    # As a plain form, also where scripts would send it.
    if scripts:
        page.locator("main form").evaluate("form => form.submit()")
    else:
        page.get_by_role("button", name="登录").click()
    page.get_by_text("填的内容没有丢：返回上一页").wait_for()

    expect(page.locator("pre")).to_have_text(["13800000001"])
    assert "not this one" not in page.content()
    if scripts:
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        assert axe(page) == []
    page.get_by_role("link", name="返回").click()
    page.get_by_label("手机号或邮箱").wait_for()
    expect(page.get_by_label("手机号或邮箱")).to_have_value("13800000001" if scripts else "")
    assert [trouble.partition(":")[0] for trouble in troubles] == ["503"]
    troubles.clear()
