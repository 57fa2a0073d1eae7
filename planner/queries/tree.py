"""The tree of organisations, walked upwards and downwards: for reads, and as parts of other statements."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import CTE, Integer, Select, bindparam, literal, select

from planner.actors import Actor
from planner.enums import Role
from planner.extensions import db
from planner.models import Organisation
from planner.unitpermissions import MANAGING


def above(unit: Any, name: str) -> CTE:
    """The unit and all above it as a table of `id`, `parent_id` and `level`, which counts up from 0 for the unit.

    `unit` is an id or a parameter; `name` keeps two of these in one statement apart.
    """
    columns = (Organisation.id, Organisation.parent_id)
    lowest = select(*columns, literal(0).label("level")).where(Organisation.id == unit)
    tree = lowest.cte(name, recursive=True)
    return tree.union_all(select(*columns, tree.c.level + 1).join(tree, Organisation.id == tree.c.parent_id))


def below(units: Any, name: str) -> Select[tuple[int]]:
    """Ids of these units and of all below them; `name` keeps two of these in one statement apart."""
    tree = select(Organisation.id).where(Organisation.id.in_(units)).cte(name, recursive=True)
    tree = tree.union(select(Organisation.id).join(tree, Organisation.parent_id == tree.c.id))
    return select(tree.c.id)


# Built once; which unit comes in as a parameter.
_UPWARDS = above(bindparam("unit", type_=Integer), "upwards")
_IDS_ABOVE = select(_UPWARDS.c.id).where(_UPWARDS.c.level > 0)
_LINEAGE = select(Organisation).join(_UPWARDS, Organisation.id == _UPWARDS.c.id).order_by(_UPWARDS.c.level)


def lineage(unit_id: int) -> list[Organisation]:
    """The unit and all above it, from the nearest; one statement."""
    return list(db.session.scalars(_LINEAGE, {"unit": unit_id}))


def nearest_common(units: Sequence[Organisation], other_id: int) -> Organisation:
    """The first of these, a unit and all above it, that is another unit of the same tree or lies above it."""
    others = {unit.id for unit in lineage(other_id)}
    return next(unit for unit in units if unit.id in others)


def ids_above(unit_id: int) -> set[int]:
    """The units above that one; one statement."""
    return set(db.session.scalars(_IDS_ABOVE, {"unit": unit_id}))


def units_where(roles: Mapping[int, Role], wanted: Iterable[Role]) -> list[int]:
    """The units of `roles` in which one of the wanted roles is held."""
    return [unit for unit, role in roles.items() if role in wanted]


def role_in_unit(unit_id: int, actor: Actor) -> Role | None:
    """What the actor is in a unit: who administers one above administers it too.

    One statement at most, none for those who administer nothing but the unit itself.
    """
    own = actor.roles.get(unit_id)
    managed = units_where(actor.roles, MANAGING)
    if own in MANAGING or not managed:
        return own
    return Role.ADMINISTRATOR if ids_above(unit_id).intersection(managed) else own


def administers_instance(actor: Actor) -> bool:
    """Whether the actor administers a unit that has none above it, and with it the installation."""
    managed = units_where(actor.roles, MANAGING)
    topmost = select(Organisation.id).where(Organisation.id.in_(managed), Organisation.parent_id.is_(None)).limit(1)
    return bool(managed) and db.session.scalar(topmost) is not None


def managed_ids(actor: Actor) -> set[int]:
    """The units that the actor administers, and all below them; nothing is asked for who administers none."""
    roots = units_where(actor.roles, MANAGING)
    return set(db.session.scalars(below(roots, "managed"))) if roots else set()
