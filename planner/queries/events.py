"""Events: loading one with what the actor is to it, lists, the calendar, counts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Integer, and_, bindparam, or_, select, union_all
from sqlalchemy.orm import contains_eager, undefer_group

from planner.actors import Actor
from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import Event, Link, TeamMember, User
from planner.models.events import CHANGES
from planner.models.name_grants import is_granted
from planner.permissions import MANAGING, PLANNING, REVIEWING, REVIEWING_FROM_ABOVE, Access
from planner.queries.deputies import stand_ins_of
from planner.queries.reach import MY_UNITS, is_one_of
from planner.queries.tree import below, ids_above, units_where

_MOST_WORDS = 6
_CLOSED = frozenset({EventStatus.ARCHIVED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of events is narrowed by; empty values narrow nothing."""

    status: EventStatus | None = None
    kind: str = ""
    month: tuple[int, int] | None = None
    text: str = ""
    organisation_id: int | None = None

    @property
    def words(self) -> list[str]:
        """What the text must contain, each word anywhere."""
        return self.text.split()[:_MOST_WORDS]

    @property
    def shape(self) -> tuple[object, ...]:
        """Which filters are set: what a statement depends on, whatever their values."""
        return bool(self.status), bool(self.kind), bool(self.month), bool(self.organisation_id), len(self.words)


def find_event(event_id: int, *, deleted: bool = False, lock: bool = False) -> Event | None:
    """The event with its organisation and owner, with `lock` for this transaction; deleted ones only when asked for."""
    wanted = (
        select(Event)
        .join(Event.organisation)
        .join(Event.owner)
        .options(contains_eager(Event.organisation), contains_eager(Event.owner), undefer_group(CHANGES))
        .where(Event.id == event_id)
    )
    if lock:
        # Rows that belong to the event may be added meanwhile: their foreign keys only need that its id stays.
        wanted = wanted.with_for_update(of=Event, key_share=True).execution_options(populate_existing=True)
    found = db.session.scalar(wanted)
    return found if found is not None and (found.deleted_at is not None) == deleted else None


def access_to(event: Event, actor: Actor) -> Access:
    """What the actor is to the event: no statement for guests and jobs, else at most two.

    Whoever stands in for somebody costs two more.
    """
    if actor.kind is not ActorKind.USER:
        role = actor.guest_role if actor.guest_of == event.id else None
        names = isinstance(actor, Link) and actor.sees_names
        return Access(event.status, team=role, sees_names=names, kind=actor.kind)
    return _with_lent_roles(_access_of_user(event, actor), event, actor)


def _with_lent_roles(access: Access, event: Event, actor: Actor) -> Access:
    """What the actor is to the event, with what they decide of its money in somebody else's place."""
    lent = {stand_in.unit_id: stand_in.role for stand_in in stand_ins_of(actor) if stand_in.role in REVIEWING}
    if not lent:
        return access
    own = lent.pop(event.organisation_id, None)
    return replace(access, lent_role=own, lent_roles_above=_roles_above(event, lent))


def _access_of_user(event: Event, actor: Actor) -> Access:
    elsewhere = dict(actor.roles)
    own = elsewhere.pop(event.organisation_id, None)
    if own is not None:
        reviews = bool(units_where(elsewhere, REVIEWING_FROM_ABOVE))
        above = _roles_above(event, elsewhere) if reviews and own not in REVIEWING else frozenset()
        team, names = _team_role(event, actor)
        return Access(event.status, role=own, roles_above=above, team=team, sees_names=names)
    above = _roles_above(event, elsewhere)
    # Whoever has left the organisation has left the teams of its events too.
    former = _team_role(event, actor)[0] if above & REVIEWING_FROM_ABOVE else None
    return Access(event.status, roles_above=above, former_team=former)


def _team_role(event: Event, actor: Actor) -> tuple[TeamRole | None, bool]:
    """What a user is in the team of the event, member of its organisation or not, and whether they may see names."""
    if event.owner_id == actor.id:
        return TeamRole.OWNER, False
    wanted = select(TeamMember.role, TeamMember.names_until)
    found = db.session.execute(wanted.where(TeamMember.event_id == event.id, TeamMember.user_id == actor.id)).first()
    return (found.role, is_granted(found.names_until)) if found else (None, False)


