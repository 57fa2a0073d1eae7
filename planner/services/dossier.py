"""Writing a dossier into an event: proposals of a kind, a copy, an imported file all come in through here."""

from dataclasses import fields
from typing import Any

from planner.actors import Actor
from planner.days import date_near
from planner.dossier import Dossier, Facts
from planner.extensions import db
from planner.models import ROW_MODELS, Event
from planner.nouns import row_type
from planner.queries.authorship import FACTS
from planner.services.authorship import note_authors

FACT_NAMES = tuple(f.name for f in fields(Facts) if f.name not in ("organisation", "owner", "status"))


def write_dossier(event: Event, dossier: Dossier, *, actor: Actor) -> None:
    """Fill a new event with everything that `dossier` holds; its rows keep their keys and their order.

    The actor is the author of all of it, whoever wrote it in another event.
    """
    for name in FACT_NAMES:
        setattr(event, name, getattr(dossier.facts, name))
    refresh_derived(event, dossier)
    db.session.flush()
    note_authors(event, FACTS, [""], actor=actor)
    for noun, rows in dossier.all_rows():
        model = ROW_MODELS[noun]
        names = [f.name for f in fields(row_type(noun))]
        for position, row in enumerate(rows, start=1):
            values: dict[str, Any] = {name: getattr(row, name) for name in names}
            db.session.add(model(event_id=event.id, position=position, edited_by=actor.name, **values))
        note_authors(event, noun, [row.key for row in rows], actor=actor)
    db.session.flush()


def refresh_derived(event: Event, dossier: Dossier | None = None) -> None:
    """Keep the event's own copies of its dates, which lists and the calendar sort by, and of its head count."""
    first, last = event.starts_on, event.ends_on or event.starts_on
    event.first_date = first.date if first else None
    event.last_date = date_near(last, first) if last else None
    if dossier is not None:
        counts = [h.count for h in dossier.head_counts if h.count is not None]
        event.head_total = sum(counts) if counts else None
