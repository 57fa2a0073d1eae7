"""What becomes of feedback when somebody is erased, when its time is over, when its event goes or is copied."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Feedback, FeedbackDesk
from planner.queries.feedback import find_feedback_desk, list_voices, read_feedback
from planner.services.erasing import erase_child, erase_children
from planner.services.events import copy_event, delete_event
from planner.services.feedbackquotes import choose_quote, put_away_feedback
from planner.services.purging import list_due, purge_due
from planner.services.volunteers import erase_volunteer
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import DRAWING, ask_for_feedback, say
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[Any]]
LIMITS: dict[str, Any] = {"months": 6, "keep_days": 30}
# The event is on 2027-06-01.
THEN = datetime(2027, 6, 2, 4, tzinfo=UTC)


@pytest.fixture
def asked(world: World, in_app: InApp, at: At) -> World:
    """The event takes feedback through the 16th of June."""
    at(THEN)
    with in_app():
        ask_for_feedback(world)
    return world


def test_what_was_put_away_goes_with_what_was_deleted_as_long_ago(asked: World, in_app: InApp, at: At) -> None:
    with in_app():
        put_away_feedback(event_of(asked), say(asked, "哈哈").key, is_away=True, actor=CONSOLE)
        say(asked, "好玩")
    at(THEN + timedelta(days=31))
    with in_app():
        due = [part.sentence for part in list_due(**LIMITS)]
        purge_due(**LIMITS, actor=CONSOLE)
        db.session.commit()

        assert due == ["收起超过 30 天的反馈 1 份"]
        assert [voice.words for voice in list_voices(asked.event)] == ["好玩"]


def test_roster_that_is_erased_takes_names_and_drawings_out_of_what_was_said(asked: World, in_app: InApp) -> None:
    with in_app():
        put(asked, "participants", {"name": "林晚晴"})
        say(asked, "晚晴唱得好", drawing=DRAWING)
        choose_quote(event_of(asked), list_voices(asked.event)[0].key, "某某唱得好", actor=CONSOLE)
        report = erase_children(event_of(asked), actor=CONSOLE)
        db.session.commit()

        [kept] = db.session.query(Feedback)
        assert (kept.words, kept.drawing, kept.quote) == ("某某唱得好", "", "某某唱得好")
        db.session.refresh(report)
        assert report.found == 0


def test_child_that_is_erased_is_named_nowhere_and_drawings_stay(asked: World, in_app: InApp) -> None:
    with in_app():
        [key] = put(asked, "participants", {"name": "林晚晴"})
        say(asked, "我和林晚晴、晚晴的弟弟", drawing=DRAWING)
        erase_child(event_of(asked), key, actor=CONSOLE)
        db.session.commit()

        [kept] = db.session.query(Feedback)
        assert (kept.words, kept.drawing) == ("我和某某、某某的弟弟", DRAWING)


def test_drawings_alone_come_due(asked: World, in_app: InApp, at: At) -> None:
    with in_app():
        say(asked, "", drawing=DRAWING)
    at(datetime(2027, 12, 2, 4, tzinfo=UTC))
    with in_app():
        [due] = list_due(**LIMITS)
        assert "孩子画的画 1 张" in due.sentence


def test_volunteer_who_is_erased_is_hidden_for_good(asked: World, in_app: InApp, at: At) -> None:
    at(datetime(2027, 5, 1, 4, tzinfo=UTC))
    with in_app():
        one = signed_up(asked, asking(asked), "苏禾")[0].volunteer
        say(asked, "苏禾姐姐真好")
        erase_volunteer(event_of(asked), one, actor=user(asked, "周老师"))
        db.session.commit()

        assert [kept.words for kept in db.session.query(Feedback)] == ["某某姐姐真好"]


def test_event_that_is_purged_takes_its_feedback_along(asked: World, in_app: InApp, at: At) -> None:
    with in_app():
        say(asked, "好玩", drawing=DRAWING)
        delete_event(event_of(asked), actor=user(asked, "周老师"))
        db.session.commit()
    at(THEN + timedelta(days=31))
    with in_app():
        purge_due(**LIMITS, actor=CONSOLE)
        db.session.commit()

        assert (db.session.query(Feedback).count(), db.session.query(FeedbackDesk).count()) == (0, 0)


def test_copy_of_an_event_leaves_its_feedback_behind(asked: World, in_app: InApp) -> None:
    with in_app():
        say(asked, "好玩")
        owner = user(asked, "周老师")
        copied = copy_event(event_of(asked), title="明年再办", organisation_id=asked.units["school"], actor=owner)
        db.session.commit()

        assert (read_feedback(copied).count, find_feedback_desk(copied.id)) == (0, None)
