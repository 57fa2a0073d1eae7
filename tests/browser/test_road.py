"""On the way home: two taps an answer, with and without scripts, and without signal."""

import re
from collections.abc import Callable
from typing import Any

import pytest

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from planner.queries.report import read_actuals
from planner.report import Actuals
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.test_pages import check


def kept(server: LiveServer) -> Actuals:
    """What the server has."""
    with server.app.app_context():
        return read_actuals(db.session.get_one(Event, sample_event(server)))


def test_what_is_filled_in_without_signal_is_sent_when_it_is_back(
    visit: Callable[..., Any], live_server: LiveServer
) -> None:
    page = visit("road", 390)
    page.get_by_text("讲解好").click()
    page.context.set_offline(True)
    banner = page.locator("[data-offline]")
    banner.wait_for()

    first = page.locator(".count3").first
    first.get_by_role("button").last.click()
    first.get_by_role("button").last.click()
    page.get_by_role("button", name="没出事").click()
    page.wait_for_load_state("networkidle")
    assert kept(live_server).answers == {}
    page.context.set_offline(False)

    page.locator("#q-incidents .tag.ok").wait_for()
    banner.wait_for(state="hidden")
    said = kept(live_server)
    assert said.impression.well == ("讲解好",)
    assert sorted(answer.count or 0 for answer in said.answers.values()) == [0, 2]


@pytest.mark.parametrize("width", [390, 1280])
def test_page_works_without_scripts(page_at: Callable[..., Any], live_server: LiveServer, width: int) -> None:
    page = page_at(width, java_script_enabled=False)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/road")

    page.get_by_role("button", name="5 人都到了").first.click()
    page.get_by_role("button", name="都照办了").click()
    page.get_by_role("button", name="存好，晚上再写").click()

    page.wait_for_url(re.compile("/summary"))
    said = kept(live_server)
    assert sorted(str(answer.outcome or answer.count) for answer in said.answers.values()) == ["5", "held"]


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_the_report_have_no_serious_fault(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    event = sample_event(live_server)
    with live_server.app.app_context():
        db.session.get_one(Event, event).status = EventStatus.ENDED
        db.session.commit()
    page = page_at(width)
    enter(page, live_server)

    pages = (f"/events/{event}/{path}" for path in ("road?items=all", "summary?figure=plan/participants"))
    assert [fault for path in pages for fault in check(page, path, axe)] == []
