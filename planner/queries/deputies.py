"""Who stands in for whom today."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from sqlalchemy import Date, Integer, Select, and_, bindparam, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.actors import Actor
from planner.enums import Role
from planner.extensions import db
from planner.models import Deputy, Membership, Organisation, User
from planner.unitpermissions import can_name_deputy


@dataclass(frozen=True, slots=True)
class StandIn:
    """For whom somebody decides in a unit: the absent person's role there is theirs for that."""

    unit_id: int
    role: Role
    absent_id: int
    absent: str
    first_day: date
    last_day: date


def _holding_deputies() -> Select[Deputy]:
    """The deputies that hold on a day: both may sign in, the absent person is still what they were in the unit, and the
    deputy still belongs to it.
    """
    absent, deputy = aliased(User), aliased(User)
    role, place = aliased(Membership), aliased(Membership)
    today = bindparam("today", type_=Date)
    still = and_(
        role.user_id == Deputy.absent_id,
        role.organisation_id == Deputy.organisation_id,
        role.role == Deputy.role,
    )
    belongs = and_(place.user_id == Deputy.deputy_id, place.organisation_id == Deputy.organisation_id)
    holding = select(Deputy).join(role, still).join(place, belongs)
    holding = holding.join(absent, and_(absent.id == Deputy.absent_id, absent.active))
    holding = holding.join(deputy, and_(deputy.id == Deputy.deputy_id, deputy.active))
    holding = holding.where(Deputy.ended_at.is_(None), Deputy.first_day <= today, Deputy.last_day >= today)
    return holding.order_by(Deputy.id)


# Sent with every page of a deputy and every list with something that waits, so they are built once.
_HOLDING = _holding_deputies()
_OF_DEPUTY = _HOLDING.where(Deputy.deputy_id == bindparam("deputy", type_=Integer))
_IN_UNITS = _HOLDING.where(
    Deputy.organisation_id.in_(bindparam("units", expanding=True, type_=Integer)),
    Deputy.role.in_(bindparam("roles", expanding=True, type_=Deputy.role.type)),
)


def stand_ins_of(actor: Actor) -> tuple[StandIn, ...]:
    """For whom the actor decides today, in the order in which they were named; at most one statement.

    A deputy has the right of the absent person's own role, so that of a deputy there is no deputy.
    """
    if not isinstance(actor, User) or not actor.stands_in:
        return ()
    holding = db.session.scalars(_OF_DEPUTY, {"deputy": actor.id, "today": clock.today()})
    return tuple(
        StandIn(d.organisation_id, d.role, d.absent_id, d.absent.name, d.first_day, d.last_day) for d in holding
    )


def deputies_in(unit_ids: Iterable[int], roles: Iterable[Role]) -> list[Deputy]:
    """The deputies of whoever is one of these in one of these units, today; one statement."""
    wanted = {"units": list(unit_ids), "roles": list(roles), "today": clock.today()}
    return list(db.session.scalars(_IN_UNITS, wanted))


def deputies_named_by(user_id: int) -> Sequence[Deputy]:
    """Those whom somebody named and who decide now or later, by their first day."""
    ahead = (Deputy.absent_id == user_id, Deputy.ended_at.is_(None), Deputy.last_day >= clock.today())
    return db.session.scalars(select(Deputy).where(*ahead).order_by(Deputy.first_day, Deputy.id)).all()


class Colleague(NamedTuple):
    """Somebody whom one may ask to decide in one's place, in a unit that both belong to."""

    unit_id: int
    unit: str
    user_id: int
    name: str


def list_colleagues(user: User) -> list[Colleague]:
    """Everybody whom the user may ask, by unit and name; nothing is read for who decides nothing."""
    units = [m.organisation_id for m in user.memberships if can_name_deputy(m.role)]
    if not units:
        return []
    members = (
        select(Organisation.id, Organisation.name, User.id, User.name)
        .join(Membership, Membership.organisation_id == Organisation.id)
        .join(User, User.id == Membership.user_id)
        .where(Organisation.id.in_(units), User.active, User.id != user.id)
        .order_by(Organisation.id, User.name_key, User.id)
    )
    return [Colleague(*row) for row in db.session.execute(members)]


def deputies_of_unit(unit_id: int) -> Sequence[Deputy]:
    """Who stands in for whom in a unit, now or later, by their first day."""
    ahead = (Deputy.organisation_id == unit_id, Deputy.ended_at.is_(None), Deputy.last_day >= clock.today())
    return db.session.scalars(select(Deputy).where(*ahead).order_by(Deputy.first_day, Deputy.id)).all()
