"""The people of an organisation."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.actors import CONSOLE
from planner.enums import Role
from planner.extensions import db
from planner.models import Organisation
from planner.queries.links import open_unit_links
from planner.services.accounts import create_user, set_role
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
NEW = {"name": "沈<老师>", "account": "138 0000 0031", "role": "organiser"}


@pytest.fixture
def administrator(world: World, signed_in: SignedIn) -> FlaskClient:
    """The client of the school's administrator."""
    return signed_in("管理员")


def add(client: FlaskClient, unit_id: int, **others: str) -> TestResponse:
    """Send the form of a new person."""
    return client.post(f"/users/{unit_id}/add", data=NEW | others)


def role_of(world: World, in_app: InApp, name: str, unit: str = "school") -> Role | None:
    """What somebody is in the unit now."""
    with in_app():
        return user(world, name).roles.get(world.units[unit])


def test_members_see_names_and_roles_but_no_accounts(world: World, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get("/users").text

    for text in ("镇中心小学", "6 人", "钱会计", "财务", "韩校长", "审批人"):
        assert text in page
    assert "1380000" not in page
    assert "138****" not in page
    assert "<form" not in page.partition('<main id="main"')[2].partition("</main>")[0]


def test_administrators_see_masked_accounts(world: World, in_app: InApp, administrator: FlaskClient) -> None:
    with in_app():
        other = create_user("沈老师", "shen@example.org", actor=CONSOLE)
        set_role(other, world.units["school"], Role.READER, actor=CONSOLE)
        other.active = False
        db.session.commit()

    page = administrator.get("/users").text

    assert "138****0004" in page
    assert "13800000004" not in page
    assert "shen@example.org" in page
    assert page.count("已停用") == 1


def test_users_page_of_somebody_without_a_unit_says_so(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        set_role(user(world, "江老师"), world.units["stranger"], None, actor=CONSOLE)
        db.session.commit()

    assert "还没有加入单位，请联系管理员" in signed_in("江老师").get("/users").text


@pytest.mark.parametrize("unit", ["stranger", "committee", "x", "²"])
def test_units_of_others_are_not_shown(world: World, administrator: FlaskClient, unit: str) -> None:
    page = administrator.get(f"/users?unit={world.units.get(unit, unit)}").text

    assert "<h1>镇中心小学</h1>" in page
    assert "江老师" not in page


def test_users_page_sends_the_same_statements_for_one_and_three(
    world: World,
    in_app: InApp,
    administrator: FlaskClient,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    with in_app():
        unit = create_organisation(
            "教学点", parent=db.session.get_one(Organisation, world.units["school"]), actor=CONSOLE
        )
        set_role(create_user("沈老师", "13800000031", actor=CONSOLE), unit.id, Role.READER, actor=CONSOLE)
        db.session.commit()
        path = f"/users?unit={unit.id}"
    with count_queries() as one:
        assert "1 人，按姓名拼音排" in administrator.get(path).text
    with in_app():
        for number in (32, 33):
            set_role(
                create_user(f"沈老师{number}", f"138000000{number}", actor=CONSOLE), unit.id, Role.READER, actor=CONSOLE
            )
        db.session.commit()
    with count_queries() as three:
        assert "3 人，按姓名拼音排" in administrator.get(path).text

    assert len(one) == len(three) == 10


def test_add_shows_the_link_once(world: World, administrator: FlaskClient) -> None:
    page = add(administrator, world.units["school"]).text

    address = page.partition('id="link" value="')[2].partition('"')[0]
    assert address.startswith("http://localhost/invitations/")
    assert "发给沈&lt;老师&gt;" in page
    assert "<svg" in page
    assert address not in administrator.get("/users").text


def test_link_is_written_for_the_public_address(world: World, app: Flask, administrator: FlaskClient) -> None:
    app.config["PUBLIC_URL"] = "https://plan.example.org/"

    assert 'value="https://plan.example.org/invitations/' in add(administrator, world.units["school"]).text


def test_add_answers_the_same_whether_the_account_exists_or_not(
    world: World, in_app: InApp, administrator: FlaskClient
) -> None:
    pages = {}
    for account in ("13800000008", "13800000031"):
        answer = add(administrator, world.units["school"], account=account, name="谁")
        token = re.search(r"/invitations/[\w-]+", answer.text)
        assert token is not None
        shown = answer.text.partition("<h1>")[2].replace(token[0], "").partition("<svg")[0]
        listed = administrator.get("/users").text.partition("还没用的链接")[2].partition("</section>")[0]
        marks = r'id="link-\d+"|links/\d+/|name="(csrf_token|once)" value="[^"]*"'
        pages[account] = (answer.status_code, shown, re.sub(marks, "", listed).replace(account[-4:], ""))
        administrator.post(f"/users/{world.units['school']}/links/{len(pages)}/revoke")

    assert pages["13800000008"] == pages["13800000031"]
    assert role_of(world, in_app, "江老师") is None
    assert "江老师" not in administrator.get("/users").text


def test_who_is_invited_is_no_member_until_they_say_yes(
    world: World, in_app: InApp, administrator: FlaskClient
) -> None:
    add(administrator, world.units["school"], account="13800000008", name="谁", role="reader")

    page = administrator.get("/users").text
    assert '<p class="t">谁</p>' in page
    assert "邀请加入，查看者，138****0008" in page
    assert "6 人，按姓名拼音排" in page
    assert role_of(world, in_app, "江老师") is None


def test_add_a_colleague_again_changes_nothing(world: World, in_app: InApp, administrator: FlaskClient) -> None:
    answer = add(administrator, world.units["school"], account="13800000006", role="reader")

    assert answer.status_code == 422
    assert "管理员已经在本单位，角色在人员列表里改。" in answer.text
    assert role_of(world, in_app, "管理员") == Role.ADMINISTRATOR


def test_what_is_done_to_people_stands_in_the_log_of_the_unit(
    world: World, administrator: FlaskClient, signed_in: SignedIn
) -> None:
    add(administrator, world.units["school"])
    administrator.post(f"/users/{world.units['school']}/{world.users['李老师']}/reset")

    page = administrator.get("/users").text
    log = page.partition("人员变动")[2]
    entries = re.findall(r'<p class="t">(.*?)</p>\s*<p class="m">(.*?)</p>', log)
    assert entries[:2] == [("发密码链接：李老师", "管理员"), ("邀请：沈&lt;老师&gt;，组织者", "管理员")]
    assert "人员变动" not in signed_in("陈老师").get("/users").text


def test_password_is_reset_by_the_home_alone(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        set_role(user(world, "江老师"), world.units["stranger"], Role.ADMINISTRATOR, actor=CONSOLE)
        set_role(user(world, "李老师"), world.units["stranger"], Role.READER, actor=CONSOLE)
        db.session.commit()
    reset = f"/{world.users['李老师']}/reset"
    home, foreign = (f"/users/{world.units[unit]}{reset}" for unit in ("school", "stranger"))

    assert home in signed_in("管理员").get("/users").text
    page = signed_in("江老师").get("/users").text
    assert ("李老师" in page, foreign in page) == (True, False)
    answer = signed_in("江老师").post(foreign)
    assert (answer.status_code, "李老师的密码由最先加入的单位来重设。" in answer.text) == (403, True)
    assert "发给李老师" in signed_in("管理员").post(home).text


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", " ", "写姓名。"),
        ("name", "沈" * 41, "最多 40 个字，现在有 41 个。"),
        ("account", "", "写手机号或邮箱，用来登录。"),
        ("account", "1380000", "写 11 位手机号，或邮箱地址。"),
        ("role", "", "从列表里选一个角色。"),
        ("role", "king", "里选，现在是“king”。"),
    ],
)
def test_add_refused_keeps_the_input_and_says_why(
    world: World, in_app: InApp, administrator: FlaskClient, field: str, value: str, sentence: str
) -> None:
    answer = add(administrator, world.units["school"], **{field: value})

    assert answer.status_code == 422
    assert sentence in answer.text
    for name, text in (NEW | {field: value}).items():
        if name != "role":
            assert text.strip().replace("<", "&lt;").replace(">", "&gt;") in answer.text
    with in_app():
        assert open_unit_links(world.units["school"]) == []


def test_new_people_are_organisers_unless_told(world: World, administrator: FlaskClient) -> None:
    page = administrator.get("/users").text

    form = page.partition("<h2>邀请人加入</h2>")[2]
    assert '<option selected value="organiser">' in form
