"""How the services of feedback are called. Importing adds them to the calls."""

from datetime import UTC, datetime, timedelta
from typing import Any

from planner import clock
from planner.people.feedback import SaidFeedback
from planner.services.feedbackquotes import choose_quote, put_away_feedback
from tests.planner.conftest import World
from tests.planner.feedbacksteps import CHILD, ask_for_feedback, say
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, NOBODY, Call, on
from tests.planner.submissions import event_of, user

Arguments = dict[str, Any]


def asked(world: World, **more: Any) -> Arguments:
    """The event takes feedback."""
    ask_for_feedback(world)
    return {"event": event_of(world), **more}


def said(world: World, **more: Any) -> Arguments:
    """Somebody has said something."""
    ask_for_feedback(world)
    return {"event": event_of(world), "key": say(world, "水很干净").key, **more}


def quoted(world: World) -> Arguments:
    """What somebody has said is quoted."""
    arguments = said(world)
    choose_quote(**arguments, text="很干净", actor=user(world, "周老师"))
    return arguments


def put_away(world: World) -> Arguments:
    """What somebody has said is put away."""
    arguments = said(world)
    put_away_feedback(**arguments, is_away=True, actor=user(world, "周老师"))
    return arguments | {"is_away": False}


def given(world: World) -> Arguments:
    """A phone has said something."""
    ask_for_feedback(world)
    say(world, "水很干净", mark="a")
    return {"event": event_of(world), "audience": CHILD, "mark": "a"}


def in_a_week(world: World) -> Arguments:
    """A day through which feedback may be taken."""
    return {"event": event_of(world), "ends_on": clock.today() + timedelta(days=7)}


SAID = SaidFeedback(audience=CHILD, stars=5, words="好玩")
CALLS |= {
    "feedback.give_feedback": Call(PLANNERS, lambda world, _: asked(world, said=SAID, mark="a")),
    "feedback.withdraw_feedback": Call(PLANNERS, lambda world, _: given(world)),
    "feedbackdesk.close_feedback": Call(PLANNERS, lambda world, _: asked(world)),
    "feedbackdesk.open_feedback": Call(PLANNERS, lambda world, _: in_a_week(world)),
    "feedbackerasing.forget_put_away": on(NOBODY, before=datetime(2027, 1, 1, tzinfo=UTC)),
    "feedbackquotes.choose_quote": Call(PLANNERS, lambda world, _: said(world, text="很干净")),
    "feedbackquotes.put_away_feedback": Call(PLANNERS, lambda world, _: put_away(world)),
    "feedbackquotes.take_back_quote": Call(PLANNERS, lambda world, _: quoted(world)),
}
