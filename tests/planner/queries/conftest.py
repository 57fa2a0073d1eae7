"""The cast of the twins, in every status that matters, and each way to find what may be read."""

from collections.abc import Iterator
from itertools import product

import pytest
from sqlalchemy import select

from planner.actors import CONSOLE
from planner.enums import EventStatus, Role, TeamRole
from planner.extensions import db
from planner.models import Event, Organisation, User
from planner.queries import reach
from planner.services.organisations import create_organisation
from tests.planner.queries.cast import (
    ROLES,
    ROLES_ABOVE,
    STATUSES,
    TEAMS,
    Cast,
    Ids,
    InApp,
    add_person,
    make_event,
)
from tests.planner.stages import Stage


@pytest.fixture
def cast(stage: Stage, in_app: InApp) -> Iterator[Cast]:
    """A person for each role in the unit, each above it, and each place in the team; and some of two units above."""
    ids: Ids = stage.put_on(make_cast)
    with in_app():
        people = {person.id: person for person in db.session.scalars(select(User))}
        events = {event.id: event for event in db.session.scalars(select(Event))}
        units = {name: db.session.get_one(Organisation, id_) for name, id_ in ids.units.items()}
        owned = {owner: events[id_] for owner, id_ in ids.owned.items()}
        yield Cast(units, [people[id_] for id_ in ids.people], events[ids.common], owned)


def make_cast() -> Ids:
    """Make and commit it in an empty database."""
    province = create_organisation("省团委", actor=CONSOLE)
    committee = create_organisation("县团委", parent=province, actor=CONSOLE)
    units = {"province": province, "committee": committee}
    units["school"] = create_organisation("镇中心小学", parent=committee, actor=CONSOLE)
    units["stranger"] = create_organisation("邻县小学", actor=CONSOLE)
    nobody = User(name="原来的负责人", name_key="y", active=False)
    db.session.add(nobody)
    db.session.flush()
    made = Cast(units, [], make_event(units["school"], nobody), {})
    for own, above, team in product(ROLES, ROLES_ABOVE, TEAMS):
        add_person(made, {"school": own, "committee": above}, team)
    for above, top in product((None, Role.READER), (Role.FINANCE, Role.ADMINISTRATOR, Role.APPROVER)):
        add_person(made, {"committee": above, "province": top}, None)
    for role in Role:
        add_person(made, {"stranger": role}, TeamRole.PLANNER)
    db.session.commit()
    return made.ids


@pytest.fixture(params=STATUSES, ids=str)
def status(request: pytest.FixtureRequest, cast: Cast) -> EventStatus:
    """Every event of the cast in one of the statuses."""
    chosen: EventStatus = request.param
    for event in (cast.common, *cast.owned.values()):
        event.status = chosen
    db.session.flush()
    return chosen


@pytest.fixture(params=[reach.MANY_UNITS, 0], ids=["few", "many"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each way to find what may be read: by units, and, as for a county, along the order that is asked for."""
    monkeypatch.setattr(reach, "MANY_UNITS", request.param)


@pytest.fixture
def as_a_county(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has a unit below them is read like a county."""
    monkeypatch.setattr(reach, "MANY_UNITS", 0)
