"""Everybody who has something to do with the event of the world, one of each sort; strangers; whom a service is for."""

from collections.abc import Callable
from datetime import timedelta

from planner import clock
from planner.actors import CONSOLE, Actor, Visitor
from planner.enums import LinkPurpose, Role, TeamRole
from planner.extensions import db
from planner.models import Link, TeamMember, User
from planner.services.accounts import create_user, set_role
from planner.services.events import create_event
from tests.planner.conftest import World
from tests.planner.submissions import user

STRANGERS = ("stranger", "guest of another event", "visitor")
Meet = Callable[[World], Actor]
# What somebody is and their number, by their sort.
Introduced = dict[str, tuple[type[User | Link], int]]


def known(name: str) -> Meet:
    """Somebody of the world."""
    return lambda world: user(world, name)


def member(world: World, name: str, role: Role, unit: str) -> User:
    """Somebody more in a unit; a phone number for each name."""
    added = create_user(name, f"139{ord(name[0]):08d}", actor=CONSOLE)
    set_role(added, world.units[unit], role, actor=CONSOLE)
    return added


def above(name: str, role: Role) -> Meet:
    """Somebody of the unit above."""
    return lambda world: member(world, name, role, "committee")


def teamed(name: str, team_role: TeamRole) -> Meet:
    """Somebody who only reads in the unit, in the team of the event."""

    def meet(world: World) -> User:
        added = member(world, name, Role.READER, "school")
        db.session.add(TeamMember(event_id=world.event, user_id=added.id, role=team_role))
        return added

    return meet


def guest(name: str, team_role: TeamRole) -> Meet:
    """Somebody from outside who came to the event by a link."""

    def meet(world: World) -> Link:
        until = clock.now() + timedelta(days=1)
        link = Link(
            purpose=LinkPurpose.GUEST,
            event_id=world.event,
            name=name,
            role=team_role,
            token_hash=name,
            expires_at=until,
        )
        db.session.add(link)
        return link

    return meet


PEOPLE: dict[str, Meet] = {
    "owner": known("周老师"),
    "co-planner": teamed("许老师", TeamRole.PLANNER),
    "reader of the team": teamed("何老师", TeamRole.READER),
    "planning guest": guest("孙医生", TeamRole.PLANNER),
    "reading guest": guest("马医生", TeamRole.READER),
    "administrator": known("管理员"),
    "organiser outside the team": known("李老师"),
    "approver": known("韩校长"),
    "finance": known("钱会计"),
    "reader": known("陈老师"),
    "administrator above": above("高书记", Role.ADMINISTRATOR),
    "approver above": known("吴书记"),
    "finance above": above("郑会计", Role.FINANCE),
}

Audience = frozenset[str]
OWNER: Audience = frozenset({"owner"})
MANAGERS: Audience = frozenset({"owner", "administrator"})
STEPPERS = MANAGERS | {"co-planner"}
PLANNERS = STEPPERS | {"planning guest"}
ERASERS: Audience = frozenset({"owner", "co-planner"})
KEEPERS = STEPPERS | {"finance"}
REVIEWERS: Audience = frozenset({"finance", "administrator"})
APPROVERS: Audience = frozenset({"approver", "administrator"})
DRAFTERS: Audience = frozenset({"owner", "administrator", "organiser outside the team"})
ADMINISTRATORS: Audience = frozenset({"administrator", "administrator above"})
TOPMOST: Audience = frozenset({"administrator above"})
LIMITERS = ADMINISTRATORS | {"finance"}


def introduce_everybody(world: World) -> Introduced:
    """Make all of them, by their sort, and commit them."""
    met = {sort: meet(world) for sort, meet in PEOPLE.items()}
    db.session.commit()
    return {sort: (type(actor), actor.id) for sort, actor in met.items() if isinstance(actor, User | Link)}


def recall(introduced: Introduced) -> dict[str, Actor]:
    """Those who were introduced, as they are in the database."""
    return {sort: db.session.get_one(kind, id_) for sort, (kind, id_) in introduced.items()}


def meet_everybody(world: World) -> dict[str, Actor]:
    """All of them by their sort; committed."""
    return recall(introduce_everybody(world))


def make_elsewhere(world: World) -> tuple[int, int]:
    """Make and commit an event of another unit; its number, and that of the link of its guest."""
    teacher = user(world, "江老师")
    other = create_event("blank", title="别的", organisation_id=world.units["stranger"], actor=teacher)
    link = Link(purpose=LinkPurpose.GUEST, event_id=other.id, name="孙医生", role=TeamRole.PLANNER, token_hash="guest")
    link.expires_at = other.created_at.replace(year=other.created_at.year + 1)
    db.session.add(link)
    db.session.commit()
    return other.id, link.id


def stranger(world: World, elsewhere: tuple[int, int], kind: str) -> Actor:
    """Somebody who has nothing to do with the event and its unit."""
    other, link = elsewhere
    if kind == "stranger":
        return user(world, "江老师")
    return db.session.get_one(Link, link) if kind == "guest of another event" else Visitor(link, "孙医生", other)
