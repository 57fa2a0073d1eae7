"""Steps of an approval that several tests begin with; call them inside `with in_app()`."""

from planner.enums import Decision
from planner.extensions import db
from planner.models import Event, Revision, User
from planner.services.approvals import decide_event, submit_event
from planner.services.events import edit_facts
from tests.planner.conftest import World

FACTS = (
    "title",
    "kind",
    "theme",
    "starts_on",
    "ends_on",
    "starts_at",
    "ends_at",
    "place",
    "transport",
    "stated_total",
    "signed_on",
)


def user(world: World, name: str) -> User:
    """The user of that name."""
    return db.session.get_one(User, world.users[name])


def event_of(world: World) -> Event:
    """The event of the world."""
    return db.session.get_one(Event, world.event)


def change(event: Event, actor: User, **values: object) -> None:
    """Save other facts."""
    edit_facts(event, {n: getattr(event, n) for n in FACTS} | values, version=event.version, actor=actor)


def submitted(world: World, by: str = "周老师", **values: object) -> Revision:
    """The event, filled in as far as it must be and handed in; committed."""
    event, actor = event_of(world), user(world, by)
    change(event, actor, **{"place": "校操场", "stated_total": 41, **values})
    revision = submit_event(event, actor=actor, remark="请本周内定下来")
    db.session.commit()
    return revision


def agreed(world: World, words: str = "") -> Revision:
    """The first version, handed in and agreed to by 韩校长; committed."""
    submitted(world)
    revision = decide_event(event_of(world), Decision.AGREE, words, actor=user(world, "韩校长"), number=1)
    db.session.commit()
    return revision
