"""What units set for themselves, dated: read up the tree, listed, found."""

import json
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import Integer, Select, bindparam, select

from planner.extensions import db
from planner.models import FinancePolicy, SummaryPolicy, VolunteerPolicy
from planner.queries.tree import above

Kept = TypeVar("Kept", FinancePolicy, VolunteerPolicy, SummaryPolicy)
Value = TypeVar("Value")


def read_by_level(
    table: type[Kept], organisation_id: int, read: Callable[[Mapping[str, Any]], Value]
) -> list[list[Value]]:
    """What a unit has set, then what each unit above it that has set any; one statement."""
    by_level: dict[int, list[Value]] = {}
    for level, data in db.session.execute(_upwards(table), {"unit": organisation_id}):
        by_level.setdefault(level, []).append(read(json.loads(data)))
    return [by_level[level] for level in sorted(by_level)]


@cache
def _upwards(table: type[Kept]) -> Select[Any]:
    """What a unit and those above it have set, with how far above; built once a table."""
    tree = above(bindparam("unit", type_=Integer), "upward")
    return select(tree.c.level, table.data).join(tree, table.organisation_id == tree.c.id)


def list_dated(table: type[Kept], organisation_id: int) -> list[Kept]:
    """What a unit has set itself, the newest first."""
    own = select(table).where(table.organisation_id == organisation_id)
    return list(db.session.scalars(own.order_by(table.effective_from.desc())))


def find_dated(table: type[Kept], organisation_id: int, kept_id: int) -> Kept | None:
    """One of those that the unit has set itself."""
    return db.session.scalar(select(table).where(table.organisation_id == organisation_id, table.id == kept_id))
