"""The desk that takes feedback on an event: opened by its organiser, closed by hand or by the day."""

from datetime import date, timedelta

from planner import clock
from planner.actors import Actor
from planner.enums import EventStatus, LinkPurpose
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Event, FeedbackDesk, Link
from planner.nouns import Aggregate
from planner.people.feedback import MOST_DAYS, latest_end
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.feedback import find_feedback_desk
from planner.services.activity import record_change
from planner.services.guard import guard_event
from planner.services.links import make_link

ENDED = "反馈已经收完了，谢谢你。"


def open_feedback(event: Event, ends_on: date, *, actor: Actor) -> FeedbackDesk:
    """Take feedback through that day; what was closed is open again, and the same code on paper still leads there.

    Raises BadInput for a day that is past or too far away, NotAllowed for an event that was cancelled.
    """
    guard_event(event, actor, can_work_on_event)
    _check_end(event, ends_on)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    desk = find_feedback_desk(event.id, anew=True)
    if desk is None:
        desk = FeedbackDesk(event_id=event.id, link=_make_feedback_link(event, actor), ends_on=ends_on)
        db.session.add(desk)
        _log(event, actor, "开始收反馈", after=ends_on)
        return desk
    before, was_open = desk.ends_on, desk.takes_feedback and desk.link.is_open
    if was_open and before == ends_on:
        return desk
    if not desk.link.is_open:
        desk.link = _make_feedback_link(event, actor)
    desk.ends_on, desk.is_closed = ends_on, False
    _log(event, actor, "改收反馈的日子" if was_open else "重新收反馈", before=before, after=ends_on)
    return desk


def close_feedback(event: Event, *, actor: Actor) -> FeedbackDesk:
    """Take no more feedback; raises NotFound where none was ever taken."""
    guard_event(event, actor, can_work_on_event)
    desk = lock_feedback_desk(event)
    if not desk.is_closed:
        desk.is_closed = True
        _log(event, actor, "不再收反馈")
    return desk


def lock_feedback_desk(event: Event) -> FeedbackDesk:
    """The desk as it stands under the lock of the event's people; raises NotFound while there is none."""
    lock_aggregate(event.id, Aggregate.PEOPLE)
    if (desk := find_feedback_desk(event.id, anew=True)) is None:
        raise NotFound("这个活动还没有开始收反馈。")
    return desk


def _check_end(event: Event, ends_on: date) -> None:
    today = clock.today()
    if event.status is EventStatus.CANCELLED:
        raise NotAllowed("活动已取消，没有反馈可收。", "CANCELLED")
    if not today <= ends_on <= latest_end(today):
        latest = latest_end(today)
        raise BadInput(
            f"写今天到 {latest:%Y-%m-%d} 之间的一天：最多收 {MOST_DAYS} 天，现在写的是 {ends_on:%Y-%m-%d}。",
            field="until",
        )


def _make_feedback_link(event: Event, actor: Actor) -> Link:
    """Good for longer than the desk may be open, so that the end can be put off."""
    ends = clock.now() + timedelta(days=366)
    link, _ = make_link(LinkPurpose.FEEDBACK, expires_at=ends, actor=actor, event=event)
    return link


def _log(event: Event, actor: Actor, verb: str, *, before: date | None = None, after: date | None = None) -> None:
    record_change(
        event,
        actor=actor,
        verb=verb,
        subject="反馈",
        where="feedback",
        before=before.isoformat() if before else "",
        after=after.isoformat() if after else "",
        aggregate=Aggregate.PEOPLE,
    )
    db.session.flush()
