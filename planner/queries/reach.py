"""What a user may read, as a condition on events that costs what they may read, whatever else the database holds.

Three ways find the same: by the units of one's own, where none lie below them, as at a school; by a few units; and, for
a county, along the order that is asked for until enough is found of what it may read anyway.
"""

from collections.abc import Collection
from enum import Enum, auto
from typing import Any

from sqlalchemy import Boolean, ColumnElement, CompoundSelect, Integer, Select, and_, bindparam, literal, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.orm import aliased
from sqlalchemy.sql.functions import FunctionElement

from planner.models import Event, Organisation, User
from planner.permissions import NOT_YET_ABOVE
from planner.queries.tree import below

MANY_UNITS = 50


class Reach(Enum):
    """How much lies below the units of a reader, and so how it is read."""

    OWN = auto()
    FEW = auto()
    MANY = auto()


def reach_of(user: User, unit_ids: Collection[int] | None = None) -> Reach:
    """The reach of a user by their units, or by those of them that are named."""
    counted = (m for m in user.memberships if unit_ids is None or m.organisation_id in unit_ids)
    units_below = sum(m.organisation.units_below for m in counted)
    if not units_below:
        return Reach.OWN
    return Reach.MANY if units_below > MANY_UNITS else Reach.FEW


class IsOneOf(FunctionElement[bool]):
    """`IsOneOf(column, ids)`: the column is one of the ids that a statement finds, which are looked up first.

    PostgreSQL takes the units below one for hundreds of thousands, and would rather read all events than those of a few
    units; of an array it expects no more than a handful.
    """

    name = "is_one_of"
    type = Boolean()
    inherit_cache = True
    # It is a condition as it stands: compared with 1, as booleans of SQLite are, no index would be used for it.
    _is_implicitly_boolean = True


@compiles(IsOneOf)
def _compile_in(element: IsOneOf, compiler: Any, **options: Any) -> str:
    column, ids = element.clauses
    return f"{compiler.process(column, **options)} IN {compiler.process(ids, **options)}"


@compiles(IsOneOf, "postgresql")
def _compile_any(element: IsOneOf, compiler: Any, **options: Any) -> str:
    column, ids = element.clauses
    return f"{compiler.process(column, **options)} = ANY (ARRAY{compiler.process(ids, **options)})"


def is_one_of(column: Any, ids: Select[Any] | CompoundSelect[Any]) -> ColumnElement[bool]:
    """The column is one of the ids that the statement finds."""
    return IsOneOf(column, ids.scalar_subquery())


def of_units(own: Any, higher: Any, name: str) -> dict[Reach, ColumnElement[bool]]:
    """Events of the units `own`, and those of all below the units `higher`, some of `own`, that are no drafts any more.

    One condition for each reach; `name` keeps two of these in one statement apart.
    """
    lower = below(higher, name)
    units = lower if higher is own else lower.union(select(Organisation.id).where(Organisation.id.in_(own)))
    is_told = Event.status != NOT_YET_ABOVE
    # A sum is no column that an index knows: the index of the order is walked, and not those of all the units.
    unit = Event.organisation_id + 0
    return {
        Reach.OWN: Event.organisation_id.in_(own),
        Reach.FEW: is_one_of(Event.organisation_id, units) & or_(is_told, Event.organisation_id.in_(own)),
        Reach.MANY: or_(is_told & unit.in_(lower), unit.in_(own)),
    }


# Who asks comes in as parameters, see `queries.events.bind_reader`.
MY_UNITS = bindparam("my_units", expanding=True, type_=Integer)
VISIBLE_UNITS = below(MY_UNITS, "visible_units")
FINANCE_UNITS = bindparam("finance_units", expanding=True, type_=Integer)


def _settled_drafts() -> ColumnElement[bool]:
    """Finance reads the settled accounts below it although the plan is a draft still.

    There are next to none of these, and an index holds no others: they are found on their own, once for a statement, so
    that all that walks along another index needs no more than the id of an event.
    """
    settled = aliased(Event, name="settled_draft")
    # Said as it is, for an index of some rows only is not used for what comes in as a parameter.
    draft = literal(NOT_YET_ABOVE, Event.status.type, literal_execute=True)
    found = select(settled.id).where(settled.status == draft, settled.settled_at.is_not(None))
    return Event.id.in_(found.where(settled.organisation_id.in_(below(FINANCE_UNITS, "finance_units"))))


SETTLED_DRAFTS = _settled_drafts()
READABLE = {
    reach: and_(Event.deleted_at.is_(None), condition if reach is Reach.OWN else or_(condition, SETTLED_DRAFTS))
    for reach, condition in of_units(MY_UNITS, MY_UNITS, "visible_units").items()
}
"""`permissions.can_read_event` as SQL, deleted events left out."""
