"""Who decides: everybody by name who may say yes to a plan or to money, and for whom."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Integer, bindparam, select

from budgets.persons import plain_person
from planner import clock
from planner.actors import Actor
from planner.days import Day
from planner.enums import BarReason, EventStatus, Role
from planner.extensions import db
from planner.models import Deputy, Event, Membership, Revision, User
from planner.permissions import NOT_YET_ABOVE
from planner.queries.bars import Bars, bars_of_plans
from planner.queries.deputies import StandIn, deputies_in, stand_ins_of
from planner.queries.tree import ids_above
from planner.telling import join_few
from planner.unitpermissions import DECIDING, REVIEWING, REVIEWING_FROM_ABOVE

_MOST_NAMED = 2
# Sent with every list that has something waiting on it, so they are built once.
_WAITING_PLANS = (
    select(Event, Revision)
    .join(Revision, Revision.event_id == Event.id)
    .where(
        Event.id.in_(bindparam("events", expanding=True, type_=Integer)),
        Event.status == EventStatus.SUBMITTED,
        Revision.decision.is_(None),
        Revision.withdrawn_at.is_(None),
    )
)
_MEMBERS = (
    select(Membership.organisation_id, User.id, User.name, Membership.role)
    .join(User, User.id == Membership.user_id)
    .where(
        Membership.organisation_id.in_(bindparam("units", expanding=True, type_=Integer)),
        Membership.role.in_(bindparam("roles", expanding=True, type_=Membership.role.type)),
        User.active,
    )
    .order_by(User.name_key, User.id)
)


class Decider(NamedTuple):
    """Somebody who holds the right to decide, in a role of their own or, as `absent` says, of somebody else."""

    user_id: int
    name: str
    role: Role
    absent: str = ""

    @property
    def label(self) -> str:
        """韩校长（审批人）, 林主任（代韩校长）."""
        return f"{self.name}（{'代' + self.absent if self.absent else self.role.label}）"

    @property
    def short_label(self) -> str:
        """韩校长, 林主任代韩校长."""
        return f"{self.name}代{self.absent}" if self.absent else self.name


class Barred(NamedTuple):
    """Somebody who holds the right and does not decide this, and why."""

    name: str
    because: BarReason


@dataclass(frozen=True, slots=True)
class Deciders:
    """Who may decide, those first whose office it is, and who of those that hold the right is barred."""

    able: tuple[Decider, ...] = ()
    barred: tuple[Barred, ...] = ()

    @property
    def labels(self) -> tuple[str, ...]:
        """Everybody who may decide, with their role."""
        return tuple(decider.label for decider in self.able)

    @property
    def short_labels(self) -> tuple[str, ...]:
        """Everybody who may decide."""
        return tuple(decider.short_label for decider in self.able)

    @classmethod
    def choose(cls, holders: Sequence[Decider], bars: Mapping[int, BarReason], office: Role) -> "Deciders":
        """Those who may: whose `office` it is and the deputies; where there is nobody, the others (administrators)."""
        free = [holder for holder in holders if holder.user_id not in bars]
        first = [holder for holder in free if holder.absent or holder.role == office]
        barred = (Barred(holder.name, bars[holder.user_id]) for holder in holders if holder.user_id in bars)
        return cls(tuple(first or free), tuple(barred))


class WaitingPlan(NamedTuple):
    """A plan that waits: since when, and who decides it."""

    since: datetime
    deciders: Deciders

    @property
    def label(self) -> str:
        """等韩校长审批; where nobody may, that."""
        names = join_few(self.deciders.short_labels, _MOST_NAMED)
        return f"等{names}审批" if names else "没有人能审批"

    @property
    def full_label(self) -> str:
        """The same and since when: 等韩校长审批，5月20日起."""
        return f"{self.label}，{Day.of(clock.local(self.since).date()).short}起"


def deciders_of_plan(unit_id: int, bars: Bars) -> Deciders:
    """Who decides a plan for a unit; two statements."""
    return Deciders.choose(_holders([unit_id], DECIDING, Role.APPROVER)[unit_id], bars, Role.APPROVER)


def deciders_of_money(event: Event, bars: Bars, *, names: frozenset[str] = frozenset()) -> Deciders:
    """Who reviews the money of an event: finance of its unit, of those above once it is no draft, and deputies.

    Where there is none, its unit's administrators. `names` are those that are named in what is reviewed.
    """
    above = ids_above(event.organisation_id) if event.status != NOT_YET_ABOVE else set()
    found = _holders([event.organisation_id], REVIEWING, Role.FINANCE)[event.organisation_id]
    if above:
        higher = _holders(above, REVIEWING_FROM_ABOVE, Role.FINANCE)
        found = _each_once([*found, *(holder for holders in higher.values() for holder in holders)], Role.FINANCE)
    named = {holder.user_id: BarReason.NAMED for holder in found if plain_person(holder.name) in names}
    return Deciders.choose(found, named | bars, Role.FINANCE)


def waiting_plans(event_ids: Iterable[int]) -> dict[int, WaitingPlan]:
    """Those of these events whose plan waits, and who decides each; five statements, one where none waits, none for
    no event.
    """
    ids = list(event_ids)
    if not ids:
        return {}
    waiting = [(event, revision) for event, revision in db.session.execute(_WAITING_PLANS, {"events": ids})]
    if not waiting:
        return {}
    holders = _holders({revision.approving_organisation_id for _, revision in waiting}, DECIDING, Role.APPROVER)
    bars = bars_of_plans(waiting)
    found = {}
    for event, revision in waiting:
        chosen = Deciders.choose(holders[revision.approving_organisation_id], bars[event.id], Role.APPROVER)
        found[event.id] = WaitingPlan(revision.submitted_at, chosen)
    return found


def _holders(unit_ids: Iterable[int], roles: frozenset[Role], office: Role) -> dict[int, list[Decider]]:
    """Who holds one of these roles in each of these units, by name; who also stands in for somebody comes once."""
    units = list(unit_ids)
    found: dict[int, list[Decider]] = {unit: [] for unit in units}
    for unit, user_id, name, role in db.session.execute(_MEMBERS, {"units": units, "roles": list(roles)}):
        found[unit].append(Decider(user_id, name, role))
    for deputy in deputies_in(units, roles):
        found[deputy.organisation_id].append(_as_decider(deputy))
    return {unit: _each_once(holders, office) for unit, holders in found.items()}


def _as_decider(deputy: Deputy) -> Decider:
    return Decider(deputy.deputy_id, deputy.deputy.name, deputy.role, deputy.absent.name)


def _each_once(holders: Sequence[Decider], office: Role) -> list[Decider]:
    """Each person as they would decide: in their own office, else for somebody absent, else as administrator."""
    kept: dict[int, Decider] = {}
    for holder in holders:
        known = kept.get(holder.user_id)
        if known is None or _rank(holder, office) < _rank(known, office):
            kept[holder.user_id] = holder
    return list(kept.values())


def _rank(holder: Decider, office: Role) -> int:
    return 0 if holder.role == office and not holder.absent else 1 if holder.absent else 2


def right_to_plan(actor: Actor, unit_id: int) -> tuple[Role | None, StandIn | None]:
    """In which role the actor decides plans for a unit, and for whom if it is not their own."""
    own = actor.roles.get(unit_id)
    lent = [stand_in for stand_in in stand_ins_of(actor) if stand_in.unit_id == unit_id and stand_in.role in DECIDING]
    if own == Role.APPROVER or not lent:
        return own, None
    return lent[0].role, lent[0]


def stand_in_for_money(event: Event, actor: Actor) -> StandIn | None:
    """For whom the actor reviews the money of an event; None for whoever is finance themselves, or nobody's deputy."""
    lent = [stand_in for stand_in in stand_ins_of(actor) if stand_in.role in REVIEWING]
    if not lent:
        return None
    above = ids_above(event.organisation_id)
    is_told = event.status != NOT_YET_ABOVE
    if actor.roles.get(event.organisation_id) == Role.FINANCE or (
        is_told and any(actor.roles.get(unit) == Role.FINANCE for unit in above)
    ):
        return None
    own = [stand_in for stand_in in lent if stand_in.unit_id == event.organisation_id]
    higher = [s for s in lent if s.unit_id in above and s.role in REVIEWING_FROM_ABOVE and is_told]
    return next(iter(own + higher), None)
