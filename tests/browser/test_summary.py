"""Writing a summary: taken over, corrected beside the word, filed; two people at once; without scripts."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from playwright.sync_api import expect

from planner.actualkinds import Outcome
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event, User
from planner.queries.dossier import read_dossier
from planner.queries.summary import latest_filed, read_summary
from planner.report.filed import FiledFigure, read_filed
from planner.report.paragraphs import Summary
from planner.services.actuals import ActualChange, save_actuals
from planner.services.summary import save_paragraph, take_passage
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.test_pages import check

EVENT = "full.event"


@pytest.fixture(autouse=True)
def told(live_server: LiveServer) -> None:
    """The sample event is over, and somebody said that all came but one child."""
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        said = [ActualChange(place="schedule", outcome=Outcome.HELD)]
        for at, group in enumerate(read_dossier(event).head_counts):
            number = Decimal((group.count or 0) - (at == 0))
            said.append(ActualChange(place=f"head_counts/{group.key}", number=number))
        save_actuals(event, said, actor=owner_of(event))
        event.status = EventStatus.ENDED
        db.session.commit()


def owner_of(event: Event) -> User:
    """Who leads it."""
    return db.session.get_one(User, event.owner_id)


def kept(server: LiveServer) -> Summary:
    """What the server has."""
    with server.app.app_context():
        return read_summary(db.session.get_one(Event, sample_event(server)))


def wait_saved(page: Any) -> None:
    page.locator("[data-state]", has_text="已存").wait_for()


def write_chapter(page: Any, text: str) -> None:
    """A paragraph of one's own in the chapter in hand."""
    page.get_by_role("button", name="自己加一段").click()
    page.locator("form.para.open textarea").fill(text)
    page.get_by_role("button", name="保存这段").click()
    wait_saved(page)


def press(page: Any, name: str) -> None:
    """Press the first button of that name on a page without scripts, and see the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).first.click()


@pytest.mark.parametrize("width", [390, 1280])
def test_summary_is_written_corrected_and_filed(
    page_at: Callable[..., Any], live_server: LiveServer, width: int
) -> None:
    page = page_at(width)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/summary?open={EVENT}")

    page.locator("#text").fill("30 名孩子参加。")
    page.get_by_role("button", name="改成 29 名").click()
    page.get_by_text("1 个数连着记录").wait_for()
    expect(page.locator("#text")).to_have_value("29 名孩子参加。")
    page.get_by_role("link", name="收起").click()
    page.locator("a.live", has_text="29 名").wait_for()
    for chapter in ("measures", "results", "shortfalls", "next"):
        page.goto(f"/events/{sample_event(live_server)}/summary?section={chapter}")
        write_chapter(page, f"{chapter}写好了。")
    page.goto(f"/events/{sample_event(live_server)}/summary")
    page.get_by_role("button", name="定稿", exact=True).click()

    page.get_by_text("数不再变").wait_for()
    with live_server.app.app_context():
        filed = latest_filed(sample_event(live_server))
        assert filed is not None
        chapters = read_filed(filed.content).chapters
    figure = chapters[0].paragraphs[0][0]
    assert isinstance(figure, FiledFigure)
    assert (figure.text, len(chapters)) == ("29 名", 5)


def test_summary_is_written_and_filed_without_scripts(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(390, java_script_enabled=False)
    enter(page, live_server)
    event = sample_event(live_server)
    page.goto(f"/events/{event}/summary")

    press(page, "用这段")
    for chapter in ("measures", "results", "shortfalls", "next"):
        page.goto(f"/events/{event}/summary?section={chapter}")
        press(page, "自己加一段")
        page.locator("#text").fill(f"{chapter}写好了。")
        press(page, "保存这段")
    press(page, "定稿")

    expect(page.get_by_text("数不再变")).to_be_visible()
    assert kept(live_server).is_filed


def test_what_two_people_write_at_once_stands_side_by_side(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    page = page_at(1280)
    enter(page, live_server)
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        take_passage(event, EVENT, actor=owner_of(event))
        db.session.commit()
    page.goto(f"/events/{sample_event(live_server)}/summary?open={EVENT}")
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        save_paragraph(event, EVENT, "别人写的。", version=1, actor=owner_of(event))
        db.session.commit()

    page.locator("#text").fill("我写的。")
    page.locator("[data-theirs]", has_text="别人写的。").wait_for()
    expect(page.locator("#text")).to_have_value("我写的。")
    page.get_by_role("button", name="保存这段").click()

    wait_saved(page)
    assert [each.parts for each in kept(live_server).paragraphs] == [("我写的。",)]


@pytest.mark.slow
@pytest.mark.parametrize("width", [390, 1280])
def test_pages_of_the_summary_have_no_serious_fault(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    event = sample_event(live_server)
    page = page_at(width)
    enter(page, live_server)

    pages = (
        f"/events/{event}/{path}" for path in (f"summary?open={EVENT}", "summary?section=measures", "summary/whole")
    )
    assert [fault for path in pages for fault in check(page, path, axe)] == []
