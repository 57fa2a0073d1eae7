"""A certificate on a phone: asked for on one's own page, printed, and checked by the code on the paper."""

import io
from collections.abc import Callable
from typing import Any

import pypdfium2
import pytest
import zxingcpp
from playwright.sync_api import expect

from planner.extensions import db
from planner.models import Event, Link
from tests.browser.conftest import PHONE, LiveServer
from tests.browser.entry import enter, event_without_volunteers
from tests.planner.conftest import World
from tests.planner.hourssteps import approved, served

PageAt = Callable[..., Any]


@pytest.fixture
def home(live_server: LiveServer) -> str:
    """The own page of somebody whose two hours are approved."""
    with live_server.app.app_context():
        event = db.session.get_one(Event, event_without_volunteers(live_server))
        volunteer = approved(World({}, {"周老师": event.owner_id}, event.id), "林知远")
        return f"/v/me/{db.session.get_one(Link, volunteer.link_id).token}"


def read_code(pdf: bytes) -> str:
    """What the code on the paper opens."""
    with pypdfium2.PdfDocument(io.BytesIO(pdf)) as document:
        [found] = zxingcpp.read_barcodes(document[0].render(scale=2).to_pil())
    return str(found.text)


@pytest.mark.parametrize("scripts", [True, False])
def test_certificate_is_had_and_its_code_confirms_it(
    page_at: PageAt, home: str, axe: Callable[[Any], list[str]], scripts: bool
) -> None:
    page = page_at(PHONE, java_script_enabled=scripts)
    page.goto(home)
    page.get_by_text("点开就能要").click()
    page.get_by_role("button", name="开证明").click()
    expect(page.locator("h1")).to_have_text("证明开好了")
    paper = page.request.get(page.locator("a[download]").get_attribute("href")).body()

    address = read_code(paper)
    page.goto(address)

    expect(page.locator("h1")).to_have_text("这张是真的")
    facts = page.locator("dl.facts").inner_text()
    assert [words for words in ("林知远", "2.0 小时", "栈道看护") if words not in facts] == []
    if scripts:
        assert axe(page) == []


def test_changed_and_invented_numbers_are_told_on_a_phone(
    page_at: PageAt, home: str, axe: Callable[[Any], list[str]]
) -> None:
    page = page_at(PHONE)
    page.goto(home)
    page.get_by_text("点开就能要").click()
    page.get_by_role("button", name="开证明").click()
    page.get_by_text("看别人扫码看到的核对页").click()
    page.wait_for_url("**/v/check/**")
    number = page.locator("dl.facts dd").first.inner_text()

    page.goto("/v/check")
    assert axe(page) == []
    page.get_by_label("编号").fill(number)
    page.get_by_label("校验码").fill("22222222")
    page.get_by_role("button", name="核对").click()
    expect(page.locator("h1")).to_have_text("改动过")
    assert axe(page) == []
    expect(page.locator("main")).not_to_contain_text("林知远")
    page.get_by_label("编号").fill("BSZX-2027-0942")
    page.get_by_role("button", name="再核对").click()

    expect(page.locator("h1")).to_have_text("没有这张")
    expect(page.get_by_label("编号")).to_have_value("BSZX-2027-0942")


def test_wrong_hours_are_told_on_the_own_page(page_at: PageAt, home: str, axe: Callable[[Any], list[str]]) -> None:
    page = page_at(PHONE)
    page.goto(home)
    assert axe(page) == []
    page.get_by_text("不对？").click()
    page.get_by_label("哪里不对").fill("我 11:30 才走")
    page.get_by_role("button", name="请更正").click()

    expect(page.locator(".answer")).to_contain_text("我 11:30 才走")
    assert axe(page) == []


@pytest.mark.parametrize("width", [PHONE, 1280])
def test_hours_are_settled_at_both_widths(
    page_at: PageAt, live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    with live_server.app.app_context():
        event = db.session.get_one(Event, event_without_volunteers(live_server))
        served(World({}, {"周老师": event.owner_id}, event.id), "林知远")
        here = f"/events/{event.id}/volunteers/hours"
    page = page_at(width)
    enter(page, live_server)

    page.goto(here)
    assert faults(page, axe, "#h-people") == []
    page.get_by_text("林知远", exact=True).click()
    assert faults(page, axe, "#h-shifts") == []
    page.get_by_label("更正").click()
    assert faults(page, axe, "#h-shift") == []
    page.get_by_label("小时", exact=True).fill("1.5")
    page.get_by_label("为什么改").fill("10:30 就走了")
    page.get_by_role("button", name="更正").click()
    page.get_by_role("button", name="核定，共 1.5 小时").click()
    page.get_by_role("button", name="开证明，1.5 小时").click()

    assert faults(page, axe, "#h-certificates + p .tag.ok") == []


def faults(page: Any, axe: Callable[[Any], list[str]], landmark: str) -> list[str]:
    """What is serious for axe, and whether the page scrolls sideways, once what it is known by stands on it."""
    page.locator(landmark).wait_for()
    # Not window.innerWidth: a phone widens its window to whatever the page needs.
    is_wide = page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]
    return axe(page) + (["scrolls sideways"] if is_wide else [])
