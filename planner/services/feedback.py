"""What people say of an event by its link: once a phone and audience, changed or taken back until the desk closes.

Nothing of it stands in the log of the event: a moment beside a voice would say whose it is.
"""

from planner import clock
from planner.actors import Actor
from planner.enums import EventStatus
from planner.errors import NotAllowed
from planner.extensions import db
from planner.feedbackkinds import FeedbackAudience
from planner.models import Event, Feedback
from planner.nouns import Aggregate
from planner.people.feedback import SaidFeedback, cut_quote
from planner.queries.feedback import count_feedback_of, find_feedback, find_hider, hash_mark
from planner.services.changes import count_change
from planner.services.feedbackdesk import ENDED, lock_feedback_desk
from planner.services.guard import guard_giving_feedback

MOST_VOICES = 2000


def give_feedback(event: Event, said: SaidFeedback, *, mark: str, actor: Actor) -> Feedback:
    """Keep what the phone with this mark says, in the place of what it said before for the same audience.

    Raises NotAllowed ENDED when no more is taken, FULL when an event has more than can be anybody's.
    """
    guard_giving_feedback(event, actor)
    _refuse_ended(event)
    feedback = find_feedback(event.id, said.audience, mark)
    if feedback is None:
        if count_feedback_of(event.id) >= MOST_VOICES:
            raise NotAllowed(f"已经收了 {MOST_VOICES:,} 份反馈，收不下了，谢谢你。", "FULL")
        feedback = Feedback(event_id=event.id, audience=said.audience, mark_hash=hash_mark(event.id, mark))
        feedback.words = feedback.drawing = feedback.quote = ""
        db.session.add(feedback)
    _say_anew(feedback, said)
    count_change(event, Aggregate.PEOPLE)
    db.session.flush()
    return feedback


def withdraw_feedback(event: Event, audience: FeedbackAudience, *, mark: str, actor: Actor) -> bool:
    """Forget what the phone with this mark said, for good; whether there was anything. Raises NotAllowed ENDED."""
    guard_giving_feedback(event, actor)
    _refuse_ended(event)
    feedback = find_feedback(event.id, audience, mark)
    if feedback is None:
        return False
    db.session.delete(feedback)
    count_change(event, Aggregate.PEOPLE)
    db.session.flush()
    return True


def _refuse_ended(event: Event) -> None:
    desk = lock_feedback_desk(event)
    if not desk.takes_feedback or event.status is EventStatus.CANCELLED:
        raise NotAllowed(ENDED, "ENDED")


def _say_anew(feedback: Feedback, said: SaidFeedback) -> None:
    """Other words are read anew: they are no longer put away, and what they don't say is not quoted of them."""
    if (feedback.words, feedback.drawing) != (said.words, said.drawing):
        feedback.put_away_at = None
    feedback.stars, feedback.words, feedback.drawing = said.stars, said.words, said.drawing
    feedback.school_year, feedback.given_on = said.year, clock.today()
    if feedback.quote:
        try:
            cut_quote(find_hider(feedback.event_id).hide(said.words), feedback.quote)
        except ValueError:
            feedback.quote, feedback.quote_position = "", 0
