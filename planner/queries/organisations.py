"""Organisations and their members."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.extensions import db
from planner.models import Membership, Organisation, UnitEntry, User
from planner.pinyin import pinyin_key
from planner.queries.tree import below, units_where
from planner.unitpermissions import MANAGING, can_create_event, can_set_policy

# The unit whose administrators may reset the password of a user: the twin of `User.home_id`.
home_of_user = (
    select(Membership.organisation_id)
    .where(Membership.user_id == User.id)
    .order_by(Membership.id)
    .limit(1)
    .correlate(User)
    .scalar_subquery()
)


def drafting_organisations(user: User) -> list[tuple[int, str]]:
    """Id and name of the organisations whose events the user may draft."""
    return [(m.organisation_id, m.organisation.name) for m in user.memberships if can_create_event(m.role)]


def policy_organisations(user: User) -> list[tuple[int, str]]:
    """Id and name of the organisations whose limits the user keeps."""
    return [(m.organisation_id, m.organisation.name) for m in user.memberships if can_set_policy(m.role)]


def members_of(organisation_id: int) -> list[Membership]:
    """The members of an organisation, by the pinyin of their names."""
    return list(
        db.session.scalars(
            select(Membership)
            .join(Membership.user)
            .options(joinedload(Membership.user))
            .where(Membership.organisation_id == organisation_id)
            .order_by(User.name_key, User.id)
        )
    )


def homes_of_members(organisation_id: int) -> dict[int, int]:
    """The home unit of each member of an organisation, by the id of the user; one statement."""
    homes = (
        select(User.id, home_of_user.label("home"))
        .join(User.memberships)
        .where(Membership.organisation_id == organisation_id)
    )
    return {row.id: row.home for row in db.session.execute(homes)}


def log_of_unit(organisation_id: int, most: int) -> list[UnitEntry]:
    """What was done of late to the people, the limits and the settings of an organisation, the latest first."""
    entries = select(UnitEntry).where(UnitEntry.organisation_id == organisation_id)
    return list(db.session.scalars(entries.order_by(UnitEntry.id.desc()).limit(most)))


def units_below(organisation_id: int) -> list[Organisation]:
    """The organisations right below one, by the pinyin of their names."""
    below = db.session.scalars(select(Organisation).where(Organisation.parent_id == organisation_id))
    return sorted(below, key=_by_name)


def find_organisation(name: str) -> Organisation | None:
    """The organisation of that name."""
    return db.session.scalar(select(Organisation).where(Organisation.name == name.strip()))


def organisation_name(organisation_id: int) -> str:
    """The name of an organisation."""
    return db.session.scalar(select(Organisation.name).where(Organisation.id == organisation_id)) or ""


def list_managed_units(user: User) -> list[Organisation]:
    """The organisations that the user administers, and all below them, each after the one above it."""
    roots = units_where(user.roles, MANAGING)
    if not roots:
        return []
    found = db.session.scalars(select(Organisation).where(Organisation.id.in_(below(roots, "managed")))).all()
    ids = {unit.id for unit in found}
    children: dict[int | None, list[Organisation]] = {}
    for unit in sorted(found, key=_by_name):
        children.setdefault(unit.parent_id if unit.parent_id in ids else None, []).append(unit)
    ordered: list[Organisation] = []
    waiting = list(reversed(children.get(None, [])))
    while waiting:
        ordered.append(waiting.pop())
        waiting += reversed(children.get(ordered[-1].id, []))
    return ordered


def _by_name(unit: Organisation) -> str:
    return pinyin_key(unit.name)
