"""Reading an event as a dossier: one statement for each noun, whatever the number of rows."""

from collections import OrderedDict
from dataclasses import fields
from typing import Any

from sqlalchemy import Select, select

from planner.dossier import ROW_TYPES, Dossier, Facts
from planner.extensions import db
from planner.models import ROW_MODELS, Event, Organisation, User

Rows = dict[str, tuple[Any, ...]]
_FACT_NAMES = tuple(f.name for f in fields(Facts) if f.name not in ("organisation", "owner"))
_KEPT = 128
_cache: OrderedDict[tuple[object, ...], Rows] = OrderedDict()


def _row_statement(name: str) -> Select[Any]:
    model = ROW_MODELS[name]
    columns = [getattr(model, f.name) for f in fields(ROW_TYPES[name])]
    return select(*columns).where(model.deleted_at.is_(None)).order_by(model.position, model.id)


_STATEMENTS = {name: _row_statement(name) for name in ROW_TYPES}


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
    key = (event.id, event.created_at, event.change_number)
    rows = _cache.get(key)
    if rows is None:
        rows = {name: read_rows(name, event.id) for name in ROW_TYPES}
        _cache[key] = rows
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return Dossier(facts=read_facts(event), **rows)


def read_facts(event: Event) -> Facts:
    """The facts of an event, with the names of its organisation and owner."""
    names = db.session.execute(
        select(Organisation.name, User.name).where(Organisation.id == event.organisation_id, User.id == event.owner_id)
    ).one()
    values = {name: getattr(event, name) for name in _FACT_NAMES}
    return Facts(**values, organisation=names[0], owner=names[1])
