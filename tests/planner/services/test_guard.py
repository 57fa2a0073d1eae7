"""No service that changes something forgets to ask who does it."""

import inspect
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from sqlalchemy import func, select

import planner.services
from planner.actors import CONSOLE, Actor, Visitor
from planner.enums import EventStatus, LinkPurpose, Role, TeamRole
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import Activity, Event, Link
from planner.nouns import NOUNS
from planner.permissions import (
    can_change_rows,
    can_edit_event,
    can_edit_persons,
    can_keep_accounts,
    can_manage_users,
)
from planner.services import guard
from planner.services.accounts import set_role
from planner.services.events import create_event
from tests.planner.conftest import World
from tests.planner.services.calls import CALLS
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
# Guards themselves, and the log, which services write behind their guard.
BENEATH = ("guard.", "activity.", "rowlog.")


def find_services() -> dict[str, Callable[..., Any]]:
    """Every public function of the services that takes an actor."""
    found = {}
    for module in iter_modules(planner.services.__path__):
        loaded = import_module(f"planner.services.{module.name}")
        for name, thing in inspect.getmembers(loaded, inspect.isfunction):
            is_own = thing.__module__ == loaded.__name__ and not name.startswith("_")
            if is_own and "actor" in inspect.signature(thing).parameters:
                found[f"{module.name}.{name}"] = thing
    return {name: service for name, service in found.items() if not name.startswith(BENEATH)}


SERVICES = find_services()
STRANGERS = ("stranger", "guest of another event", "visitor")


def stranger(world: World, kind: str) -> Actor:
    """Somebody who has nothing to do with the event and its unit."""
    teacher = user(world, "江老师")
    if kind == "stranger":
        return teacher
    other = create_event("blank", title="别的", organisation_id=world.units["stranger"], actor=teacher)
    link = Link(purpose=LinkPurpose.GUEST, event_id=other.id, name="孙医生", role=TeamRole.PLANNER, token_hash="x")
    link.expires_at = other.created_at.replace(year=other.created_at.year + 1)
    db.session.add(link)
    db.session.commit()
    return link if kind == "guest of another event" else Visitor(link.id, "孙医生", other.id)


def state(world: World) -> tuple[object, ...]:
    """What a service would leave behind: entries of the log, and the number of changes of the event."""
    entries = db.session.scalar(select(func.count()).select_from(Activity))
    number = db.session.scalar(select(Event.change_number).where(Event.id == world.event))
    return entries, number, sorted(type(thing).__name__ for thing in (*db.session.new, *db.session.dirty))


def test_every_service_is_known_to_this_test() -> None:
    assert set(CALLS) == set(SERVICES), "say in calls.py how the new service is called, and by whom"


@pytest.mark.parametrize("who", STRANGERS)
@pytest.mark.parametrize("name", SERVICES)
def test_service_refuses_strangers(world: World, in_app: InApp, tmp_path: Path, name: str, who: str) -> None:
    with in_app():
        arguments = CALLS[name].prepare(world, tmp_path)
        actor = stranger(world, who)
        db.session.commit()
        before = state(world)

        with pytest.raises((NotFound, NotAllowed)):
            SERVICES[name](**arguments, actor=actor)

        assert state(world) == before


@pytest.mark.parametrize("name", SERVICES)
def test_service_serves_whom_it_is_for(world: World, in_app: InApp, tmp_path: Path, name: str) -> None:
    with in_app():
        call = CALLS[name]
        arguments = call.prepare(world, tmp_path)

        SERVICES[name](**arguments, actor=user(world, call.who))
        db.session.commit()


@pytest.mark.parametrize("noun", NOUNS)
def test_rows_ask_for_what_their_noun_is(noun: str) -> None:
    wanted = can_edit_persons if noun == "participants" else can_edit_event
    wanted = can_keep_accounts if NOUNS[noun].is_account else wanted

    assert can_change_rows(NOUNS[noun]) is wanted


def test_rows_guard_knows_accounts_from_the_plan(world: World, in_app: InApp) -> None:
    with in_app():
        finance, event = user(world, "钱会计"), event_of(world)
        guard.guard_rows(event, "expenses", finance)
        with pytest.raises(NotAllowed):
            guard.guard_rows(event, "duties", finance)
        with pytest.raises(NotAllowed, match="花名册"):
            guard.guard_rows(event, "participants", user(world, "管理员"))
        event.status = EventStatus.ARCHIVED
        guard.guard_rows(event, "expenses", user(world, "周老师"))
        with pytest.raises(NotAllowed, match="已归档"):
            guard.guard_rows(event, "participants", user(world, "周老师"))


def test_jobs_pass_every_guard_but_own_no_event(world: World, in_app: InApp) -> None:
    with in_app():
        guard.guard_event(event_of(world), CONSOLE, can_edit_event)
        guard.guard_unit(world.units["school"], CONSOLE, can_manage_users)
        guard.guard_accounts(CONSOLE)
        guard.guard_new_unit(None, CONSOLE)
        guard.guard_person(user(world, "江老师"), CONSOLE)
        with pytest.raises(NotFound):
            guard.guard_drafting(world.units["school"], CONSOLE)
        with pytest.raises(NotAllowed):
            guard.guard_self(user(world, "江老师"), CONSOLE)


@pytest.mark.parametrize("who", ["管理员", "江老师"])
def test_new_trees_are_planted_on_the_console_only(world: World, in_app: InApp, who: str) -> None:
    with in_app(), pytest.raises(NotFound):
        guard.guard_new_unit(None, user(world, who))


def test_who_opens_a_person_administers_all_their_units(world: World, in_app: InApp) -> None:
    with in_app():
        administrator, teacher = user(world, "管理员"), user(world, "李老师")
        guard.guard_person(teacher, administrator)
        set_role(teacher, world.units["stranger"], Role.READER, actor=CONSOLE)
        with pytest.raises(NotAllowed, match="李老师还在邻县小学，要由那里的上级管理员重设。"):
            guard.guard_person(teacher, administrator)
        with pytest.raises(NotFound):
            guard.guard_person(user(world, "江老师"), administrator)
        for unit in ("school", "stranger"):
            set_role(teacher, world.units[unit], None, actor=CONSOLE)
        with pytest.raises(NotFound):
            guard.guard_person(teacher, administrator)


def test_members_without_the_role_are_told_whose_it_is(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(NotAllowed, match="单位的人员由管理员来管。"):
        guard.guard_unit(world.units["school"], user(world, "陈老师"), can_manage_users)
