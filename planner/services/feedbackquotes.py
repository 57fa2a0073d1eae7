"""What the organiser makes of feedback: quotes chosen and taken back, rubbish put away. The log has no words of it."""

from sqlalchemy import func, select

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, Feedback
from planner.nouns import Aggregate
from planner.people.feedback import cut_quote, tell_speaker
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.feedback import find_hider, find_voice
from planner.services.activity import record_change
from planner.services.guard import guard_event

MOST_QUOTES = 20


def choose_quote(event: Event, key: str, text: str, *, actor: Actor) -> Feedback:
    """Quote a piece of what somebody said, behind the quotes that there are, or another piece than before.

    Raises BadInput for words that were not said, NotAllowed for what was put away and for more than a summary holds.
    """
    guard_event(event, actor, can_work_on_event)
    feedback = _lock_voice(event, key)
    if feedback.put_away_at is not None:
        raise NotAllowed("这一份收起来了，先放回来再引用。", "PUT_AWAY")
    try:
        quote = cut_quote(find_hider(event.id).hide(feedback.words), text)
    except ValueError as error:
        raise BadInput(str(error), field="quote") from None
    if quote == feedback.quote:
        return feedback
    if not feedback.quote:
        feedback.quote_position = _next_position(event)
    feedback.quote = quote
    _log(event, feedback, "引用", actor)
    return feedback


def take_back_quote(event: Event, key: str, *, actor: Actor) -> Feedback:
    """Quote somebody no longer; what they said stays."""
    guard_event(event, actor, can_work_on_event)
    feedback = _lock_voice(event, key)
    if feedback.quote:
        feedback.quote, feedback.quote_position = "", 0
        _log(event, feedback, "不再引用", actor)
    return feedback


def put_away_feedback(event: Event, key: str, *, is_away: bool, actor: Actor) -> Feedback:
    """Let something count no more, and quote it no more, or bring it back; it can be for as long as deleted rows."""
    guard_event(event, actor, can_work_on_event)
    feedback = _lock_voice(event, key)
    if (feedback.put_away_at is not None) == is_away:
        return feedback
    feedback.put_away_at = clock.now() if is_away else None
    if is_away:
        feedback.quote, feedback.quote_position = "", 0
    _log(event, feedback, "收起" if is_away else "放回", actor)
    return feedback


def _lock_voice(event: Event, key: str) -> Feedback:
    """The feedback as it stands under the lock of the event's people; raises NotFound when its phone took it back."""
    lock_aggregate(event.id, Aggregate.PEOPLE)
    feedback = find_voice(event.id, key)
    db.session.refresh(feedback)
    return feedback


def _next_position(event: Event) -> int:
    chosen = select(func.count(), func.max(Feedback.quote_position)).where(
        Feedback.event_id == event.id, Feedback.quote_position > 0
    )
    count, last = db.session.execute(chosen).one()
    if count >= MOST_QUOTES:
        raise NotAllowed(f"已经引用了 {MOST_QUOTES} 句，先撤掉一句。", "TOO_MANY")
    return int(last or 0) + 1


def _log(event: Event, feedback: Feedback, verb: str, actor: Actor) -> None:
    subject = f"{tell_speaker(feedback.audience, feedback.school_year)}的反馈"
    record_change(event, actor=actor, verb=verb, subject=subject, where="feedback", aggregate=Aggregate.PEOPLE)
