"""Organisations and their members."""

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from planner.enums import Role
from planner.extensions import db
from planner.models import Membership, Organisation, User
from planner.permissions import can_create_event


def drafting_organisations(user: User) -> list[tuple[int, str]]:
    """Id and name of the organisations whose events the user may draft."""
    return [(m.organisation_id, m.organisation.name) for m in user.memberships if can_create_event(m.role)]


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


def units_below(organisation_id: int) -> list[Organisation]:
    """The organisations right below one."""
    return list(
        db.session.scalars(
            select(Organisation).where(Organisation.parent_id == organisation_id).order_by(Organisation.name)
        )
    )


def administered_by(user: User) -> list[Organisation]:
    """The organisations that the user administers."""
    return [m.organisation for m in user.memberships if m.role == Role.ADMINISTRATOR]


def find_organisation(name: str) -> Organisation | None:
    """The organisation of that name."""
    return db.session.scalar(select(Organisation).where(Organisation.name == name.strip()))


def organisation_name(organisation_id: int) -> str:
    """The name of an organisation."""
    return db.session.scalar(select(Organisation.name).where(Organisation.id == organisation_id)) or ""
