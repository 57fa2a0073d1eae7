"""The units whose events somebody may read, and how a list is narrowed to some of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select

from planner.extensions import db
from planner.models import Organisation, User
from planner.queries.events import bind_reader, like_pattern
from planner.queries.reach import MANY_UNITS, VISIBLE_UNITS, Reach, reach_of

_LARGEST_ID = 2**31 - 1
_UNITS = (
    select(Organisation.id, Organisation.name).where(Organisation.id.in_(VISIBLE_UNITS)).order_by(Organisation.name)
)
_NUMBERED = _UNITS.where(Organisation.id == bindparam("number", type_=Integer))
_NAMED = _UNITS.where(Organisation.name.ilike(bindparam("pattern"), escape="\\")).limit(MANY_UNITS + 1)


class Unit(NamedTuple):
    """An organisation that a list can be narrowed to."""

    id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitChoice:
    """The units `chosen` of those that a list can be narrowed to.

    They are `offered` where they are few; who reads more than that types a `name`, which may be part of one.
    """

    offered: Sequence[Unit] = ()
    chosen: Sequence[Unit] = ()
    name: str = ""
    is_typed: bool = False

    @property
    def is_one_of_several(self) -> bool:
        """Whether the events are of several units."""
        return self.is_typed or len(self.offered) > 1

    @property
    def ids(self) -> tuple[int, ...]:
        """The chosen ones by their ids; none where the name says too little."""
        return () if self.is_vague else tuple(unit.id for unit in self.chosen)

    @property
    def is_vague(self) -> bool:
        """Whether more units have such a name than can be looked through."""
        return len(self.chosen) > MANY_UNITS

    @property
    def fault(self) -> str:
        """Why the list is not narrowed by the name."""
        if self.is_vague:
            return f"名称里有“{self.name}”的单位超过 {MANY_UNITS} 个，写得更全一点再找。"
        return f"没有名称里有“{self.name}”的单位，没有按它筛选。" if self.name and not self.chosen else ""


def units_for(user: User) -> list[Unit]:
    """The organisations whose events the user may read, by name; no statement where these are the user's own."""
    if reach_of(user) is Reach.OWN:
        own = (Unit(each.organisation_id, each.organisation.name) for each in user.memberships)
        return sorted(own, key=lambda unit: unit.name)
    return list(map(Unit._make, db.session.execute(_UNITS, bind_reader(user))))


def choose_units(user: User, *, number: str = "", name: str = "") -> UnitChoice:
    """The units of that number, or with that text in their names; one statement at most."""
    if reach_of(user) is not Reach.MANY:
        offered = units_for(user)
        chosen = [unit for unit in offered if (name in unit.name if name else str(unit.id) == number)]
        return UnitChoice(offered=offered, chosen=chosen, name=name)
    chosen = _find_units(user, number, name)
    return UnitChoice(chosen=chosen, name=name or "".join(unit.name for unit in chosen), is_typed=True)


def _find_units(user: User, number: str, name: str) -> list[Unit]:
    if name:
        found = db.session.execute(_NAMED, {**bind_reader(user), "pattern": like_pattern(name)})
    elif number.isascii() and number.isdigit() and int(number) <= _LARGEST_ID:
        found = db.session.execute(_NUMBERED, {**bind_reader(user), "number": int(number)})
    else:
        return []
    return list(map(Unit._make, found))
