"""Feedback: once a phone and audience, changed and taken back until the desk closes; quoted, put away, forgotten."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planner import clock
from planner.actors import CONSOLE, Visitor
from planner.enums import EventStatus, LinkPurpose
from planner.errors import BadInput, NotAllowed, NotFound, PlannerError
from planner.extensions import db
from planner.feedbackkinds import SchoolYear
from planner.models import Activity, Feedback, FeedbackDesk, Link
from planner.people.feedback import VoiceQuote
from planner.queries.feedback import find_feedback, list_voices, read_feedback
from planner.services import feedback as feedback_service
from planner.services import feedbackquotes
from planner.services.feedback import withdraw_feedback
from planner.services.feedbackdesk import close_feedback, open_feedback
from planner.services.feedbackquotes import choose_quote, put_away_feedback, take_back_quote
from planner.services.links import make_link
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import CHILD, GUARDIAN, ask_for_feedback, say
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
# The event is on 2027-06-01.
THEN = datetime(2027, 6, 2, 4, tzinfo=UTC)


@pytest.fixture
def asked(world: World, in_app: InApp, at: At) -> World:
    """The event takes feedback through the 16th of June."""
    at(THEN)
    with in_app():
        ask_for_feedback(world)
    return world


def refused(act: Callable[[], object]) -> str:
    """The reason of the refusal; nothing of it stays."""
    with pytest.raises(PlannerError) as refusal:
        act()
    db.session.rollback()
    return refusal.value.reason


def test_one_phone_counts_once_for_each_audience_and_changes_what_it_said(asked: World, in_app: InApp) -> None:
    with in_app():
        say(asked, "好玩", mark="a", stars=3, year=SchoolYear.FIVE)
        say(asked, "放心", mark="a", audience=GUARDIAN)
        say(asked, "好累", mark="b", stars=4)
        say(asked, "太好玩了", mark="a", stars=5)

        tallies = [(tally.audience, tally.by_stars) for tally in read_feedback(event_of(asked)).tallies]
        assert tallies == [(CHILD, (0, 0, 0, 1, 1)), (GUARDIAN, (0, 0, 0, 0, 1))]
        changed = find_feedback(asked.event, CHILD, "a")
        assert changed is not None
        assert (changed.words, changed.school_year, changed.given_on) == ("太好玩了", None, THEN.date())


def test_nothing_says_whose_it_is(asked: World, in_app: InApp) -> None:
    with in_app():
        entries = db.session.query(Activity).count()
        kept = say(asked, "好玩", mark="a")
        other = say(asked, "放心", mark="a", audience=GUARDIAN)

        assert db.session.query(Activity).count() == entries
        assert "a" not in (kept.mark_hash, other.mark_hash)
        assert not {column.name for column in Feedback.__table__.columns} & {"given_at", "address", "created_at"}


def test_what_is_taken_back_is_gone(asked: World, in_app: InApp) -> None:
    with in_app():
        say(asked, "好玩", mark="a")

        took = [withdraw_feedback(event_of(asked), CHILD, mark="a", actor=CONSOLE) for _ in range(2)]

        assert (took, list_voices(asked.event)) == ([True, False], [])


@pytest.mark.parametrize("way", ["day", "hand", "cancelled"])
def test_nothing_is_taken_once_it_has_ended(asked: World, in_app: InApp, at: At, way: str) -> None:
    with in_app():
        say(asked, "好玩", mark="a")
        if way == "hand":
            close_feedback(event_of(asked), actor=user(asked, "周老师"))
        if way == "cancelled":
            event_of(asked).status = EventStatus.CANCELLED
        db.session.commit()
    at(THEN + timedelta(days=15 if way == "day" else 0))
    with in_app():
        assert refused(lambda: say(asked, "好累", mark="a")) == "ENDED"
        assert refused(lambda: withdraw_feedback(event_of(asked), CHILD, mark="a", actor=CONSOLE)) == "ENDED"


def test_last_day_still_counts(asked: World, in_app: InApp, at: At) -> None:
    at(THEN + timedelta(days=14))
    with in_app():
        assert say(asked, "好玩").words == "好玩"


def test_an_event_takes_no_more_than_its_bound(asked: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedback_service, "MOST_VOICES", 2)
    with in_app():
        for mark in "ab":
            say(asked, "好玩", mark=mark)

        assert refused(lambda: say(asked, "好玩", mark="c")) == "FULL"
        assert say(asked, "还能改", mark="b").words == "还能改"


def test_reopened_desk_keeps_the_code_on_paper(asked: World, in_app: InApp) -> None:
    with in_app():
        event, owner = event_of(asked), user(asked, "周老师")
        token = db.session.query(Link).one().token
        close_feedback(event, actor=owner)
        open_feedback(event, clock.today(), actor=owner)
        db.session.commit()

        desk = db.session.query(FeedbackDesk).one()
        assert (desk.takes_feedback, desk.ends_on) == (True, THEN.date())
        assert [link.token for link in db.session.query(Link)] == [token]
        verbs = [entry.verb for entry in db.session.query(Activity).order_by(Activity.id).offset(1)]
        assert verbs == ["开始收反馈", "不再收反馈", "重新收反馈"]


def test_link_that_no_longer_opens_is_made_anew(asked: World, in_app: InApp, at: At) -> None:
    at(THEN + timedelta(days=400))
    with in_app():
        ask_for_feedback(asked)

        desk, (old, new) = db.session.query(FeedbackDesk).one(), db.session.query(Link).order_by(Link.id)
        assert (desk.link_id, new.is_open, old.is_open) == (new.id, True, False)


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (180, True), (181, False)])
def test_end_lies_within_half_a_year(asked: World, in_app: InApp, days: int, is_taken: bool) -> None:
    with in_app():
        until = clock.today() + timedelta(days=days)
        if is_taken:
            assert open_feedback(event_of(asked), until, actor=user(asked, "周老师")).ends_on == until
        else:
            with pytest.raises(BadInput, match="最多收 180 天"):
                open_feedback(event_of(asked), until, actor=user(asked, "周老师"))


def test_cancelled_event_asks_nobody(asked: World, in_app: InApp) -> None:
    with in_app():
        event_of(asked).status = EventStatus.CANCELLED

        assert refused(lambda: ask_for_feedback(asked)) == "CANCELLED"


def test_quotes_stand_in_the_order_of_choosing_and_name_nobody(asked: World, in_app: InApp) -> None:
    with in_app():
        put(asked, "participants", {"name": "林晚晴"})
        event, owner = event_of(asked), user(asked, "周老师")
        hot = say(asked, "中午太热。晚晴中暑了", audience=GUARDIAN, stars=4)
        clean = say(asked, "水真干净！我叫林晚晴", year=SchoolYear.FIVE)
        choose_quote(event, hot.key, "中午太热。某某中暑了", actor=owner)
        choose_quote(event, clean.key, "水真干净", actor=owner)
        choose_quote(event, clean.key, "水真干净！", actor=owner)

        quotes = read_feedback(event).quotes

        assert quotes == (
            VoiceQuote(key=hot.key, audience=GUARDIAN, text="中午太热。某某中暑了", is_critical=True),
            VoiceQuote(key=clean.key, audience=CHILD, text="水真干净！", year=SchoolYear.FIVE),
        )
        with pytest.raises(BadInput, match="和原话不一样"):
            choose_quote(event, clean.key, "林晚晴", actor=owner)
        take_back_quote(event, hot.key, actor=owner)
        assert [quote.key for quote in read_feedback(event).quotes] == [clean.key]


def test_quote_stays_only_while_it_is_still_said(asked: World, in_app: InApp) -> None:
    with in_app():
        kept, lost = say(asked, "水真干净", mark="a"), say(asked, "饭好吃", mark="b")
        for one in (kept, lost):
            choose_quote(event_of(asked), one.key, one.words, actor=user(asked, "周老师"))

        say(asked, "水真干净，还想来", mark="a")
        say(asked, "饭一般", mark="b")

        assert [quote.text for quote in read_feedback(event_of(asked)).quotes] == ["水真干净"]


def test_quote_hides_who_came_onto_the_roster_later(asked: World, in_app: InApp) -> None:
    with in_app():
        said = say(asked, "石榴唱得好")
        choose_quote(event_of(asked), said.key, "石榴唱得好", actor=user(asked, "周老师"))

        put(asked, "participants", {"name": "宋石榴"})

        assert [quote.text for quote in read_feedback(event_of(asked)).quotes] == ["某某唱得好"]


def test_no_more_quotes_than_a_summary_holds(asked: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedbackquotes, "MOST_QUOTES", 1)
    with in_app():
        first, second = say(asked, "好玩"), say(asked, "好吃")
        choose_quote(event_of(asked), first.key, "好玩", actor=user(asked, "周老师"))

        assert refused(lambda: choose_quote(event_of(asked), second.key, "好吃", actor=CONSOLE)) == "TOO_MANY"


def test_what_is_put_away_counts_no_more_and_comes_back(asked: World, in_app: InApp) -> None:
    with in_app():
        event, owner, rubbish = event_of(asked), user(asked, "周老师"), say(asked, "哈哈哈", mark="a")
        choose_quote(event, rubbish.key, "哈哈哈", actor=owner)
        put_away_feedback(event, rubbish.key, is_away=True, actor=owner)
        away = read_feedback(event)
        reason = refused(lambda: choose_quote(event, rubbish.key, "哈哈哈", actor=owner))
        put_away_feedback(event, rubbish.key, is_away=False, actor=owner)
        assert (away.count, away.quotes, reason, read_feedback(event).count) == (0, (), "PUT_AWAY", 1)
        put_away_feedback(event, rubbish.key, is_away=True, actor=owner)

        say(asked, "真的好玩", mark="a")

        assert [voice.is_put_away for voice in list_voices(asked.event)] == [False]


def test_feedback_of_another_event_is_not_there(asked: World, in_app: InApp) -> None:
    with in_app():
        with pytest.raises(NotFound, match="不在了"):
            put_away_feedback(event_of(asked), "nothere", is_away=True, actor=CONSOLE)
        with pytest.raises(NotAllowed):
            put_away_feedback(event_of(asked), say(asked, "好玩").key, is_away=True, actor=user(asked, "陈老师"))


def test_summary_and_voices_take_as_many_statements_for_many(
    asked: World, in_app: InApp, count_queries: CountQueries
) -> None:
    counts = []
    with in_app():
        for words in ("一", "二三四"):
            for word in words:
                say(asked, word)
            with count_queries() as sent:
                read_feedback(event_of(asked))
                list_voices(asked.event)
            counts.append(len(sent))

    assert counts[0] == counts[1]


def test_link_of_something_else_gives_no_feedback(asked: World, in_app: InApp) -> None:
    with in_app():
        link, _ = make_link(
            LinkPurpose.SIGN_UP, expires_at=THEN + timedelta(days=9), actor=CONSOLE, event=event_of(asked)
        )
        visitor = Visitor(link.id, "志愿者", asked.event)

        with pytest.raises(NotFound, match="这个页面不在这里"):
            withdraw_feedback(event_of(asked), CHILD, mark="a", actor=visitor)
