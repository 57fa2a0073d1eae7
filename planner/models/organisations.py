"""Organisations: a tree from the league committee down to a brigade."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, Connection, ForeignKey, String, event, inspect, select, text, update
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship
from sqlalchemy.orm.attributes import set_committed_value

from planner import clock
from planner.extensions import Base
from planner.models.columns import Moment


class Organisation(Base):
    """A unit that owns events. `approval_by_parent` hands its submissions to the approvers of the unit above;
    `tax_number` is what invoices made out to it carry. `units_below` counts those below it at any depth: it goes with
    every unit that is added or moved, and decides how events are found (`queries.reach`).
    """

    __tablename__ = "organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(80), unique=True)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("organisation.id"), index=True)
    approval_by_parent: Mapped[bool] = mapped_column(Boolean, default=False)
    tax_number: Mapped[str] = mapped_column(String(20), default="", server_default=text("''"))
    units_below: Mapped[int] = mapped_column(default=0, server_default=text("0"))
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)

    parent: Mapped[Organisation | None] = relationship(remote_side=[id], lazy="raise_on_sql")


@event.listens_for(Organisation, "after_insert")
def _count_new_unit(mapper: object, connection: Connection, unit: Organisation) -> None:
    _count_above(connection, unit, unit.parent_id, 1)


@event.listens_for(Organisation, "after_update")
def _count_moved_unit(mapper: object, connection: Connection, unit: Organisation) -> None:
    before = inspect(unit).attrs.parent_id.history.deleted
    if before:
        _count_above(connection, unit, before[0], -1 - unit.units_below)
        _count_above(connection, unit, unit.parent_id, 1 + unit.units_below)


def _count_above(connection: Connection, unit: Organisation, parent_id: int | None, number: int) -> None:
    """Count so many more units below the parent and all above it, in the database and in loaded objects."""
    if parent_id is None:
        return
    table: Any = Organisation.__table__
    columns = (table.c.id, table.c.parent_id)
    tree = select(*columns).where(table.c.id == parent_id).cte("counted", recursive=True)
    tree = tree.union(select(*columns).join(tree, table.c.id == tree.c.parent_id))
    ids = set(connection.scalars(select(tree.c.id)))
    connection.execute(update(table).where(table.c.id.in_(ids)).values(units_below=table.c.units_below + number))
    for loaded in object_session(unit) or ():
        if isinstance(loaded, Organisation) and "units_below" in loaded.__dict__ and loaded.id in ids:
            set_committed_value(loaded, "units_below", loaded.units_below + number)
