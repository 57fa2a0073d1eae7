"""People by roles by teams, whom every permission is held against that has a twin in SQL."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date

from planner.days import Day
from planner.enums import EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import (
    Event,
    Membership,
    Organisation,
    TeamMember,
    User,
)
from planner.permissions import Access
from planner.queries.events import access_to

InApp = Callable[[], AbstractContextManager[object]]
DAY = date(2027, 6, 1)
CLOSED = (EventStatus.ARCHIVED, EventStatus.CANCELLED)
# The statuses that the predicates tell apart: a draft, one that waits, one that goes on, one that is closed.
STATUSES = (EventStatus.DRAFT, EventStatus.SUBMITTED, EventStatus.RETURNED, EventStatus.ARCHIVED)
ROLES = (None, *Role)
# Organisers above are readers above.
ROLES_ABOVE = (None, Role.ADMINISTRATOR, Role.APPROVER, Role.FINANCE, Role.READER)
TEAMS = (None, *TeamRole)
UNITS = ("school", "committee", "province")


@dataclass(frozen=True)
class Ids:
    """A cast by its numbers: units by name, people in order, the common event, and those that somebody owns."""

    units: dict[str, int]
    people: list[int]
    common: int
    owned: dict[int, int]


@dataclass
class Cast:
    """Everybody whom an event can meet. `event_of` is the event that somebody owns, else the one common to all."""

    units: dict[str, Organisation]
    people: list[User]
    common: Event
    owned: dict[int, Event]

    @property
    def ids(self) -> Ids:
        owned = {owner: event.id for owner, event in self.owned.items()}
        return Ids({name: u.id for name, u in self.units.items()}, [p.id for p in self.people], self.common.id, owned)

    def event_of(self, person: User) -> Event:
        return self.owned.get(person.id, self.common)

    def pairs(self) -> Iterator[tuple[User, Event, Access]]:
        """Each person with the event they are held against, and what they are to it."""
        for person in self.people:
            event = self.event_of(person)
            yield person, event, access_to(event, person)


def make_event(unit: Organisation, owner: User) -> Event:
    event = Event(organisation_id=unit.id, owner_id=owner.id, title=f"活动{owner.name}", kind="blank")
    event.starts_on, event.first_date, event.last_date = Day.of(DAY), DAY, DAY
    db.session.add(event)
    db.session.flush()
    return event


def add_person(cast: Cast, roles: dict[str, Role | None], team: TeamRole | None) -> None:
    """Somebody with these roles; an owner gets an event of their own."""
    held = [role.value[:5] for role in (*roles.values(), team) if role]
    person = User(name=f"{len(cast.people):03d} {' '.join(held)}", name_key=f"{len(cast.people):03d}")
    person.memberships = [Membership(organisation_id=cast.units[u].id, role=r) for u, r in roles.items() if r]
    db.session.add(person)
    db.session.flush()
    cast.people.append(person)
    if team == TeamRole.OWNER:
        cast.owned[person.id] = make_event(cast.units["school"], person)
    elif team is not None:
        db.session.add(TeamMember(event_id=cast.common.id, user_id=person.id, role=team))
