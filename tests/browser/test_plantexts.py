"""A whole plan in a browser: pasted, decided, made an event of, in few clicks."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.browser.conftest import LiveServer
from tests.browser.entry import enter
from tests.browser.test_pages import check

SHARED = Path(__file__).parents[1] / "planner" / "intake" / "plans" / "shared"
HERE = "/events/from-text"


def paste(page: Any, server: LiveServer, name: str) -> str:
    """The path of the page of this plan; one click."""
    enter(page, server)
    page.goto(HERE)
    page.get_by_label("方案文字").fill((SHARED / f"{name}.txt").read_text(encoding="utf-8"))
    page.get_by_role("button", name="看一遍").click()
    page.wait_for_url(f"**{HERE}/*")
    return str(page.url).partition(server.url)[2]


def test_study_tour_is_decided_and_made_on_a_laptop(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]]
) -> None:
    from playwright.sync_api import expect

    page = page_at(1280)
    path = paste(page, live_server, "summer_study_tour")
    assert check(page, path, axe) == []
    page.get_by_label("按 30 人").check()
    for group in ("facts", "days", "goods", "money"):
        page.locator(f"#g-{group}").get_by_role("button").click()
    expect(page.locator("[data-plan-left]").first).to_have_text("0")
    expect(page.locator(".plan-mark.maybe")).to_have_count(0)
    page.get_by_label("活动名称").fill("看家乡")
    page.get_by_role("button", name="建成活动").click()

    expect(page.get_by_role("heading", name="看家乡", level=1)).to_be_visible()
    expect(page.get_by_text("写的是 30 人，各组加起来 29 人").first).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_childrens_day_is_made_on_a_phone(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], scripts: bool
) -> None:
    from playwright.sync_api import expect

    page = page_at(390, java_script_enabled=scripts)
    path = paste(page, live_server, "childrens_day_visit")
    if scripts:
        assert check(page, path, axe) == []
    for unit in ("高州中学初中校区 8 人", "高州市邮政局 5 人"):
        page.get_by_label(f"{unit}是哪一类人").select_option("staff")
    page.locator("#g-facts").get_by_role("button").click()
    expect(page.locator("#g-facts [data-group-left]")).to_have_text("0")
    page.get_by_role("button", name="建成活动").click()

    expect(page.get_by_role("heading", name="心手相牵，快乐成长", level=1)).to_be_visible()
    expect(page.get_by_text("5月31日 09:00—10:45").first).to_be_visible()
