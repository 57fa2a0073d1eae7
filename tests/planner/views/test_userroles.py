"""Changing what people are in a unit, taking them out, resetting their passwords."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.enums import Role
from planner.extensions import db
from planner.queries.links import open_unit_links
from planner.services.accounts import issue_password_link, set_role
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def administrator(world: World, signed_in: SignedIn) -> FlaskClient:
    """The client of the school's administrator."""
    return signed_in("管理员")


@pytest.fixture
def above(world: World, in_app: InApp, signed_in: SignedIn) -> FlaskClient:
    """The client of an administrator of the committee."""
    with in_app():
        set_role(user(world, "吴书记"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        db.session.commit()
    return signed_in("吴书记")


def path(world: World, name: str, step: str, unit: str = "school") -> str:
    """The address of a step with somebody of the unit."""
    return f"/users/{world.units[unit]}/{world.users[name]}/{step}"


def role_of(world: World, in_app: InApp, name: str, unit: str = "school") -> Role | None:
    """What somebody is in the unit now."""
    with in_app():
        return user(world, name).roles.get(world.units[unit])


@pytest.mark.parametrize(
    ("wanted", "role", "words"),
    [("approver", Role.APPROVER, "李老师改为审批人"), ("", None, "李老师已移出镇中心小学")],
)
def test_role_is_changed_or_taken(
    world: World, in_app: InApp, administrator: FlaskClient, wanted: str, role: Role | None, words: str
) -> None:
    answer = administrator.post(path(world, "李老师", "role"), data={"role": wanted})

    assert answer.headers["Location"] == f"/users?unit={world.units['school']}"
    assert words in administrator.get(answer.headers["Location"]).text
    assert role_of(world, in_app, "李老师") == role


def test_role_unknown_is_refused(world: World, in_app: InApp, administrator: FlaskClient) -> None:
    answer = administrator.post(path(world, "李老师", "role"), data={"role": "king"})

    assert answer.status_code == 422
    assert "从列表里选一个角色。" in answer.text
    assert role_of(world, in_app, "李老师") == Role.ORGANISER


@pytest.mark.parametrize("wanted", ["reader", ""])
def test_last_administrator_stays(world: World, in_app: InApp, administrator: FlaskClient, wanted: str) -> None:
    answer = administrator.post(path(world, "管理员", "role"), data={"role": wanted})

    assert answer.status_code == 422
    assert "单位至少要有一个管理员。" in answer.text
    assert role_of(world, in_app, "管理员") == Role.ADMINISTRATOR


def test_administrator_leaves_when_another_is_there(world: World, in_app: InApp, administrator: FlaskClient) -> None:
    administrator.post(path(world, "李老师", "role"), data={"role": "administrator"})

    answer = administrator.post(path(world, "管理员", "role"), data={"role": "reader"})

    page = administrator.get(answer.headers["Location"]).text
    assert "管理员改为查看者" in page
    assert "<h2>邀请人加入</h2>" not in page


def test_units_below_are_managed_from_above(world: World, in_app: InApp, above: FlaskClient) -> None:
    page = above.get(f"/users?unit={world.units['school']}").text
    assert "<h1>镇中心小学</h1>" in page
    assert "<h2>邀请人加入</h2>" in page

    above.post(path(world, "李老师", "role"), data={"role": "finance"})

    assert role_of(world, in_app, "李老师") == Role.FINANCE


@pytest.mark.parametrize("step", ["role", "reset"])
@pytest.mark.parametrize("name", ["吴书记", "江老师"])
def test_people_of_other_units_are_not_found(world: World, administrator: FlaskClient, name: str, step: str) -> None:
    answer = administrator.post(path(world, name, step), data={"role": "reader"})

    assert answer.status_code == 404
    assert "这个人不在本单位。" in answer.text


def test_reset_shows_a_link_and_closes_the_one_before(
    world: World, in_app: InApp, administrator: FlaskClient, client: FlaskClient
) -> None:
    with in_app():
        before = issue_password_link(user(world, "李老师"), hours=48, actor=CONSOLE)
        db.session.commit()

    page = squeeze(administrator.post(path(world, "李老师", "reset")).text)

    assert "发给李老师" in page
    assert "48 小时内有效" in page
    assert "<svg" in page
    address = page.partition('id="link" value="http://localhost')[2].partition('"')[0]
    assert "李老师，设置密码" in client.get(address).text
    assert client.get(f"/password/{before}").status_code == 404


def test_reset_from_above_the_home_of_somebody(world: World, above: FlaskClient) -> None:
    assert "发给李老师" in above.post(path(world, "李老师", "reset")).text


@pytest.mark.parametrize("unit", ["stranger", "committee"])
def test_reset_is_no_less_the_homes_when_somebody_is_elsewhere_too(
    world: World, in_app: InApp, administrator: FlaskClient, unit: str
) -> None:
    with in_app():
        set_role(user(world, "李老师"), world.units[unit], Role.READER, actor=CONSOLE)
        db.session.commit()

    assert "发给李老师" in administrator.post(path(world, "李老师", "reset")).text


STEPS = ("add", "{user}/role", "{user}/reset")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("who", "status"), [("陈老师", 403), ("韩校长", 403), ("江老师", 404), ("吴书记", 404), (None, 302)]
)
def test_steps_are_for_administrators(
    world: World, client: FlaskClient, signed_in: SignedIn, in_app: InApp, step: str, who: str | None, status: int
) -> None:
    address = f"/users/{world.units['school']}/{step.format(user=world.users['李老师'])}"

    answer = (signed_in(who) if who else client).post(address, data={"role": "reader"})

    assert answer.status_code == status
    assert role_of(world, in_app, "李老师") == Role.ORGANISER


@pytest.mark.parametrize("step", STEPS)
def test_steps_by_get_are_405(world: World, administrator: FlaskClient, step: str) -> None:
    address = f"/users/{world.units['school']}/{step.format(user=world.users['李老师'])}"

    assert administrator.get(address).status_code == 405


def test_users_page_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get("/users").headers["Location"] == "/sign-in?next=/users"


def test_password_links_that_wait_stand_on_the_page_and_can_be_closed(
    world: World,
    in_app: InApp,
    administrator: FlaskClient,
    client: FlaskClient,
    signed_in: Callable[[str], FlaskClient],
) -> None:
    with in_app():
        token = issue_password_link(user(world, "李老师"), hours=48, actor=user(world, "管理员"))
        link = open_unit_links(world.units["school"])[0].id
        db.session.commit()
    revoke = f"/users/{world.units['school']}/links/{link}/revoke"

    page = administrator.get("/users").text
    assert ("还没用的链接" in page, revoke in page) == (True, True)
    assert "还没用的链接" not in signed_in("陈老师").get("/users").text
    assert signed_in("陈老师").post(revoke).status_code == 403
    assert signed_in("江老师").post(revoke).status_code == 404
    assert client.get(f"/password/{token}").status_code == 200

    assert administrator.post(revoke).headers["Location"] == f"/users?unit={world.units['school']}"

    assert client.get(f"/password/{token}").status_code == 404
    assert "还没用的链接" not in administrator.get("/users").text
    assert administrator.post(revoke).status_code == 404
