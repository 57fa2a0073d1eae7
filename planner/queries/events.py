"""Events: loading one with what the actor is to it, those of one's own, and what narrows a list of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, bindparam, or_, select, union_all
from sqlalchemy.orm import contains_eager, undefer_group

from planner.actors import Actor
from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import Event, Link, TeamMember, User
from planner.models.events import CHANGES
from planner.models.name_grants import is_granted
from planner.permissions import PLANNING, Access
from planner.queries.deputies import stand_ins_of
from planner.queries.reach import MY_UNITS, is_one_of
from planner.queries.tree import below, ids_above, units_where
from planner.unitpermissions import MANAGING, REVIEWING, REVIEWING_FROM_ABOVE

_MOST_WORDS = 6
# What nothing is left to be done for, and the order of every list of events: undated ones on top, then the newest.
CLOSED = frozenset({EventStatus.ARCHIVED, EventStatus.CANCELLED})
EVENT_ORDER = (Event.first_date.is_not(None), Event.first_date.desc(), Event.id.desc())


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of events is narrowed by; empty values narrow nothing."""

    status: EventStatus | None = None
    kind: str = ""
    month: tuple[int, int] | None = None
    text: str = ""
    organisation_ids: tuple[int, ...] = ()

    @property
    def words(self) -> list[str]:
        """What the text must contain, each word anywhere."""
        return self.text.split()[:_MOST_WORDS]

    @property
    def shape(self) -> tuple[object, ...]:
        """Which filters are set: what a statement depends on, whatever their values."""
        return bool(self.status), bool(self.kind), bool(self.month), bool(self.organisation_ids), len(self.words)


# What nearly every page of an event sends is built once: building it costs as much as its answer.
_EVENT = (
    select(Event)
    .join(Event.organisation)
    .join(Event.owner)
    .options(contains_eager(Event.organisation), contains_eager(Event.owner), undefer_group(CHANGES))
    .where(Event.id == bindparam("event", type_=Integer))
)
# Rows that belong to the event may be added meanwhile: their foreign keys only need that its id stays.
_LOCKED_EVENT = _EVENT.with_for_update(of=Event, key_share=True).execution_options(populate_existing=True)


def find_event(event_id: int, *, deleted: bool = False, lock: bool = False) -> Event | None:
    """The event with its organisation and owner, with `lock` for this transaction; deleted ones only when asked for."""
    found = db.session.scalar(_LOCKED_EVENT if lock else _EVENT, {"event": event_id})
    return found if found is not None and (found.deleted_at is not None) == deleted else None


def access_to(event: Event, actor: Actor) -> Access:
    """What the actor is to the event: no statement for guests and jobs, else at most two.

    Whoever stands in for somebody costs two more.
    """
    if actor.kind is not ActorKind.USER:
        role = actor.guest_role if actor.guest_of == event.id else None
        names = isinstance(actor, Link) and actor.sees_names
        return Access(event.status, team=role, sees_names=names, kind=actor.kind)
    found = replace(_access_of_user(event, actor), is_settled=event.settled_at is not None)
    return _with_lent_roles(found, event, actor)


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
    finance = units_where(user.roles, REVIEWING_FROM_ABOVE)
    return {"me": user.id, "my_units": list(user.roles), "finance_units": finance}


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
        .where(_MINE, Event.status.not_in(CLOSED))
        .order_by(Event.first_date.is_(None), Event.first_date, Event.id)
    )
    return list(db.session.scalars(listed, bind_reader(user)))


def like_pattern(text: str) -> str:
    """A LIKE pattern for text that may contain % and _ (escaped by a backslash)."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


# Once, for a statement may be put together of several that are narrowed.
_NARROWED_UNITS = below(bindparam("unit", expanding=True, type_=Integer), "units")


def narrow(statement: Any, filters: Filters) -> Any:
    """The statement with the filters applied; `bind_filters` goes with it. A unit stands for all below it too."""
    if filters.status:
        statement = statement.where(Event.status == bindparam("status", type_=Event.status.type))
    if filters.kind:
        statement = statement.where(Event.kind == bindparam("kind"))
    if filters.organisation_ids:
        statement = statement.where(is_one_of(Event.organisation_id, _NARROWED_UNITS))
    if filters.month:
        statement = statement.where(Event.first_date < bindparam("end"), Event.last_date >= bindparam("start"))
    return statement.where(*has_words(filters, (Event.title, Event.theme, Event.place)))


def has_words(filters: Filters, columns: Sequence[Any]) -> list[ColumnElement[bool]]:
    """For each word of the filters, that one of the columns has it."""
    patterns: list[Any] = [bindparam(f"word{at}") for at in range(len(filters.words))]
    return [or_(*(column.ilike(pattern, escape="\\") for column in columns)) for pattern in patterns]


def bind_filters(filters: Filters) -> dict[str, Any]:
    """The parameters that `narrow` left to be filled in."""
    start, end = month_span(*filters.month) if filters.month else (None, None)
    words = {f"word{at}": like_pattern(word) for at, word in enumerate(filters.words)}
    narrowed = {"status": filters.status, "kind": filters.kind, "unit": filters.organisation_ids}
    return {**narrowed, "start": start, "end": end, **words}


def month_span(year: int, month: int) -> tuple[date, date]:
    """First day of the month, and of the one after it."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def recent_events(user: User) -> list[tuple[int, str, EventStatus]]:
    """The four events that the user's own work last touched: id, title, status."""
    return [tuple(row) for row in db.session.execute(_RECENT, bind_reader(user))]  # type: ignore[misc]
