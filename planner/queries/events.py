"""Events: loading one with what the actor is to it, lists, the calendar, counts."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, Select, and_, bindparam, or_, select
from sqlalchemy.orm import contains_eager, undefer_group

from planner.enums import EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import Event, Invite, Organisation, TeamMember, User
from planner.models.events import CHANGES
from planner.permissions import Access

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
    # Rows that belong to the event may be added meanwhile: their foreign keys only need that its id stays.
    found = db.session.scalar(wanted.with_for_update(of=Event, key_share=True) if lock else wanted)
    return found if found is not None and (found.deleted_at is not None) == deleted else None


def access_to(event: Event, actor: User | Invite) -> Access:
    """What the actor is to the event, in at most two statements."""
    if isinstance(actor, Invite):
        return Access(event.status, team=actor.role if actor.event_id == event.id else None, is_guest=True)
    roles = actor.roles
    own = roles.get(event.organisation_id)
    if own is None:
        # Whoever has left the organisation has left the teams of its events too.
        return Access(event.status, role_above=_role_above(event.organisation, roles))
    team: TeamRole | None = TeamRole.OWNER if event.owner_id == actor.id else None
    if team is None:
        team = db.session.scalar(
            select(TeamMember.role).where(TeamMember.event_id == event.id, TeamMember.user_id == actor.id)
        )
    return Access(event.status, role=own, team=team)


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


def units_under(organisation_ids: Any, name: str) -> Select[tuple[int]]:
    """Ids of these organisations and of all below them; `name` keeps two of them in one statement apart."""
    tree = select(Organisation.id).where(Organisation.id.in_(organisation_ids)).cte(name, recursive=True)
    below = tree.union(select(Organisation.id).join(tree, Organisation.parent_id == tree.c.id))
    return select(below.c.id)


# Statements that many pages send are built once; who asks comes in as parameters, see `reader`.
_ME = bindparam("me", type_=Integer)
_TEAMED = select(TeamMember.event_id).where(TeamMember.user_id == _ME)
_MY_UNITS = bindparam("my_units", expanding=True, type_=Integer)
VISIBLE_UNITS = units_under(_MY_UNITS, "visible_units")
READABLE = and_(
    Event.deleted_at.is_(None),
    or_(
        Event.organisation_id.in_(_MY_UNITS),
        Event.organisation_id.in_(VISIBLE_UNITS) & (Event.status != EventStatus.DRAFT),
    ),
)
"""`permissions.can_read_event` as SQL, deleted events left out."""
_MINE = and_(
    Event.deleted_at.is_(None),
    Event.organisation_id.in_(_MY_UNITS),
    or_(Event.owner_id == _ME, Event.id.in_(_TEAMED)),
)
_RECENT = select(Event.id, Event.title, Event.status).where(_MINE).order_by(Event.updated_at.desc()).limit(4)


def reader(user: User) -> dict[str, Any]:
    """The parameters of the statements above for this user."""
    return {"me": user.id, "my_units": list(user.roles)}


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
    return list(db.session.scalars(listed, reader(user)))


def like_pattern(text: str) -> str:
    """A LIKE pattern for text that may contain % and _ (escaped by a backslash)."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"


def narrowed(statement: Any, filters: Filters) -> Any:
    """The statement with the filters applied; `filter_values` go with it. A unit stands for all below it too."""
    if filters.status:
        statement = statement.where(Event.status == bindparam("status", type_=Event.status.type))
    if filters.kind:
        statement = statement.where(Event.kind == bindparam("kind"))
    if filters.organisation_id:
        unit = bindparam("unit", expanding=True, type_=Integer)
        statement = statement.where(Event.organisation_id.in_(units_under(unit, "units")))
    if filters.month:
        statement = statement.where(Event.first_date < bindparam("end"), Event.last_date >= bindparam("start"))
    for at, _ in enumerate(filters.words):
        pattern: Any = bindparam(f"word{at}")
        columns = (Event.title, Event.theme, Event.place)
        statement = statement.where(or_(*(c.ilike(pattern, escape="\\") for c in columns)))
    return statement


def filter_values(filters: Filters) -> dict[str, Any]:
    """The parameters of a `narrowed` statement."""
    start, end = month_span(*filters.month) if filters.month else (None, None)
    words = {f"word{at}": like_pattern(word) for at, word in enumerate(filters.words)}
    unit = [filters.organisation_id]
    return {"status": filters.status, "kind": filters.kind, "unit": unit, "start": start, "end": end, **words}


def month_span(year: int, month: int) -> tuple[date, date]:
    """First day of the month, and of the one after it."""
    return date(year, month, 1), date(year + month // 12, month % 12 + 1, 1)


def recent_events(user: User) -> list[tuple[int, str, EventStatus]]:
    """The four events that the user's own work last touched: id, title, status."""
    return [tuple(row) for row in db.session.execute(_RECENT, reader(user))]  # type: ignore[misc]
