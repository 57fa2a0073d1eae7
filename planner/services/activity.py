"""The one place through which every change of an event goes: log it, count it, reopen an approval if it must."""

from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import aliased

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, EventStatus
from planner.extensions import db
from planner.masking import mask_phones
from planner.models import Activity, Event
from planner.models.activity import READING
from planner.nouns import NOUNS, Aggregate
from planner.places import parse_place
from planner.services.changes import count_change
from planner.services.insertion import insert_new

REOPENABLE = frozenset({EventStatus.APPROVED, EventStatus.PUBLISHED})
# A page that is opened again and again is one reading; of a long log only the newest entries are asked.
ONCE_IN, _LOOKED_BACK = timedelta(minutes=10), 200
_LONG_TEXT, LONG_NAME = 2000, 40
# What places without rows belong to, but for those of the plan.
_OTHER_PLACES = {"settlement": Aggregate.MONEY, "summary": Aggregate.REPORT}


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
    insert_new([entry])
    if material and event.status in REOPENABLE:
        _reopen(event, material, subject, actor)
    db.session.flush()
    return entry


def aggregate_of(where: str) -> Aggregate:
    """The part of an event that a place (duties/<key>, settlement …) belongs to."""
    noun = NOUNS.get(parse_place(where).noun)
    if noun is not None:
        return noun.aggregate
    return _OTHER_PLACES.get(parse_place(where).noun, Aggregate.PLAN)


def record_reading(event: Event, *, actor: Actor, subject: str) -> None:
    """Log that somebody read sensitive data; the event itself does not change."""
    db.session.add(_entry(event, actor, READING, subject))
    db.session.flush()


def record_opening(event_id: int, *, actor: Actor, subject: str) -> bool:
    """Log that somebody opened a list of children or a paper of it; the same one by the same person within ten minutes
    stands there once. Says whether it was logged.
    """
    now, name = clock.now(), name_in_log(actor)
    recent = select(Activity).where(Activity.event_id == event_id).order_by(Activity.id.desc()).limit(_LOOKED_BACK)
    entry = aliased(Activity, recent.subquery())
    same = select(entry.id).where(entry.verb == READING, entry.subject == subject, entry.actor == name)
    if db.session.scalar(same.where(entry.at > now - ONCE_IN, entry.at <= now).limit(1)):
        return False
    user_id = actor.id if actor.kind is ActorKind.USER else None
    db.session.add(Activity(event_id=event_id, actor=name, user_id=user_id, verb=READING, subject=subject))
    db.session.flush()
    return True


def name_in_log(actor: Actor) -> str:
    """The actor's name; behind it, for whoever has no account, what sort of actor they are: 孙医生（外部）."""
    mark = f"（{actor.kind.label}）" if actor.kind.label else ""
    return actor.name[: LONG_NAME - len(mark)] + mark


def _entry(event: Event, actor: Actor, verb: str, subject: str) -> Activity:
    return Activity(
        event_id=event.id,
        actor=name_in_log(actor),
        user_id=actor.id if actor.kind is ActorKind.USER else None,
        verb=verb,
        subject=mask_phones(subject)[:200],
    )


def _reopen(event: Event, material: str, subject: str, actor: Actor) -> None:
    event.status = EventStatus.DRAFT
    today = f"{clock.local(clock.now()):%-m月%-d日}"
    event.reopened_because = f"{today} {actor.name}改了{material}（{mask_phones(subject)}），要重新审批。"
    db.session.add(_entry(event, actor, "重新打开审批", event.reopened_because))
