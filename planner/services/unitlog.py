"""The log of a unit: what is done to its people, its limits and its settings."""

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind
from planner.extensions import db
from planner.masking import mask_phones
from planner.models import UnitEntry
from planner.models.activity import READING
from planner.services.activity import LONG_NAME, ONCE_IN, name_in_log

_LONG_SUBJECT = 200


def record_unit_change(unit_id: int, *, actor: Actor, verb: str, subject: str, known_as: str = "") -> None:
    """Log in a unit who did what to whom; no phone stands there in clear.

    `known_as` is what the unit calls an actor whose own name it isn't told.
    """
    entry = UnitEntry(
        organisation_id=unit_id,
        actor=known_as[:LONG_NAME] or name_in_log(actor),
        user_id=actor.id if actor.kind is ActorKind.USER else None,
        verb=verb,
        subject=mask_phones(subject)[:_LONG_SUBJECT],
    )
    db.session.add(entry)
    db.session.flush()


def record_unit_opening(unit_id: int, *, actor: Actor, subject: str) -> bool:
    """Log in a unit that somebody was shown a list of its persons; within ten minutes once. Says whether it was."""
    now, name = clock.now(), name_in_log(actor)
    same = select(UnitEntry.id).where(UnitEntry.organisation_id == unit_id, UnitEntry.verb == READING)
    recent = same.where(UnitEntry.subject == subject, UnitEntry.actor == name)
    if db.session.scalar(recent.where(UnitEntry.at > now - ONCE_IN, UnitEntry.at <= now).limit(1)):
        return False
    record_unit_change(unit_id, actor=actor, verb=READING, subject=subject)
    return True
