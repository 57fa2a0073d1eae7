"""One organisation's settings and the units below it."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.enums import Role
from planner.extensions import db
from planner.models import Organisation
from planner.queries.organisations import find_organisation, units_below
from planner.services.accounts import set_role
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def administrator(world: World, signed_in: SignedIn) -> FlaskClient:
    """The client of the school's administrator."""
    return signed_in("管理员")


@pytest.fixture
def school(world: World) -> str:
    """The address of the school's settings."""
    return f"/organisations/{world.units['school']}"


def unit(world: World, in_app: InApp, name: str = "school") -> tuple[str, bool]:
    """Name of the unit now, and whether the one above approves."""
    with in_app():
        found = db.session.get_one(Organisation, world.units[name])
        return found.name, found.approval_by_parent


def test_settings_are_saved(world: World, in_app: InApp, administrator: FlaskClient, school: str) -> None:
    assert 'value="镇中心小学"' in administrator.get(school).text

    answer = administrator.post(school, data={"name": " 镇<实验>小学 ", "approval_by_parent": "1"})

    assert answer.headers["Location"] == school
    page = administrator.get(school).text
    assert "已保存" in page
    assert "镇&lt;实验&gt;小学" in page
    assert unit(world, in_app) == ("镇<实验>小学", True)


def tax_number(world: World, in_app: InApp) -> str:
    """The credit code of the school now."""
    with in_app():
        return db.session.get_one(Organisation, world.units["school"]).tax_number


def test_credit_code_is_kept_plain_and_may_be_taken_back(
    world: World, in_app: InApp, administrator: FlaskClient, school: str
) -> None:
    administrator.post(school, data={"name": "镇中心小学", "tax_number": " 91350100m000100y 4３ "})
    assert tax_number(world, in_app) == "91350100M000100Y43"
    assert 'value="91350100M000100Y43"' in administrator.get(school).text

    administrator.post(school, data={"name": "镇中心小学", "tax_number": " "})
    assert tax_number(world, in_app) == ""


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("91350100M000100Y4", "统一社会信用代码是 18 位，现在是 17 位。"),
        ("91350100M000100I43", "统一社会信用代码只用数字和除 I、O、S、V、Z 外的大写字母，现在有“I”。"),
        ("91350100M000100Y44", "统一社会信用代码 91350100M000100Y44 的校验位对不上，请核对每一位。"),
    ],
)
def test_unsound_credit_code_is_refused_and_stays(
    world: World, in_app: InApp, administrator: FlaskClient, school: str, code: str, sentence: str
) -> None:
    answer = administrator.post(school, data={"name": "实验小学", "tax_number": code})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{code}"' in answer.text
    assert (tax_number(world, in_app), unit(world, in_app)) == ("", ("镇中心小学", False))


def test_credit_code_is_asked_once_on_the_page(administrator: FlaskClient, school: str) -> None:
    assert administrator.get(school).text.count('name="tax_number"') == 1


def test_approval_by_parent_is_taken_back(world: World, in_app: InApp, administrator: FlaskClient, school: str) -> None:
    for ticked in ({"approval_by_parent": "1"}, {}):
        administrator.post(school, data={"name": "镇中心小学", **ticked})

    assert unit(world, in_app) == ("镇中心小学", False)


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("县团委", "已经有“县团委”。"), ("", "写单位全称。"), ("镇" * 81, "最多 80 个字，现在有 81 个。")],
)
def test_settings_refused_keep_the_input_and_say_why(
    world: World, in_app: InApp, administrator: FlaskClient, school: str, name: str, sentence: str
) -> None:
    answer = administrator.post(school, data={"name": name, "approval_by_parent": "1"})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{name}"' in answer.text
    assert "<h1>镇中心小学</h1>" in answer.text
    assert unit(world, in_app) == ("镇中心小学", False)


def test_unit_on_top_has_nobody_above_to_approve(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        set_role(user(world, "吴书记"), world.units["committee"], Role.ADMINISTRATOR, actor=CONSOLE)
        db.session.commit()
    client, path = signed_in("吴书记"), f"/organisations/{world.units['committee']}"

    assert "活动由上级单位审批" not in client.get(path).text
    client.post(path, data={"name": "县团委", "approval_by_parent": "1"})
    assert unit(world, in_app, "committee") == ("县团委", False)


def test_unit_below_is_added_and_managed(world: World, in_app: InApp, administrator: FlaskClient, school: str) -> None:
    answer = administrator.post(f"{school}/below", data={"name": "三中队", "approval_by_parent": "1"})

    with in_app():
        below = find_organisation("三中队")
        assert below is not None
        assert (below.parent_id, below.approval_by_parent) == (world.units["school"], True)
        assert answer.headers["Location"] == f"/users?unit={below.id}"
    page = administrator.get(answer.headers["Location"]).text
    assert "已添加三中队，接着加人" in page
    assert "<h2>邀请人加入</h2>" in page
    assert "由本单位审批" in administrator.get(school).text


@pytest.mark.parametrize(
    ("name", "sentence"),
    [("县团委", "已经有“县团委”。"), ("", "写单位全称。"), ("队" * 81, "最多 80 个字，现在有 81 个。")],
)
def test_unit_below_refused_keeps_the_input_and_says_why(
    world: World, in_app: InApp, administrator: FlaskClient, school: str, name: str, sentence: str
) -> None:
    answer = administrator.post(f"{school}/below", data={"name": name})

    assert answer.status_code == 422
    settings, _, new = answer.text.partition('id="h-below"')
    assert sentence in new
    assert f'value="{name}"' in new
    assert '<a href="#new-name">' in new
    assert 'value="镇中心小学"' in settings
    with in_app():
        assert units_below(world.units["school"]) == []


def test_units_have_a_depth(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        lowest = db.session.get_one(Organisation, world.units["school"])
        for level in range(3, 9):
            lowest = create_organisation(f"第 {level} 级", parent=lowest, actor=CONSOLE)
        db.session.commit()
        path = f"/organisations/{lowest.id}/below"

    answer = signed_in("管理员").post(path, data={"name": "第 9 级"})

    assert answer.status_code == 422
    assert "单位最多 8 级。" in answer.text


def test_settings_send_the_same_statements_for_one_and_three(
    world: World,
    in_app: InApp,
    administrator: FlaskClient,
    school: str,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    counts = []
    for names in (["三中队"], ["四中队", "五中队"]):
        with in_app():
            for name in names:
                create_organisation(name, parent=db.session.get_one(Organisation, world.units["school"]), actor=CONSOLE)
            db.session.commit()
        with count_queries() as sent:
            administrator.get(school)
        counts.append(len(sent))

    assert counts == [5, 5]


@pytest.mark.parametrize(
    ("who", "status"), [("陈老师", 403), ("韩校长", 403), ("江老师", 404), ("吴书记", 404), (None, 302)]
)
def test_settings_are_for_administrators(
    world: World,
    in_app: InApp,
    client: FlaskClient,
    signed_in: SignedIn,
    school: str,
    who: str | None,
    status: int,
) -> None:
    visitor = signed_in(who) if who else client

    assert visitor.get(school).status_code == status
    assert visitor.post(school, data={"name": "别的"}).status_code == status
    assert visitor.post(f"{school}/below", data={"name": "别的"}).status_code == status
    assert unit(world, in_app) == ("镇中心小学", False)


def test_adding_by_get_is_405(administrator: FlaskClient, school: str) -> None:
    assert administrator.get(f"{school}/below").status_code == 405
