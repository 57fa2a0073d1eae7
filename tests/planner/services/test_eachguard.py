"""What each guard lets pass, and what it says to the others."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from planner.actors import CONSOLE
from planner.enums import EventStatus, Role
from planner.errors import NotAllowed, NotFound
from planner.nouns import NOUNS
from planner.permissions import can_change_rows, can_edit_event, can_edit_persons, can_keep_accounts
from planner.services import guard
from planner.services.accounts import set_role
from planner.unitpermissions import can_manage_users
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]


@pytest.mark.parametrize("noun", NOUNS)
def test_rows_ask_for_what_their_noun_is(noun: str) -> None:
    wanted = can_edit_persons if noun in ("participants", "incidents") else can_edit_event
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


def test_who_opens_a_person_administers_their_home(world: World, in_app: InApp) -> None:
    with in_app():
        administrator, teacher = user(world, "管理员"), user(world, "李老师")
        foreign, stranger = user(world, "江老师"), world.units["stranger"]
        set_role(foreign, stranger, Role.ADMINISTRATOR, actor=CONSOLE)
        guard.guard_person(teacher, administrator)
        with pytest.raises(NotFound):
            guard.guard_person(teacher, foreign)

        set_role(teacher, stranger, Role.READER, actor=CONSOLE)

        guard.guard_person(teacher, administrator)
        with pytest.raises(NotAllowed, match="李老师的密码由最先加入的单位来重设。"):
            guard.guard_person(teacher, foreign)


def test_home_passes_to_the_next_unit_when_one_leaves_it(world: World, in_app: InApp) -> None:
    with in_app():
        administrator, teacher = user(world, "管理员"), user(world, "李老师")
        foreign, stranger = user(world, "江老师"), world.units["stranger"]
        set_role(foreign, stranger, Role.ADMINISTRATOR, actor=CONSOLE)
        set_role(teacher, stranger, Role.READER, actor=CONSOLE)
        set_role(teacher, world.units["school"], None, actor=CONSOLE)

        guard.guard_person(teacher, foreign)
        with pytest.raises(NotFound):
            guard.guard_person(teacher, administrator)
        set_role(teacher, stranger, None, actor=CONSOLE)
        with pytest.raises(NotFound):
            guard.guard_person(teacher, foreign)


def test_administrators_above_the_home_open_a_person_too(world: World, in_app: InApp) -> None:
    with in_app():
        above = user(world, "吴书记")
        set_role(above, world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)

        guard.guard_person(user(world, "李老师"), above)


def test_members_without_the_role_are_told_whose_it_is(world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(NotAllowed, match="单位的人员由管理员来管。"):
        guard.guard_unit(world.units["school"], user(world, "陈老师"), can_manage_users)
