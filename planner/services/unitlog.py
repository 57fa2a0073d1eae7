"""The log of a unit: what is done to its people, its limits and its settings."""

from planner.actors import Actor
from planner.enums import ActorKind
from planner.extensions import db
from planner.masking import mask_phones
from planner.models import UnitEntry
from planner.services.activity import LONG_NAME, name_in_log

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
