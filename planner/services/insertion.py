"""Writing new rows past the unit of work, in a fraction of the time of a flush.

For what comes in a rush. Everything else is left to the session, which writes in the order that rows need each other.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, Insert, Table, insert, inspect
from sqlalchemy.orm import Mapper, RelationshipDirection, make_transient_to_detached

from planner.extensions import Base, db

Fill = Callable[[], Any]


def insert_new(rows: Sequence[Base]) -> None:
    """Write those of these rows that are new, all of one table; the session has them afterwards as after a flush.

    What they refer to must be written already. One statement on PostgreSQL, one a row on SQLite.
    """
    new = [row for row in rows if not inspect(row).persistent]
    if not new:
        return
    for row in new:
        if row in db.session:
            db.session.expunge(row)
    connection, mapper = db.session.connection(), _mapper(type(new[0]))
    for row in new:
        mapper.dispatch.before_insert(mapper, connection, inspect(row))
    written = connection.execute(_insertion(type(new[0])), [_complete(row) for row in new])
    for row, id_ in zip(new, written.scalars(), strict=True):
        row.id = id_  # type: ignore[attr-defined]
        make_transient_to_detached(row)
    db.session.add_all(new)


@cache
def _insertion(model: type[Base]) -> Insert:
    table = cast(Table, model.__table__)
    return insert(table).returning(table.c.id, sort_by_parameter_order=True)


def _complete(row: Base) -> dict[str, Any]:
    """Give a row its defaults and the ids of what it refers to; its values by column."""
    for ours, theirs, relation in _references(type(row)):
        if (other := row.__dict__.get(relation)) is not None:
            setattr(row, ours, getattr(other, theirs))
    values: dict[str, Any] = {}
    for name, (column, fill) in _columns(type(row)).items():
        if name not in row.__dict__:
            setattr(row, name, fill())
        values[column] = row.__dict__[name]
    return values


@cache
def _columns(model: type[Base]) -> Mapping[str, tuple[str, Fill]]:
    """By attribute, the name of its column and what fills it where nothing was said; the database gives the id."""
    columns = {each.key: cast(Column[Any], each.columns[0]) for each in _mapper(model).column_attrs}
    return {name: (column.key, _fill_of(column)) for name, column in columns.items() if name != "id"}


def _fill_of(column: Column[Any]) -> Fill:
    default: Any = column.default
    if default is None:
        return lambda: None
    return (lambda: default.arg(None)) if default.is_callable else (lambda: default.arg)


@cache
def _references(model: type[Base]) -> tuple[tuple[str, str, str], ...]:
    """What rows of a table refer to: the attribute of the id here, that of the id there, the relation."""
    mapper = _mapper(model)
    return tuple(
        (mapper.get_property_by_column(ours).key, relation.mapper.get_property_by_column(theirs).key, relation.key)
        for relation in mapper.relationships
        if relation.direction is RelationshipDirection.MANYTOONE
        for ours, theirs in relation.local_remote_pairs
    )


def _mapper(model: type[Base]) -> Mapper[Any]:
    return inspect(model)
