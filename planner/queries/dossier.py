"""Reading an event as a dossier: one statement for each noun, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from sqlalchemy import Select, bindparam, inspect, select

from planner.dossier import ROW_TYPES, Dossier, Facts
from planner.extensions import db
from planner.models import ROW_MODELS, Event, Organisation, User
from planner.queries.cache import PerChange

Rows = dict[str, tuple[Any, ...]]
_FACT_NAMES = tuple(f.name for f in fields(Facts) if f.name not in ("organisation", "owner"))
_NAMES = select(
    select(Organisation.name).where(Organisation.id == bindparam("organisation")).scalar_subquery(),
    select(User.name).where(User.id == bindparam("owner")).scalar_subquery(),
)
_kept: PerChange[Rows] = PerChange()


def row_statement(name: str, cls: type) -> Select[Any]:
    """The rows of a noun, as many columns as its class has fields, in their order; deleted ones left out."""
    model = ROW_MODELS[name]
    columns = [getattr(model, f.name) for f in fields(cls)]
    return select(*columns).where(model.deleted_at.is_(None)).order_by(model.position, model.id)


_STATEMENTS = {name: row_statement(name, cls) for name, cls in ROW_TYPES.items()}


def read_rows(name: str, event_id: int) -> tuple[Any, ...]:
    """The rows of one noun as dossier values, in their order."""
    statement = _STATEMENTS[name].where(ROW_MODELS[name].event_id == event_id)
    cls = ROW_TYPES[name]
    return tuple(cls(*row) for row in db.session.execute(statement))


def read_dossier(event: Event) -> Dossier:
    """The event as it stands in this transaction."""
    db.session.flush()
    rows: Rows = {name: read_rows(name, event.id) for name in ROW_TYPES}
    return Dossier(facts=read_facts(event), **rows)


def current_dossier(event: Event) -> Dossier:
    """The event as last committed; rows are kept in memory until `change_number` moves on.

    For reading requests only: a writing transaction could leave rows behind that are rolled back later.
    """
    rows = _kept.get(event, lambda: {name: read_rows(name, event.id) for name in ROW_TYPES})
    return Dossier(facts=read_facts(event), **rows)


def current_dossiers(events: Sequence[Event]) -> dict[int, Dossier]:
    """Several events as last committed, by id: one statement for each noun, whatever the number of events.

    Organisation and owner must be loaded. Those that `current_dossier` keeps in memory are not read again.
    """
    kept = {event.id: _kept.find(event) for event in events}
    missing = [event for event in events if kept[event.id] is None]
    if missing:
        ids = [event.id for event in missing]
        read = {name: read_rows_of(name, ids) for name in ROW_TYPES}
        for event in missing:
            rows: Rows = {name: read[name][event.id] for name in ROW_TYPES}
            kept[event.id] = rows
            _kept.keep(event, rows)
    return {event.id: Dossier(facts=read_facts(event), **(kept[event.id] or {})) for event in events}


def read_rows_of(name: str, event_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """The rows of one noun of several events as dossier values, by event; one statement."""
    model, cls = ROW_MODELS[name], ROW_TYPES[name]
    found: dict[int, list[Any]] = {event_id: [] for event_id in event_ids}
    statement = _STATEMENTS[name].add_columns(model.event_id).where(model.event_id.in_(event_ids))
    for *values, event_id in db.session.execute(statement):
        found[event_id].append(cls(*values))
    return {event_id: tuple(rows) for event_id, rows in found.items()}


def read_facts(event: Event) -> Facts:
    """The facts of an event, with the names of its organisation and owner."""
    unloaded = inspect(event).unloaded
    if "organisation" in unloaded or "owner" in unloaded:
        ids = {"organisation": event.organisation_id, "owner": event.owner_id}
        organisation, owner = db.session.execute(_NAMES, ids).one()
    else:
        organisation, owner = event.organisation.name, event.owner.name
    values = {name: getattr(event, name) for name in _FACT_NAMES}
    return Facts(**values, organisation=organisation, owner=owner)
