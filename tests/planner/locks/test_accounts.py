"""Accounts, sessions and links: of two who come at once, the second sees what the first did."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner import clock
from planner.actors import CONSOLE
from planner.enums import LinkPurpose, Role
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Device, Link, Membership, Organisation, User
from planner.queries.links import open_unit_links
from planner.services.accounts import create_user, issue_password_link, set_role, sign_out_everywhere
from planner.services.links import make_link, redeem_link, revoke_link
from planner.services.organisations import create_organisation, set_up
from planner.services.passwords import hash_password
from planner.views import accounts as views
from tests.planner.conftest import PASSWORD, World, hash_quickly
from tests.planner.locks.steps import InApp, InOwnApp, Race, reason_of
from tests.planner.races import WAIT_SECONDS, run_at_once
from tests.planner.submissions import user


def count(model: type[User] | type[Organisation]) -> int:
    """How many there are."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def test_of_two_who_open_a_password_link_at_once_one_stays_signed_in(
    world: World, app: Flask, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_app():
        token = issue_password_link(user(world, "周老师"), hours=1, actor=CONSOLE)
        db.session.commit()
    hash_quickly(monkeypatch)
    both = Barrier(2)

    def hash_and_meet(password: str) -> str:
        """Nobody goes on before both have hashed."""
        hashed = hash_password(password)
        both.wait(WAIT_SECONDS)
        return hashed

    monkeypatch.setattr(views, "hash_password", hash_and_meet)
    clients = [app.test_client(), app.test_client()]

    with ThreadPoolExecutor(2) as threads:
        answers = list(
            threads.map(
                lambda client: client.post(f"/password/{token}", data={"password": PASSWORD, "again": PASSWORD}),
                clients,
            )
        )

    assert sorted(answer.status_code for answer in answers) == [302, 404]
    assert sorted(client.get("/me").status_code for client in clients) == [200, 302]
    with in_app():
        assert db.session.scalar(select(func.count()).where(Device.user_id == world.users["周老师"])) == 1


def test_sessions_that_end_at_once_are_both_counted(world: World, app: Flask, in_app: InApp) -> None:
    def end() -> None:
        teacher = user(world, "周老师")
        sign_out_everywhere(teacher, actor=teacher)

    assert run_at_once(app, end, end, look=lambda: user(world, "周老师").session_number) == ["", ""]

    with in_app():
        assert user(world, "周老师").session_number == 3


def test_of_two_password_links_made_at_once_one_is_open(world: World, app: Flask, in_app: InApp) -> None:
    def issue() -> None:
        issue_password_link(user(world, "李老师"), hours=1, actor=user(world, "管理员"))

    assert run_at_once(app, issue, issue, look=lambda: user(world, "李老师").name) == ["", ""]

    with in_app():
        assert len(open_unit_links(world.units["school"])) == 1


def test_link_that_is_being_used_is_not_closed(world: World, in_app: InApp, race: Race, in_own_app: InOwnApp) -> None:
    with in_app():
        expires_at = clock.now() + timedelta(hours=1)
        made, token = make_link(LinkPurpose.PASSWORD, expires_at=expires_at, actor=CONSOLE, user=user(world, "李老师"))
        db.session.commit()
        number = made.id

    late = race(
        lambda: redeem_link(LinkPurpose.PASSWORD, token),
        in_own_app(
            lambda: db.session.get_one(Link, number).used_at,
            lambda: revoke_link(db.session.get_one(Link, number), actor=user(world, "管理员")),
        ),
    )

    assert reason_of(late) == "USED"
    with in_app():
        link = db.session.get_one(Link, number)
        assert (link.used_at is None, link.revoked_at) == (False, None)


def test_of_two_accounts_of_one_phone_made_at_once_one_stays(world: World, app: Flask, in_app: InApp) -> None:
    def make() -> None:
        create_user("沈老师", "13800000031", actor=CONSOLE)

    assert run_at_once(app, make, make, look=lambda: user(world, "周老师")) == ["", "TAKEN"]


def test_of_two_who_set_up_at_once_one_is_the_administrator(app: Flask, in_app: InApp) -> None:
    def step(number: int) -> Callable[[], object]:
        account = f"1380000000{number}"
        return lambda: set_up(f"第 {number} 小学", "沈书记", account, "hash", code="1a2b", expected_code="1a2b")

    assert run_at_once(app, step(1), step(2), look=lambda: count(User)) == ["", "DONE"]

    with in_app():
        assert (count(User), count(Organisation)) == (1, 1)


def test_of_two_units_of_one_name_made_at_once_one_stays(world: World, app: Flask, in_app: InApp) -> None:
    def make() -> None:
        create_organisation("三中队", actor=CONSOLE)

    assert run_at_once(app, make, make, look=lambda: count(Organisation)) == ["", "BAD_INPUT"]


def test_one_who_is_let_in_twice_at_once_is_in_once(world: World, app: Flask, in_app: InApp) -> None:
    def let_in() -> None:
        set_role(user(world, "江老师"), world.units["school"], Role.READER, actor=CONSOLE)

    assert run_at_once(app, let_in, let_in, look=lambda: user(world, "江老师").memberships) == ["", ""]

    with in_app():
        held = select(func.count()).where(Membership.user_id == world.users["江老师"])
        assert db.session.scalar(held) == 2


def test_who_became_the_only_administrator_meanwhile_is_not_taken_out(
    world: World, in_app: InApp, race: Race, in_own_app: InOwnApp
) -> None:
    school = world.units["school"]

    def hand_on() -> None:
        set_role(user(world, "李老师"), school, Role.ADMINISTRATOR, actor=CONSOLE)
        set_role(user(world, "管理员"), school, Role.READER, actor=CONSOLE)

    late = race(
        hand_on,
        in_own_app(
            lambda: user(world, "李老师").memberships,
            lambda: set_role(user(world, "李老师"), school, None, actor=CONSOLE),
        ),
    )

    assert isinstance(late.exception(), BadInput)
    with in_app():
        assert user(world, "李老师").roles[school] == Role.ADMINISTRATOR
