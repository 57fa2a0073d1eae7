"""Papers for outside in a browser: looked at, copied; a quote put into the summary, with scripts and without."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from planner.queries.summary import read_summary
from planner.services.feedbackquotes import choose_quote
from planner.services.summary import take_passage
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.test_pages import check
from tests.planner.conftest import World
from tests.planner.feedbacksteps import ask_for_feedback, say
from tests.planner.publicitysteps import drawn_photo
from tests.planner.submissions import user

PARAGRAPH = "full.event"
QUOTED = "一名孩子说：“真好玩。”"


@pytest.fixture(autouse=True)
def told(live_server: LiveServer) -> None:
    """The sample event is over, has a photo that may leave the house, and somebody is quoted."""
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        world = World({}, {"周老师": event.owner_id}, event.id)
        event.status = EventStatus.ENDED
        drawn_photo(world, 1, caption="南门集合")
        ask_for_feedback(world)
        choose_quote(event, say(world, "真好玩").key, "真好玩", actor=user(world, "周老师"))
        take_passage(event, PARAGRAPH, actor=user(world, "周老师"))
        db.session.commit()


@pytest.mark.parametrize("width", [390, 1280])
def test_papers_are_looked_at_and_the_news_copied(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    page = page_at(width)
    enter(page, live_server)
    path = f"/events/{sample_event(live_server)}/publicity"
    page.goto(path)
    picture = page.locator(".picture-frame img")
    picture.scroll_into_view_if_needed()
    picture.evaluate("picture => picture.decode()")
    assert picture.evaluate("picture => picture.naturalWidth") == 1080

    expect(page.get_by_role("textbox", name="新闻稿")).to_have_value(re.compile(QUOTED))
    expect(picture).to_have_attribute("alt", re.compile("南门集合"))
    assert check(page, path, axe) == []
    page.get_by_role("button", name="复制").click()
    page.locator("[data-copy] button", has_text="已").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_quote_is_put_into_the_summary(page_at: Callable[..., Any], live_server: LiveServer, scripts: bool) -> None:
    page, event = page_at(1280, java_script_enabled=scripts), sample_event(live_server)
    enter(page, live_server)
    page.goto(f"/events/{event}/summary?open={PARAGRAPH}")

    if scripts:
        page.get_by_role("button", name="插入").click()
        expect(page.locator("#text")).to_have_value(re.compile(QUOTED + "$"))
        page.locator("[data-state]", has_text="已存").wait_for()
    else:
        expect(page.get_by_role("button", name="插入")).to_have_count(0)
        page.get_by_role("button", name="另起一段").click()
        page.get_by_text(QUOTED).first.wait_for()

    with live_server.app.app_context():
        written = read_summary(db.session.get_one(Event, event)).paragraphs
        said = ["".join(p if isinstance(p, str) else p.text for p in each.parts) for each in written]
    assert (len(said), sum(QUOTED in text for text in said)) == (1 if scripts else 2, 1)
