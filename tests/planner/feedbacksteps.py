"""An event that takes feedback, and what people say of it; call them inside `with in_app()`."""

from datetime import timedelta
from typing import Any

from planner import clock
from planner.actors import CONSOLE
from planner.extensions import db
from planner.feedbackkinds import FeedbackAudience
from planner.models import Feedback, Link
from planner.people.feedback import SaidFeedback
from planner.services.feedback import give_feedback
from planner.services.feedbackdesk import open_feedback
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

CHILD, GUARDIAN, VOLUNTEER = FeedbackAudience.CHILD, FeedbackAudience.GUARDIAN, FeedbackAudience.VOLUNTEER
# Strokes as a finger draws them: x, y, x, y …
DRAWING = "[[10,10,200,100,300,20],[60,60,70,70]]"


def ask_for_feedback(world: World, *, days: int = 14) -> str:
    """Take feedback for so many days; returns the token of the public page. Committed."""
    ends_on = clock.today() + timedelta(days=days)
    desk = open_feedback(event_of(world), ends_on, actor=user(world, "周老师"))
    db.session.commit()
    return db.session.get_one(Link, desk.link_id).token


def say(world: World, words: str = "", *, mark: str = "", **more: Any) -> Feedback:
    """One phone says something of the event; another phone for other words, unless its mark is given. Committed."""
    said = SaidFeedback(words=words, **{"audience": CHILD, "stars": 5, **more})
    feedback = give_feedback(event_of(world), said, mark=mark or f"phone of {words}", actor=CONSOLE)
    db.session.commit()
    return feedback
