"""Reading rows as plain values: one statement a noun, whatever the number of rows."""

from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from typing import Any

from sqlalchemy import Integer, Select, bindparam, select

from planner.extensions import db
from planner.models import ROW_MODELS
from planner.nouns import Aggregate, nouns_of, row_type

Rows = dict[str, tuple[Any, ...]]


@cache
def _statement(noun: str) -> Select[Any]:
    """The rows of a noun, as many columns as its row class has fields, in their order; deleted ones left out."""
    model = ROW_MODELS[noun]
    columns = [getattr(model, f.name) for f in fields(row_type(noun))]
    return select(*columns).where(model.deleted_at.is_(None)).order_by(model.position, model.id)


@cache
def _statement_of_event(noun: str) -> Select[Any]:
    return _statement(noun).where(ROW_MODELS[noun].event_id == bindparam("event", type_=Integer))


def read_rows(noun: str, event_id: int) -> tuple[Any, ...]:
    """The rows of one noun as plain values, in their order."""
    cls = row_type(noun)
    return tuple(cls(*row) for row in db.session.execute(_statement_of_event(noun), {"event": event_id}))


def read_rows_of(noun: str, event_ids: Sequence[int]) -> dict[int, tuple[Any, ...]]:
    """The rows of one noun of several events as plain values, by event; one statement."""
    model, cls = ROW_MODELS[noun], row_type(noun)
    found: dict[int, list[Any]] = {event_id: [] for event_id in event_ids}
    statement = _statement(noun).add_columns(model.event_id).where(model.event_id.in_(event_ids))
    for *values, event_id in db.session.execute(statement):
        found[event_id].append(cls(*values))
    return {event_id: tuple(rows) for event_id, rows in found.items()}


def read_aggregate_of(aggregate: Aggregate, event_ids: Sequence[int]) -> dict[int, Rows]:
    """The rows of every noun of an aggregate of several events, by event; one statement a noun."""
    read = {noun.name: read_rows_of(noun.name, event_ids) for noun in nouns_of(aggregate)}
    return {event_id: {noun: rows[event_id] for noun, rows in read.items()} for event_id in event_ids}


def read_aggregate(aggregate: Aggregate, event_id: int) -> Rows:
    """The rows of every noun of an aggregate, by noun; one statement a noun."""
    return {noun.name: read_rows(noun.name, event_id) for noun in nouns_of(aggregate)}
