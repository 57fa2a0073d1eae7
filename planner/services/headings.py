"""What a heading means in the tables of a unit: said once, and not asked again."""

from collections.abc import Mapping

from sqlalchemy import delete

from planner import clock
from planner.actors import Actor
from planner.extensions import db
from planner.models import Event, KnownHeading
from planner.queries.intake import list_headings
from planner.services.guard import guard_rows

MOST_HEADINGS = 200
_LONGEST_HEADING = 80


def remember_headings(event: Event, noun: str, fields: Mapping[str, str], *, actor: Actor) -> None:
    """Remember the field of each heading ("" for a column not used) for the event's unit; the last word holds.

    Headings too long to be one, and those beyond 200 of a noun, are passed over.
    """
    guard_rows(event, noun, actor)
    known = {each.heading: each for each in list_headings(event.organisation_id, noun)}
    for heading, field in fields.items():
        if not heading or len(heading) > _LONGEST_HEADING:
            continue
        if heading not in known and len(known) < MOST_HEADINGS:
            known[heading] = KnownHeading(organisation_id=event.organisation_id, noun=noun, heading=heading)
            db.session.add(known[heading])
        if heading in known:
            known[heading].field, known[heading].said_by = field, actor.name
            known[heading].said_at = clock.now()
    db.session.flush()


def forget_headings(event: Event, noun: str, *, actor: Actor) -> None:
    """Forget what headings of that noun mean in the event's unit: they are asked again."""
    guard_rows(event, noun, actor)
    of_unit = (KnownHeading.organisation_id == event.organisation_id, KnownHeading.noun == noun)
    db.session.execute(delete(KnownHeading).where(*of_unit))
