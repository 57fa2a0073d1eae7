"""The one place through which every change of an event goes: log it, count it, reopen an approval if it must."""

from typing import Protocol

from planner import clock
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Activity, Event
from planner.nouns import NOUNS, Aggregate
from planner.services.changes import count_change

REOPENABLE = frozenset({EventStatus.APPROVED, EventStatus.PUBLISHED})
_LONG_TEXT = 2000


class Actor(Protocol):
    """A user or a guest: whoever does something."""

    id: int
    name: str

    @property
    def guest_of(self) -> int | None: ...


def record_change(
    event: Event,
    *,
    actor: Actor,
    verb: str,
    subject: str,
    where: str = "",
    before: str = "",
    after: str = "",
    material: str = "",
    aggregate: Aggregate | None = None,
) -> Activity:
    """Log a change, count it for its aggregate, and reopen the event's approval when the change is `material`.

    The aggregate is that of `where`, the plan for what stands nowhere else, unless it is said.

    `material` names in Chinese what kind of change it is (时间、地点、人数、车辆、预算); empty for all others.
    """
    count_change(event, aggregate or aggregate_of(where))
    entry = _entry(event, actor, verb, subject)
    entry.where, entry.before, entry.after = where, before[:_LONG_TEXT], after[:_LONG_TEXT]
    db.session.add(entry)
    if material and event.status in REOPENABLE:
        _reopen(event, material, subject, actor)
    db.session.flush()
    return entry


def aggregate_of(where: str) -> Aggregate:
    """The part of an event that a place (duties/<key>, settlement …) belongs to."""
    noun = NOUNS.get(where.partition("/")[0])
    if noun is not None:
        return noun.aggregate
    return Aggregate.MONEY if where == "settlement" else Aggregate.PLAN


def record_reading(event: Event, *, actor: Actor, subject: str) -> None:
    """Log that somebody read sensitive data; the event itself does not change."""
    db.session.add(_entry(event, actor, "查看", subject))
    db.session.flush()


def _entry(event: Event, actor: Actor, verb: str, subject: str) -> Activity:
    guest = actor.guest_of is not None
    return Activity(
        event_id=event.id,
        actor=f"{actor.name[:36]}（外部）" if guest else actor.name,
        user_id=None if guest else actor.id,
        verb=verb,
        subject=subject[:200],
    )


def _reopen(event: Event, material: str, subject: str, actor: Actor) -> None:
    event.status = EventStatus.DRAFT
    event.reopened_because = (
        f"{clock.local(clock.now()):%-m月%-d日} {actor.name}改了{material}（{subject}），要重新审批。"
    )
    db.session.add(_entry(event, actor, "重新打开审批", event.reopened_because))