def _roles_above(event: Event, roles: Mapping[int, Role]) -> frozenset[Role]:
    """Those of these roles that are held in units above the event's own."""
    found = ids_above(event.organisation_id) if roles else ()
    return frozenset(roles[unit] for unit in found if unit in roles)


# Statements that many pages send are built once; who asks comes in as parameters, see `bind_reader`.
_ME = bindparam("me", type_=Integer)
_TEAMED = select(TeamMember.event_id).where(TeamMember.user_id == _ME)
_OWNED = select(Event.id).where(Event.owner_id == _ME)
_MINE = and_(
    Event.deleted_at.is_(None),
    Event.organisation_id.in_(MY_UNITS),
    is_one_of(Event.id, select(union_all(_OWNED, _TEAMED).subquery("mine").c.id)),
)
_RECENT = select(Event.id, Event.title, Event.status).where(_MINE).order_by(Event.updated_at.desc()).limit(4)


def bind_reader(user: User) -> dict[str, Any]:
    """The parameters of the statements above for this user."""
    return {"me": user.id, "my_units": list(user.roles)}


def events_worked_on(user: User, events: Sequence[Event]) -> list[Event]:
    """Those of the user's events on which they take the steps: `permissions.can_take_steps` for many at once.

    One statement, none where the user owns or administers them all.
    """
    plain = [e for e in events if e.owner_id != user.id and user.roles.get(e.organisation_id) not in MANAGING]
    wanted = select(TeamMember.event_id).where(TeamMember.user_id == user.id, TeamMember.role.in_(PLANNING))
    planned = set(db.session.scalars(wanted)) if plain else set()
    return [event for event in events if event not in plain or event.id in planned]


def my_open_events(user: User) -> list[Event]:
    """Events that the user owns or is in the team of and that are not closed, with organisation and owner, by day."""
    listed = (
        select(Event)
        .join(Event.organisation)
        .join(Event.owner)
        .options(contains_eager(Event.organisation), contains_eager(Event.owner), undefer_group(CHANGES))
        .where(_MINE, Event.status.not_in(_CLOSED))
        .order_by(Event.first_date.is_(None), Event.first_date, Event.id)
    )
    return list(db.session.scalars(listed, bind_reader(user)))


def like_pattern(text: str) -> str:
    """A LIKE pattern for text that may contain % and _ (escaped by a backslash)."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def narrow(statement: Any, filters: Filters) -> Any:
    """The statement with the filters applied; `bind_filters` goes with it. A unit stands for all below it too."""
    if filters.status:
        statement = statement.where(Event.status == bindparam("status", type_=Event.status.type))
    if filters.kind:
        statement = statement.where(Event.kind == bindparam("kind"))
    if filters.organisation_id:
        unit = bindparam("unit", expanding=True, type_=Integer)
        statement = statement.where(is_one_of(Event.organisation_id, below(unit, "units")))
    if filters.month:
        statement = statement.where(Event.first_date < bindparam("end"), Event.last_date >= bindparam("start"))
    for at, _ in enumerate(filters.words):
        pattern: Any = bindparam(f"word{at}")
        columns = (Event.title, Event.theme, Event.place)
        statement = statement.where(or_(*(c.ilike(pattern, escape="\\") for c in columns)))
    return statement


def bind_filters(filters: Filters) -> dict[str, Any]:
    """The parameters that `narrow` left to be filled in."""
    start, end = month_span(*filters.month) if filters.month else (None, None)
    words = {f"word{at}": like_pattern(word) for at, word in enumerate(filters.words)}
    unit = [filters.organisation_id]
    return {"status": filters.status, "kind": filters.kind, "unit": unit, "start": start, "end": end, **words}


def month_span(year: int, month: int) -> tuple[date, date]:
    """First day of the month, and of the one after it."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def recent_events(user: User) -> list[tuple[int, str, EventStatus]]:
    """The four events that the user's own work last touched: id, title, status."""
    return [tuple(row) for row in db.session.execute(_RECENT, bind_reader(user))]  # type: ignore[misc]
