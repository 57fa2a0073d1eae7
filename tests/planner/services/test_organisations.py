"""Organisations: the tree, the roles in them, the first set-up."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager

import pytest

from planner.actors import CONSOLE
from planner.enums import Role
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Organisation, User
from planner.queries.organisations import (
    drafting_organisations,
    find_organisation,
    list_managed_units,
    log_of_unit,
    members_of,
    organisation_name,
    units_below,
)
from planner.queries.tree import lineage, managed_ids
from planner.services.accounts import create_user, set_role
from planner.services.organisations import (
    MOST_LEVELS,
    create_organisation,
    needs_setup,
    rename_organisation,
    set_up,
)

InApp = Callable[[], AbstractContextManager[object]]
HASH = "what is kept of a password"


@pytest.fixture(autouse=True)
def within(in_app: InApp) -> Iterator[None]:
    """Every test here runs inside the app."""
    with in_app():
        yield


def somebody(number: int, name: str = "沈老师") -> User:
    """A user without a password."""
    return create_user(name, f"138000000{number:02d}", actor=CONSOLE)


def test_organisation_below_another() -> None:
    county = create_organisation("县团委", actor=CONSOLE)
    school = create_organisation(" 镇中心小学 ", parent=county, approval_by_parent=True, actor=CONSOLE)
    brigade = create_organisation("三中队", parent=school, actor=CONSOLE)

    assert school.name == "镇中心小学"
    assert (school.approval_by_parent, brigade.approval_by_parent) == (True, False)
    assert [unit.name for unit in lineage(brigade.id)] == ["三中队", "镇中心小学", "县团委"]
    assert units_below(county.id) == [school]
    assert find_organisation(" 三中队") is brigade
    assert organisation_name(brigade.id) == "三中队"
    assert organisation_name(brigade.id + 1) == ""


@pytest.mark.parametrize(
    ("name", "sentence"), [("", "写单位全称。"), ("  ", "写单位全称。"), (" 县团委 ", "已经有“县团委”。")]
)
def test_organisation_name_that_will_not_do(name: str, sentence: str) -> None:
    create_organisation("县团委", actor=CONSOLE)

    with pytest.raises(BadInput, match=sentence):
        create_organisation(name, actor=CONSOLE)


def test_tree_has_a_depth() -> None:
    unit = create_organisation("第 1 级", actor=CONSOLE)
    for level in range(2, MOST_LEVELS + 1):
        unit = create_organisation(f"第 {level} 级", parent=unit, actor=CONSOLE)

    with pytest.raises(BadInput, match="单位最多 8 级。"):
        create_organisation("第 9 级", parent=unit, actor=CONSOLE)


def test_rename_keeps_who_approves_to_units_with_one_above() -> None:
    county = create_organisation("县团委", actor=CONSOLE)
    school = create_organisation("镇中心小学", parent=county, actor=CONSOLE)

    rename_organisation(school, " 镇实验小学 ", approval_by_parent=True, actor=CONSOLE)
    rename_organisation(county, "县团委", approval_by_parent=True, actor=CONSOLE)

    assert (school.name, school.approval_by_parent) == ("镇实验小学", True)
    assert (county.name, county.approval_by_parent) == ("县团委", False)


@pytest.mark.parametrize(("name", "sentence"), [("县团委", "已经有“县团委”。"), (" ", "写单位全称。")])
def test_rename_to_a_name_that_will_not_do(name: str, sentence: str) -> None:
    create_organisation("县团委", actor=CONSOLE)
    school = create_organisation("镇中心小学", actor=CONSOLE)

    with pytest.raises(BadInput, match=sentence):
        rename_organisation(school, name, approval_by_parent=False, actor=CONSOLE)
    assert school.name == "镇中心小学"


def test_rename_sets_the_credit_code() -> None:
    school = create_organisation("镇中心小学", actor=CONSOLE)
    assert school.tax_number == ""

    rename_organisation(school, "镇中心小学", approval_by_parent=False, tax_number=" 91350100m000100y43", actor=CONSOLE)
    assert school.tax_number == "91350100M000100Y43"
    with pytest.raises(BadInput, match="统一社会信用代码是 18 位，现在是 4 位。"):
        rename_organisation(school, "实验小学", approval_by_parent=False, tax_number="9135", actor=CONSOLE)
    assert (school.name, school.tax_number) == ("镇中心小学", "91350100M000100Y43")


def test_log_of_a_unit_tells_of_its_settings_and_of_units_below() -> None:
    county = create_organisation("县团委", actor=CONSOLE)
    school = create_organisation("镇小学", parent=county, actor=CONSOLE)

    rename_organisation(school, "中心小学", approval_by_parent=True, tax_number="91350100M000100Y43", actor=CONSOLE)
    rename_organisation(school, "中心小学", approval_by_parent=True, tax_number="91350100M000100Y43", actor=CONSOLE)

    above, own = ([(entry.verb, entry.subject) for entry in log_of_unit(unit.id, 9)] for unit in (county, school))
    assert above == [("新建下级单位", "镇小学")]
    assert own == [
        ("修改单位", "镇小学 → 中心小学，本单位审批 → 上级审批，没有信用代码 → 91350100M000100Y43"),
    ]


def test_members_and_units_stand_by_pinyin() -> None:
    school = create_organisation("镇中心小学", actor=CONSOLE)
    for number, name in enumerate(["周老师", "陈老师", "李老师", "Amy"]):
        set_role(somebody(number, name), school.id, Role.READER, actor=CONSOLE)
    for name in ("张庄小学", "安集小学", "李楼小学"):
        create_organisation(name, parent=school, actor=CONSOLE)

    assert [m.user.name for m in members_of(school.id)] == ["Amy", "陈老师", "李老师", "周老师"]
    assert [unit.name for unit in units_below(school.id)] == ["安集小学", "李楼小学", "张庄小学"]


def test_roles_are_one_a_unit() -> None:
    county, school = create_organisation("县团委", actor=CONSOLE), create_organisation("镇中心小学", actor=CONSOLE)
    teacher = somebody(1)

    set_role(teacher, county.id, Role.READER, actor=CONSOLE)
    set_role(teacher, school.id, Role.READER, actor=CONSOLE)
    set_role(teacher, school.id, Role.ORGANISER, actor=CONSOLE)
    assert teacher.roles == {county.id: Role.READER, school.id: Role.ORGANISER}
    assert drafting_organisations(teacher) == [(school.id, "镇中心小学")]

    set_role(teacher, school.id, None, actor=CONSOLE)
    set_role(teacher, school.id, None, actor=CONSOLE)
    assert teacher.roles == {county.id: Role.READER}


@pytest.mark.parametrize("role", [None, Role.READER])
@pytest.mark.parametrize("other_is_active", [True, False])
def test_last_active_administrator_stays(role: Role | None, other_is_active: bool) -> None:
    school = create_organisation("镇中心小学", actor=CONSOLE)
    first, second = somebody(1), somebody(2)
    for user in (first, second):
        set_role(user, school.id, Role.ADMINISTRATOR, actor=CONSOLE)
    second.active = other_is_active

    if other_is_active:
        set_role(first, school.id, role, actor=CONSOLE)
        assert first.roles.get(school.id) == role
    else:
        with pytest.raises(BadInput, match="单位至少要有一个管理员。"):
            set_role(first, school.id, role, actor=CONSOLE)
        set_role(second, school.id, role, actor=CONSOLE)
        assert (first.roles[school.id], second.roles.get(school.id)) == (Role.ADMINISTRATOR, role)


def tree() -> dict[str, Organisation]:
    """Two trees; the names of the units say where they hang."""
    units: dict[str, Organisation] = {}
    for name in ("2", "1", "1-2", "1-1", "1-1-1", "2-1"):
        units[name] = create_organisation(name, parent=units.get(name.rpartition("-")[0]), actor=CONSOLE)
    return units


@pytest.mark.parametrize(
    ("roles", "managed"),
    [
        ({}, []),
        ({"1": Role.READER, "2": Role.APPROVER}, []),
        ({"1": Role.ADMINISTRATOR}, ["1", "1-1", "1-1-1", "1-2"]),
        ({"1-1": Role.ADMINISTRATOR, "1": Role.ORGANISER}, ["1-1", "1-1-1"]),
        (
            {"1-1-1": Role.ADMINISTRATOR, "1": Role.ADMINISTRATOR, "2-1": Role.ADMINISTRATOR},
            ["1", "1-1", "1-1-1", "1-2", "2-1"],
        ),
    ],
)
def test_units_are_managed_from_above(roles: dict[str, Role], managed: list[str]) -> None:
    units, user = tree(), somebody(1)
    for name, role in roles.items():
        set_role(user, units[name].id, role, actor=CONSOLE)

    assert [unit.name for unit in list_managed_units(user)] == managed
    assert managed_ids(user) == {units[name].id for name in managed}


def test_set_up_makes_the_first_unit_and_its_administrator() -> None:
    assert needs_setup()

    user = set_up("县团委", "沈书记", "13800000001", HASH, code=" 1A2b3c4d ", expected_code="1a2b3c4d")

    assert not needs_setup()
    assert [(m.organisation.name, m.role) for m in members_of(user.memberships[0].organisation_id)] == [
        ("县团委", Role.ADMINISTRATOR)
    ]
    assert user.password_hash == HASH


@pytest.mark.parametrize(("code", "expected"), [("1a2b", "1a2b3c4d"), ("", "1a2b3c4d"), ("", ""), ("设置", "1a2b3c4d")])
def test_set_up_with_the_wrong_code(code: str, expected: str) -> None:
    with pytest.raises(NotAllowed) as refused:
        set_up("县团委", "沈书记", "13800000001", HASH, code=code, expected_code=expected)

    assert refused.value.reason == "WRONG_CODE"
    assert needs_setup()


def test_set_up_twice_is_refused() -> None:
    somebody(1)

    with pytest.raises(NotAllowed) as refused:
        set_up("县团委", "沈书记", "13800000002", HASH, code="1a2b", expected_code="1a2b")
    assert refused.value.reason == "DONE"
    assert db.session.query(Organisation).count() == 0
