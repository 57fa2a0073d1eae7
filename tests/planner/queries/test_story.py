"""What is told of an event outside, read from its records, its summary, its feedback and its photos."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Photo
from planner.photostates import Clearing
from planner.queries.story import read_story
from planner.services.feedbackquotes import choose_quote
from planner.services.summaryfiling import reopen_summary
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import ask_for_feedback, say
from tests.planner.photosteps import ready_photos
from tests.planner.reportsteps import EVENING
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import add_own, file_now, over, taken

InApp = Callable[[], AbstractContextManager[Any]]


@pytest.fixture(autouse=True)
def told(world: World, in_app: InApp, at: At) -> None:
    """The event is over and told of."""
    at(EVENING)
    with in_app():
        over(world)


def test_lead_is_made_of_the_records(world: World, in_app: InApp) -> None:
    with in_app():
        lead, came = read_story(event_of(world)).lead

        assert lead.startswith("2027年8月9日至11日，")
        assert lead.endswith("开展“六一慰问”活动。")
        assert came == "29 名孩子参加，5 名带队老师随队。"


def test_text_is_what_was_taken_over_and_only_proposed_while_nothing_is(world: World, in_app: InApp) -> None:
    with in_app():
        before = read_story(event_of(world)).kept_inside
        add_own(world, "measures", "孩子们走了湿地。")
        after = read_story(event_of(world))

        assert before == ("日程 2 项全部照办。",)
        assert (after.sentences, after.kept_inside) == (("孩子们走了湿地。",), ())


@pytest.mark.parametrize(("chapter", "is_told"), [("results", True), ("shortfalls", False), ("next", False)])
def test_shortfalls_and_plans_are_not_told(world: World, in_app: InApp, chapter: str, is_told: bool) -> None:
    with in_app():
        add_own(world, chapter, "这句话。")

        assert ("这句话。" in read_story(event_of(world)).sentences) is is_told


def test_filed_text_stands_until_it_is_opened_again(world: World, in_app: InApp) -> None:
    with in_app():
        number = file_now(world)
        filed = read_story(event_of(world)).sentences
        event = event_of(world)
        reopen_summary(event, number, "漏了一段", actor=user(world, "周老师"))
        add_own(world, "results", "后来加的。")

        assert "后来加的。" not in filed
        assert filed == ("自己写的。",)
        assert "后来加的。" in read_story(event_of(world)).sentences


def test_children_are_named_neither_in_text_nor_below_photos(world: World, in_app: InApp) -> None:
    with in_app():
        put(world, "participants", {"name": "林晚晴"})
        add_own(world, "results", "林晚晴和晚晴的妹妹来了。")
        taken(world)
        ready_photos(world, ["09:00:00"])
        photo = db.session.scalars(db.select(Photo)).one()
        photo.caption, photo.clearing = "林晚晴", Clearing.CLEARED
        db.session.commit()

        story = read_story(event_of(world))

        assert "某某和某某的妹妹来了。" in story.sentences
        assert [each.photo.caption for each in story.photos] == ["某某"]
        assert story.hidden == 3


def test_only_photos_that_may_leave_are_in_it_and_the_others_are_counted(world: World, in_app: InApp) -> None:
    with in_app():
        keys = ready_photos(world, ["09:00:00", "10:00:00", "11:00:00", "12:00:00"])
        states = (Clearing.CLEARED, Clearing.INSIDE, Clearing.UNCHECKED, Clearing.UNCHECKED)
        for key, state in zip(keys, states, strict=True):
            db.session.execute(db.update(Photo).where(Photo.key == key).values(clearing=state))
        db.session.commit()

        story = read_story(event_of(world))

        assert [each.photo.key for each in story.photos] == keys[:1]
        assert (story.unchecked, story.inside) == (2, 1)


def test_voices_that_complain_are_not_told(world: World, in_app: InApp) -> None:
    with in_app():
        ask_for_feedback(world)
        for words in ("真好玩", "中午太热"):
            choose_quote(event_of(world), say(world, words).key, words, actor=user(world, "周老师"))

        assert [quote.text for quote in read_story(event_of(world)).quotes] == ["真好玩"]


def test_figures_are_those_that_are_known(world: World, in_app: InApp) -> None:
    with in_app():
        figures = read_story(event_of(world)).figures

        assert [(each.number, each.unit, each.label) for each in figures] == [("29", "名", "孩子")]


@pytest.mark.parametrize(
    ("status", "is_told"), [(EventStatus.ENDED, True), (EventStatus.CANCELLED, False), (EventStatus.APPROVED, True)]
)
def test_event_is_told_of_unless_it_was_cancelled(
    world: World, in_app: InApp, status: EventStatus, is_told: bool
) -> None:
    with in_app():
        event_of(world).status = status
        db.session.commit()

        assert read_story(event_of(world)).is_told is is_told
