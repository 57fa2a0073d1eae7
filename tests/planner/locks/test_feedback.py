"""Feedback that comes at once: one phone leaves one voice, and nothing comes in behind a desk that was closed."""

from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Feedback
from planner.people.feedback import SaidFeedback
from planner.queries.feedback import find_feedback, find_feedback_desk
from planner.services.feedback import give_feedback
from planner.services.feedbackdesk import close_feedback
from tests.planner.conftest import World
from tests.planner.feedbacksteps import CHILD, ask_for_feedback
from tests.planner.locks.steps import InApp, InOwnApp, Race, Step, reason_of
from tests.planner.submissions import event_of, user


def giving(world: World, words: str) -> Step:
    """The one phone says this."""
    said = SaidFeedback(audience=CHILD, stars=5, words=words)
    return lambda: give_feedback(event_of(world), said, mark="a", actor=CONSOLE).words


def test_form_that_one_phone_sends_twice_at_once_is_one_voice(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        ask_for_feedback(world)

    late = race(
        giving(world, "好玩"),
        in_own_app(lambda: find_feedback(world.event, CHILD, "a"), giving(world, "真好玩")),
    )

    assert late.result() == "真好玩"
    with in_app():
        assert [one.words for one in db.session.query(Feedback)] == ["真好玩"]


def test_nothing_comes_in_behind_a_desk_that_is_just_closed(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    with in_app():
        ask_for_feedback(world)

    late = race(
        lambda: close_feedback(event_of(world), actor=user(world, "周老师")),
        in_own_app(lambda: find_feedback_desk(world.event), giving(world, "好玩")),
    )

    assert reason_of(late) == "ENDED"
    with in_app():
        assert db.session.query(Feedback).count() == 0
