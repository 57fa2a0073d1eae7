"""No service that changes something forgets to ask who does it."""

import ast
import inspect
import shutil
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from typing import Any

import pytest
from sqlalchemy import func, select

import planner.services
from planner.actors import Actor
from planner.enums import TeamRole
from planner.errors import NotAllowed, NotFound
from planner.extensions import db
from planner.models import Activity, Event
from planner.permissions import can_read_event
from planner.queries.events import access_to
from planner.services.events import copy_event
from tests.planner.conftest import World, forget_events
from tests.planner.services import (  # noqa: F401  importing adds their calls
    attendancecalls,
    evidencecalls,
    feedbackcalls,
    filecalls,
    hourscalls,
    intakecalls,
    ownpagecalls,
    photocalls,
    plancalls,
    proofcalls,
    publicitycalls,
    reportcalls,
    summarycalls,
    volunteercalls,
)
from tests.planner.services.audiences import (
    STRANGERS,
    Introduced,
    introduce_everybody,
    make_elsewhere,
    recall,
    stranger,
)
from tests.planner.services.calls import CALLS
from tests.planner.services.unguarded import READS, RECKONS, UNGUARDED
from tests.planner.stages import Stage
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


def find_services() -> dict[str, Callable[..., Any]]:
    """Every public function of the services."""
    found = {}
    for module in iter_modules(planner.services.__path__):
        loaded = import_module(f"planner.services.{module.name}")
        for name, thing in inspect.getmembers(loaded, inspect.isfunction):
            if thing.__module__ == loaded.__name__ and not name.startswith("_"):
                found[f"{module.name}.{name}"] = thing
    return found


FOUND = find_services()
SERVICES = {name: service for name, service in FOUND.items() if name not in UNGUARDED}
HARMLESS = [name for name, reason in UNGUARDED.items() if reason in (READS, RECKONS)]
# What a function does to the session, or sends with it, when it writes.
WRITING = {"add", "add_all", "delete", "flush", "insert", "update"}


@pytest.fixture
def everybody(stage: Stage, world: World) -> Introduced:
    """Whoever has something to do with the event."""
    known: Introduced = stage.put_on(introduce_everybody, world)
    return known


def state(world: World, folder: Path) -> tuple[object, ...]:
    """What a service would leave behind: entries of the log, the number of changes of the event, files."""
    entries = db.session.scalar(select(func.count()).select_from(Activity))
    number = db.session.scalar(select(Event.change_number).where(Event.id == world.event))
    pending = sorted(type(thing).__name__ for thing in (*db.session.new, *db.session.dirty))
    return entries, number, pending, sorted(folder.rglob("*"))


def test_every_service_is_known_to_this_test() -> None:
    assert set(CALLS) == set(SERVICES), "say in calls.py how the new service is called, and whom it serves"
    assert set(UNGUARDED) <= set(FOUND), "an exception for what is no longer there"


def first_statement(service: Callable[..., Any]) -> str:
    """What a service does first, its docstring left out."""
    function = ast.parse(inspect.getsource(service)).body[0]
    assert isinstance(function, ast.FunctionDef)
    return ast.unparse(function.body[1])


def test_every_service_asks_before_it_does_anything_else() -> None:
    late = {name for name, service in SERVICES.items() if "guard" not in first_statement(service)}

    assert late == {"rows.add_row"}, "which is add_rows with one row"


@pytest.mark.parametrize("name", SERVICES)
def test_service_learns_who_does_it(name: str) -> None:
    actor = inspect.signature(SERVICES[name]).parameters.get("actor")

    assert actor is not None, "say in unguarded.py why it need not ask"
    assert actor.default is inspect.Parameter.empty


def find_writes(function: Callable[..., Any]) -> list[str]:
    """What in the text of a function changes things: attributes that it sets, statements that write."""
    nodes = list(ast.walk(ast.parse(inspect.getsource(function))))
    stored = [n.attr for n in nodes if isinstance(n, ast.Attribute) and isinstance(n.ctx, ast.Store)]
    called = [n.func for n in nodes if isinstance(n, ast.Call)]
    names = [
        f.attr if isinstance(f, ast.Attribute) else f.id for f in called if isinstance(f, ast.Attribute | ast.Name)
    ]
    return stored + [name for name in names if name in WRITING]


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_said_to_change_nothing_does_not_write(name: str) -> None:
    assert find_writes(FOUND[name]) == []


def test_writes_are_found_in_what_writes() -> None:
    assert find_writes(FOUND["rows.number_rows"]) == ["position"]
    assert find_writes(FOUND["dossier.write_dossier"]) == ["flush", "flush", "add"]


@pytest.mark.parametrize("name", SERVICES)
def test_service_refuses_strangers(
    world: World, stage: Stage, in_app: InApp, tmp_path: Path, subtests: pytest.Subtests, name: str
) -> None:
    elsewhere = stage.put_on(make_elsewhere, world)
    with in_app():
        arguments = CALLS[name].prepare(world, tmp_path)
        # Of an event they must not even learn that it is there.
        refusal = NotFound if arguments.keys() & {"event", "original", "link"} else (NotFound, NotAllowed)
        for who in STRANGERS:
            actor = stranger(world, elsewhere, who)
            db.session.commit()
            before = state(world, tmp_path)

            with subtests.test(who):
                with pytest.raises(refusal):
                    SERVICES[name](**arguments, actor=actor)

                assert state(world, tmp_path) == before


def serves(name: str, arguments: dict[str, Any], actor: Actor, world: World, folder: Path) -> bool:
    """Whether the service does it for the actor; nothing of it stays, and what it refuses leaves nothing behind."""
    event = arguments.get("event")
    refusal = NotAllowed if event is not None and can_read_event(access_to(event, actor)) else (NotAllowed, NotFound)
    before = state(world, folder)
    try:
        SERVICES[name](**arguments, actor=actor)
    except refusal:
        assert state(world, folder) == before
        return False
    finally:
        db.session.rollback()
        forget_events()
        shutil.rmtree(folder, ignore_errors=True)
    return True


@pytest.mark.parametrize("name", SERVICES)
def test_service_serves_nobody_but_those_it_is_for(
    world: World, everybody: Introduced, in_app: InApp, tmp_path: Path, name: str
) -> None:
    with in_app():
        people, folder = recall(everybody), tmp_path / "files"
        arguments = CALLS[name].prepare(world, folder)
        db.session.commit()

        served = {sort for sort, actor in people.items() if serves(name, arguments, actor, world, folder)}

        assert served == CALLS[name].served


@pytest.mark.parametrize(
    ("name", "wrong"), [("reviews.decide_review", {"number": 99}), ("team.invite_guest", {"role": TeamRole.OWNER})]
)
def test_refused_learn_nothing_of_what_else_is_wrong(
    world: World, everybody: Introduced, in_app: InApp, tmp_path: Path, name: str, wrong: dict[str, Any]
) -> None:
    with in_app():
        arguments = CALLS[name].prepare(world, tmp_path) | wrong
        reading = recall(everybody)["reading guest"]

        with pytest.raises(NotAllowed) as refused:
            SERVICES[name](**arguments, actor=reading)

        assert refused.value.reason == NotAllowed.reason


def test_nobody_copies_into_their_own_unit_what_they_may_not_read(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(NotFound, match="这个活动不在这里"):
        copy_event(event_of(world), title="重阳", organisation_id=world.units["stranger"], actor=user(world, "江老师"))
