"""The units that a list can be narrowed to: offered where they are few, found by name where they are many."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest

from planner.actors import CONSOLE
from planner.extensions import db
from planner.queries import reach
from planner.queries.reach import MANY_UNITS
from planner.queries.units import Unit, UnitChoice, choose_units, units_for
from planner.services.organisations import create_organisation
from tests.planner.conftest import World
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[object]]
CountQueries = Callable[[], AbstractContextManager[list[str]]]
FEW = [Unit(1, "甲校"), Unit(2, "乙校")]


@pytest.fixture
def as_a_county(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has a unit below them is read like a county."""
    monkeypatch.setattr(reach, "MANY_UNITS", 0)


@pytest.mark.parametrize(
    ("choice", "several", "ids", "fault"),
    [
        (UnitChoice(), False, (), ""),
        (UnitChoice(offered=FEW[:1]), False, (), ""),
        (UnitChoice(offered=FEW, chosen=FEW[:1]), True, (1,), ""),
        (UnitChoice(is_typed=True), True, (), ""),
        (UnitChoice(is_typed=True, chosen=FEW, name="校"), True, (1, 2), ""),
        (UnitChoice(is_typed=True, name="丙"), True, (), "没有名称里有“丙”的单位，没有按它筛选。"),
        (UnitChoice(chosen=FEW[:1] * 50, name="校"), False, (1,) * 50, ""),
        (UnitChoice(chosen=FEW[:1] * 51, name="校"), False, (), "名称里有“校”的单位超过 50 个，写得更全一点再找。"),
    ],
)
def test_choice(choice: UnitChoice, several: bool, ids: tuple[int, ...], fault: str) -> None:
    assert (choice.is_one_of_several, choice.ids, choice.fault) == (several, ids, fault)
    assert MANY_UNITS == 50


def test_units_of_a_school_are_its_readers_own(world: World, in_app: InApp, count_queries: CountQueries) -> None:
    with in_app():
        reader = user(world, "周老师")
        assert reader.memberships
        with count_queries() as statements:
            assert units_for(reader) == [Unit(world.units["school"], "镇中心小学")]

    assert statements == []


@pytest.mark.parametrize(
    ("number", "name", "chosen"),
    [
        ("", "", set()),
        ("school", "", {"镇中心小学"}),
        ("stranger", "", set()),
        ("", "中心", {"镇中心小学"}),
        ("", "镇中心小学", {"镇中心小学"}),
        ("", "邻县", set()),
        ("", "县", {"县团委"}),
        ("", "%", set()),
        ("committee", "中心", {"镇中心小学"}),
        ("x", "", set()),
        ("²", "", set()),
        ("9" * 30, "", set()),
    ],
)
@pytest.mark.parametrize("few", [True, False])
def test_units_are_chosen_by_number_or_by_name(
    world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch, few: bool, number: str, name: str, chosen: set[str]
) -> None:
    if not few:
        monkeypatch.setattr(reach, "MANY_UNITS", 0)
    with in_app():
        number = str(world.units.get(number, number))
        found = choose_units(user(world, "吴书记"), number=number, name=name)

    assert ({unit.name for unit in found.chosen}, found.is_typed) == (chosen, not few)
    assert {unit.name for unit in found.offered} == ({"县团委", "镇中心小学"} if few else set())


@pytest.mark.usefixtures("as_a_county")
def test_chosen_number_stands_in_the_box_as_a_name(world: World, in_app: InApp) -> None:
    with in_app():
        found = choose_units(user(world, "吴书记"), number=str(world.units["school"]))

    assert found.name == "镇中心小学"


@pytest.mark.usefixtures("as_a_county")
@pytest.mark.parametrize(("number", "is_vague"), [(MANY_UNITS, False), (MANY_UNITS + 1, True)])
def test_name_that_many_have_says_too_little(world: World, in_app: InApp, number: int, is_vague: bool) -> None:
    with in_app():
        reader = user(world, "吴书记")
        for each in range(number):
            create_organisation(f"第 {each} 幼儿园", parent=reader.memberships[0].organisation, actor=CONSOLE)
        db.session.commit()

        assert choose_units(reader, name="幼儿园").is_vague is is_vague
