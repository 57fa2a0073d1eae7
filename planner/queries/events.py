"""Events: loading one with what the actor is to it, lists, the calendar, counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from planner.enums import EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import Event, Invite, Organisation, TeamMember, User
from planner.permissions import Access

PAGE = 50
_CLOSED = frozenset({EventStatus.ARCHIVED, EventStatus.CANCELLED})


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list of events is narrowed by; empty values narrow nothing."""

    status: EventStatus | None = None
    kind: str = ""
    month: tuple[int, int] | None = None
    text: str = ""
    organisation_id: int | None = None


def find_event(event_id: int, *, deleted: bool = False) -> Event | None:
    """The event with its organisation and owner; deleted ones only when asked for."""
    found = db.session.scalar(
        select(Event)
        .join(Event.organisation)
        .join(Event.owner)
        .options(contains_eager(Event.organisation), contains_eager(Event.owner))
        .where(Event.id == event_id)
    )
    return found if found is not None and (found.deleted_at is not None) == deleted else None


def access_to(event: Event, actor: User | Invite) -> Access:
    """What the actor is to the event, in at most two statements."""
    if isinstance(actor, Invite):
        return Access(event.status, team=actor.role if actor.event_id == event.id else None, is_guest=True)
    roles = actor.roles
    team: TeamRole | None = TeamRole.OWNER if event.owner_id == actor.id else None
    if team is None:
        team = db.session.scalar(
            select(TeamMember.role).where(TeamMember.event_id == event.id, TeamMember.user_id == actor.id)
        )
    own = roles.get(event.organisation_id)
    above = None if own or team else _role_above(event.organisation, roles)
    return Access(event.status, role=own, role_above=above, team=team)


def _role_above(organisation: Organisation, roles: dict[int, Role]) -> Role | None:
    """The actor's role in the nearest organisation above, if any."""
    if organisation.parent_id is None or not roles:
        return None
    tree = select(Organisation.id, Organisation.parent_id).where(Organisation.id == organisation.parent_id)
    above = tree.cte("above", recursive=True)
    next_up = select(Organisation.id, Organisation.parent_id).join(above, Organisation.id == above.c.parent_id)
    above = above.union_all(next_up)
    for (organisation_id,) in db.session.execute(select(above.c.id)):
        if organisation_id in roles:
            return roles[organisation_id]
    return None


def visible_organisations(user: User) -> Select[tuple[int]]:
    """Ids of the user's organisations and of all below them."""
    tree = select(Organisation.id).where(Organisation.id.in_(user.roles)).cte("below", recursive=True)
    below = tree.union(select(Organisation.id).join(tree, Organisation.parent_id == tree.c.id))
    return select(below.c.id)


def visible_events(user: User) -> Select[tuple[Event]]:
    """All events that the user may read: `permissions.can_read_event` as SQL."""
    mine = select(TeamMember.event_id).where(TeamMember.user_id == user.id)
    return select(Event).where(
        Event.deleted_at.is_(None),
        or_(
            Event.organisation_id.in_(user.roles),
            Event.owner_id == user.id,
            Event.id.in_(mine),
            Event.organisation_id.in_(visible_organisations(user)) & (Event.status != EventStatus.DRAFT),
        ),
    )


def my_events(user: User) -> Select[tuple[Event]]:
    """Events that the user owns or is in the team of, and that are not closed."""
    mine = select(TeamMember.event_id).where(TeamMember.user_id == user.id)
    return select(Event).where(
        Event.deleted_at.is_(None),
        or_(Event.owner_id == user.id, Event.id.in_(mine)),
        Event.status.not_in(_CLOSED),
    )


def like_pattern(text: str) -> str:
    """A LIKE pattern for text that may contain % and _ (escaped by a backslash)."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def narrowed(statement: Select[Any], filters: Filters) -> Select[Any]:
    """The statement with the filters applied."""
    if filters.status:
        statement = statement.where(Event.status == filters.status)
    if filters.kind:
        statement = statement.where(Event.kind == filters.kind)
    if filters.organisation_id:
        statement = statement.where(Event.organisation_id == filters.organisation_id)
    if filters.month:
        first, last = month_span(*filters.month)
        statement = statement.where(Event.first_date < last, Event.last_date >= first)
    for word in filters.text.split():
        pattern = like_pattern(word)
        columns = (Event.title, Event.theme, Event.place)
        statement = statement.where(or_(*(c.ilike(pattern, escape="\\") for c in columns)))
    return statement


def month_span(year: int, month: int) -> tuple[date, date]:
    """First day of the month, and of the one after it."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def list_page(statement: Select[tuple[Event]], page: int) -> tuple[list[Event], int]:
    """One page of 50 events, newest days first and undated ones on top, with the count of all; two statements."""
    total = db.session.scalar(select(func.count()).select_from(statement.order_by(None).subquery())) or 0
    listed = (
        statement.join(Event.organisation)
        .options(contains_eager(Event.organisation))
        .order_by(Event.first_date.is_not(None), Event.first_date.desc(), Event.id.desc())
        .limit(PAGE)
        .offset((page - 1) * PAGE)
    )
    return list(db.session.scalars(listed)), total


def between(statement: Select[tuple[Event]], first: date, last: date) -> list[Event]:
    """Events that touch the days from `first` up to and without `last`, in day order."""
    touched = statement.where(Event.first_date < last, Event.last_date >= first)
    return list(db.session.scalars(touched.order_by(Event.first_date, Event.id)))


def counts_by_status(user: User) -> dict[EventStatus, int]:
    """How many events the user may read, by status."""
    found = visible_events(user).subquery()
    rows = db.session.execute(select(found.c.status, func.count()).group_by(found.c.status))
    return {status: count for status, count in rows}


def by_ids(ids: Iterable[int]) -> dict[int, Event]:
    """Events by id."""
    return {event.id: event for event in db.session.scalars(select(Event).where(Event.id.in_(list(ids))))}


def recent_events(user: User) -> list[tuple[int, str, EventStatus]]:
    """The four events that the user's own work last touched: id, title, status."""
    mine = select(TeamMember.event_id).where(TeamMember.user_id == user.id)
    found = select(Event.id, Event.title, Event.status).where(
        Event.deleted_at.is_(None), or_(Event.owner_id == user.id, Event.id.in_(mine))
    )
    return [tuple(row) for row in db.session.execute(found.order_by(Event.updated_at.desc()).limit(4))]  # type: ignore[misc]
