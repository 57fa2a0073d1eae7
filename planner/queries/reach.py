"""What a user may read, as a condition on events that costs what they may read, whatever else the database holds.

Three ways find the same: by the units of one's own, where none lie below them, as at a school; by a few units; and, for
a county, along the order that is asked for until enough is found of what it may read anyway.
"""

from collections.abc import Collection
from enum import Enum, auto
from typing import Any

from sqlalchemy import Boolean, ColumnElement, CompoundSelect, Integer, Select, and_, bindparam, or_, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from planner.enums import Role
from planner.models import Event, Organisation, User
from planner.permissions import NOT_YET_ABOVE
from planner.queries.tree import below

MANY_UNITS = 50


class Reach(Enum):
    """How much lies below the units of a reader, and so how it is read."""

    OWN = auto()
    FEW = auto()
    MANY = auto()


def reach_of(user: User, roles: Collection[Role] = tuple(Role)) -> Reach:
    """The reach of a user by those of their units where they have one of the roles."""
    return reach_of_units(user, [m.organisation_id for m in user.memberships if m.role in roles])


def reach_of_units(user: User, unit_ids: Collection[int]) -> Reach:
    """The same by some of the units that the user belongs to."""
    units_below = sum(m.organisation.units_below for m in user.memberships if m.organisation_id in unit_ids)
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
READABLE = {
    reach: and_(Event.deleted_at.is_(None), condition)
    for reach, condition in of_units(MY_UNITS, MY_UNITS, "visible_units").items()
}
"""`permissions.can_read_event` as SQL, deleted events left out."""
