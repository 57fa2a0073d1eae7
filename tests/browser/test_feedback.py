"""A child says on a phone how it was, with a finger and a face, also where no script runs; the organiser quotes it."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from planner.extensions import db
from planner.models import Event
from planner.people.feedback import FACES
from tests.browser.conftest import PHONE, LiveServer
from tests.browser.entry import enter, event_without_volunteers
from tests.planner.conftest import World
from tests.planner.feedbacksteps import ask_for_feedback

PageAt = Callable[..., Any]
# A finger that is not yet sure of its aim.
LEAST_TARGET = 44


@pytest.fixture
def asked(live_server: LiveServer) -> tuple[int, str]:
    """An event that takes feedback, and the address on its paper."""
    with live_server.app.app_context():
        event = db.session.get_one(Event, event_without_volunteers(live_server))
        token = ask_for_feedback(World({}, {"周老师": event.owner_id}, event.id))
        return event.id, f"/f/{token}"


def draw(page: Any) -> None:
    """A zigzag."""
    box = page.locator("[data-pad-box]")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    page.mouse.move(place["x"] + 40, place["y"] + 40)
    page.mouse.down()
    for across, down in ((80, 160), (120, 50), (160, 170)):
        page.mouse.move(place["x"] + across, place["y"] + down, steps=6)
    page.mouse.up()


@pytest.mark.parametrize("scripts", [True, False])
def test_child_says_how_it_was_and_the_organiser_quotes_it(
    page_at: PageAt,
    live_server: LiveServer,
    asked: tuple[int, str],
    axe: Callable[[Any], list[str]],
    scripts: bool,
) -> None:
    event, address = asked
    page = page_at(PHONE, java_script_enabled=scripts)
    page.goto(address)
    page.get_by_role("link", name="孩子").click()
    page.get_by_label("说一句话").wait_for()
    faces = [page.locator("label").filter(has_text=words).first for words in FACES.values()]
    sides = [min(place["width"], place["height"]) for place in (face.bounding_box() for face in faces)]
    assert min(sides) >= LEAST_TARGET
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE

    faces[-1].click()
    expect(page.locator("input[name=stars]:checked")).to_have_value("5")
    page.get_by_label("说一句话").fill("水真干净，还想来")
    if scripts:
        assert axe(page) == []
        draw(page)
    else:
        page.locator("[data-pad]").wait_for(state="hidden")
    page.get_by_role("button", name="说完了").click()
    expect(page.locator("h1")).to_have_text("谢谢，记下了")
    page.goto(f"{address}/child")
    page.get_by_role("link", name="改一改").click()
    expect(page.locator("input[name=stars]:checked")).to_have_value("5")
    page.get_by_label("说一句话").fill("水真干净")
    page.get_by_role("button", name="改好了").click()
    expect(page.locator("h1")).to_have_text("谢谢，记下了")

    quote_at(page_at(1280), live_server, event, axe, has_drawing=scripts)


def quote_at(desk: Any, server: LiveServer, event: int, axe: Callable[[Any], list[str]], *, has_drawing: bool) -> None:
    """The organiser sees the one voice, and quotes it whole."""
    enter(desk, server)
    desk.goto(f"/events/{event}/feedback")
    desk.locator("html[data-ready]").wait_for()
    expect(desk.locator("#h-counts")).to_have_text("1 份反馈")
    expect(desk.locator(".drawn")).to_have_count(int(has_drawing))
    assert axe(desk) == []
    desk.locator(".voice").get_by_role("link", name="引用").click()
    desk.get_by_label("引用哪几句").fill("水很干净")
    desk.get_by_role("button", name="引用", exact=True).click()
    desk.locator(".invalid-feedback").wait_for()
    desk.get_by_label("引用哪几句").fill("水真干净")
    desk.get_by_role("button", name="引用", exact=True).click()
    desk.locator("#quotes").wait_for()
    expect(desk.locator("section", has=desk.locator("#quotes"))).to_contain_text("“水真干净”")
