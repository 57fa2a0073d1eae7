"""What the plan editor shows of a chapter."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.dossier import Dossier, ScheduleItem, Section
from planner.dossier.outline import Chapter, outline
from planner.enums import EventStatus, SectionSource
from planner.errors import LostUpdate, NotFound
from planner.extensions import db
from planner.models import Event
from planner.queries.dossier import read_dossier
from planner.queries.sections import SectionNow
from planner.services.rows import add_row, delete_row
from planner.views.sectionspage import Advice, advise, find_chapter, make_sheet
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
LONG = "带孩子们走出校门，看一看家乡的山和水，长见识，学自理，交朋友。"
CHAPTERS = outline(Dossier(sections=(Section("a", "活动目的"), Section("b", "活动时间"))))


@pytest.fixture
def without_chapters(world: World, in_app: InApp) -> World:
    """The event of the world with an empty plan."""
    with in_app():
        for section in read_dossier(event_of(world)).sections:
            delete_row(event_of(world), "sections", section.key, actor=user(world, "周老师"))
        db.session.commit()
    return world


@pytest.mark.parametrize(("key", "place"), [("", 0), ("a", 0), ("b", 1)])
def test_chapter_is_found_by_its_key(key: str, place: int) -> None:
    assert find_chapter(CHAPTERS, key) == place


def test_no_chapter_is_open_while_there_is_none() -> None:
    assert find_chapter((), "") is None


@pytest.mark.parametrize("chapters", [CHAPTERS, ()])
def test_unknown_chapter_is_not_found(chapters: tuple[Chapter, ...]) -> None:
    with pytest.raises(NotFound):
        find_chapter(chapters, "gone")


@pytest.mark.parametrize(
    ("text", "source", "items", "advice"),
    [
        (LONG, SectionSource.TEXT, 0, Advice("check-circle-fill", "没有空着的地方", "ok")),
        (LONG, SectionSource.SCHEDULE, 1, Advice("check-circle-fill", "记录会自动印在正文后面", "ok")),
        ("", SectionSource.SCHEDULE, 0, Advice("lightbulb", "还没有日程的记录，印出来是待定")),
        ("", SectionSource.TEXT, 0, Advice("lightbulb", "还没有写")),
        ("太短", SectionSource.TEXT, 0, Advice("lightbulb", "只有 2 个字，再写具体些")),
    ],
)
def test_advice_says_what_is_left_to_do(text: str, source: SectionSource, items: int, advice: Advice) -> None:
    section = Section("a", "安排", source=source, text=text)
    schedule = (ScheduleItem("i", "集合", day=Day(6, 1)),) * items

    assert advise(outline(Dossier(sections=(section,), schedule=schedule))[0]) == (advice,)


def test_sheet_is_the_text_as_it_is_kept(at: At) -> None:
    at(datetime(2027, 6, 5, 2, tzinfo=UTC))

    sheet = make_sheet(SectionNow("一 二", 3, "周老师", datetime(2027, 6, 5, 1, 30, tzinfo=UTC)), None, None)

    assert (sheet.text, sheet.length, sheet.version, sheet.state) == ("一 二", 2, 3, "，09:30 已存")


def test_sheet_of_a_chapter_that_nobody_saved_says_nothing_of_it() -> None:
    assert make_sheet(SectionNow("", 1, "", None), None, None).state == ""


def test_next_save_after_a_clash_goes_over_their_version() -> None:
    clash = LostUpdate("对方也改了。", who="李老师", version=7, theirs={"text": "他们的"})

    assert make_sheet(SectionNow("他们的", 7, "李老师", None), None, clash).version == 7


@pytest.mark.parametrize(
    ("name", "status", "offered"),
    [
        ("周老师", EventStatus.DRAFT, True),
        ("周老师", EventStatus.RETURNED, True),
        ("周老师", EventStatus.APPROVED, False),
        ("陈老师", EventStatus.DRAFT, False),
    ],
)
def test_submitting_is_offered_to_who_may_while_it_is_drafted(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, status: EventStatus, offered: bool
) -> None:
    with in_app():
        db.session.get_one(Event, world.event).status = status
        db.session.commit()

    page = signed_in(name).get(f"/events/{world.event}/plan").text

    assert (f"/events/{world.event}/submit" in page) is offered


def test_unknown_chapter_of_an_empty_plan_is_a_404_sentence(without_chapters: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{without_chapters.event}/plan?section=gone")

    assert answer.status_code == 404
    assert "这一节已经删掉" in answer.text


def test_plan_without_chapters_offers_to_add_one(without_chapters: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{without_chapters.event}/plan")

    assert answer.status_code == 200
    assert "方案还没有章节" in answer.text


def test_chapter_of_the_organisers_says_that_none_is_known(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        values = {"heading": "主办单位", "source": SectionSource.PARTIES}
        section = add_row(event_of(world), "sections", values, actor=user(world, "周老师"))
        for party in read_dossier(event_of(world)).parties:
            delete_row(event_of(world), "parties", party.key, actor=user(world, "周老师"))
        db.session.commit()
        key = section.key

    page = signed_in("陈老师").get(f"/events/{world.event}/plan?section={key}").text

    assert re.search(r"<dt>主办</dt>\s*<dd>\s*<span class=\"hole\">待定</span>\s*</dd>", page)
