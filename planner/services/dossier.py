"""Writing a dossier into an event: proposals of a kind, a copy, an imported file all come in through here."""

from dataclasses import fields, replace
from typing import Any

from planner.days import date_near
from planner.dossier import ROW_TYPES, Dossier, Facts
from planner.extensions import db
from planner.models import ROW_MODELS, Event

FACT_NAMES = tuple(f.name for f in fields(Facts) if f.name not in ("organisation", "owner", "status"))


def write_dossier(event: Event, dossier: Dossier, *, edited_by: str) -> None:
    """Fill a new event with everything that `dossier` holds; its rows keep their keys and their order."""
    for name in FACT_NAMES:
        setattr(event, name, getattr(dossier.facts, name))
    refresh_derived(event, dossier)
    db.session.flush()
    for noun, model in ROW_MODELS.items():
        if noun not in ROW_TYPES:
            continue
        names = [f.name for f in fields(ROW_TYPES[noun])]
        for position, row in enumerate(getattr(dossier, noun), start=1):
            values: dict[str, Any] = {name: getattr(row, name) for name in names}
            db.session.add(model(event_id=event.id, position=position, edited_by=edited_by, **values))
    db.session.flush()


def refresh_derived(event: Event, dossier: Dossier | None = None) -> None:
    """Keep the event's own copies of its dates, which lists and the calendar sort by, and of its head count."""
    first, last = event.starts_on, event.ends_on or event.starts_on
    event.first_date = first.date if first else None
    event.last_date = date_near(last, first) if last else None
    if dossier is not None:
        counts = [h.count for h in dossier.head_counts if h.count is not None]
        event.head_total = sum(counts) if counts else None


def without_people(dossier: Dossier) -> Dossier:
    """What a copy takes over: the plan, but no names, phones, files or signs of work done.

    A contact stays as a post to be filled, named by its role or organisation; one that has neither is left behind.
    """
    posts = (replace(c, name=c.role or c.organisation, phone="") for c in dossier.contacts)
    return replace(
        dossier,
        duties=tuple(replace(d, name="", phone="", done=False) for d in dossier.duties),
        contacts=tuple(post for post in posts if post.name),
        safety=tuple(replace(s, done_by="", done_on=None) for s in dossier.safety),
        phases=tuple(replace(p, owner="") for p in dossier.phases),
        attachments=(),
        # A vehicle is told with its plate and its driver.
        facts=replace(dossier.facts, transport=""),
    )
