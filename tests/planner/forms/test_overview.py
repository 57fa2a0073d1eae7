"""What the address of the money overview says."""

import pytest

from planner.forms.overview import Address, read_address, read_figure
from planner.money.overview import Figure, Grouping, Scope
from planner.queries.units import Unit

UNITS = [Unit(3, "县团委"), Unit(7, "镇中心小学")]


def read(**args: str) -> Address:
    return read_address(args, UNITS, 2027)


@pytest.mark.parametrize("args", [{}, {"year": "", "unit": "", "category": " ", "group": ""}])
def test_bare_address_is_this_year_by_unit(args: dict[str, str]) -> None:
    assert read(**args) == Address(Scope(year=2027), Grouping.UNIT)


def test_full_address() -> None:
    found = read(year=" 2026 ", unit="7", category=" 交通费 ", source="财政", group="event")

    assert found == Address(Scope(year=2026, unit_id=7, category="交通费", source="财政"), Grouping.EVENT)


@pytest.mark.parametrize(
    ("year", "scope"),
    [("all", Scope()), ("none", Scope(is_undated=True)), ("2019", Scope(year=2019)), ("9998", Scope(year=9998))],
)
def test_years(year: str, scope: Scope) -> None:
    assert read(year=year).scope == scope


@pytest.mark.parametrize(
    ("name", "value", "label"),
    [
        ("year", "abc", "年份"),
        ("year", "20270", "年份"),
        ("year", "²⁰²⁷", "年份"),
        ("year", "9999", "年份"),
        ("year", "0000", "年份"),
        ("year", "-1", "年份"),
        ("unit", "xyz", "单位"),
        ("unit", "8", "单位"),
        ("unit", "9" * 30, "单位"),
        ("group", "nothing", "分组"),
        ("category", "长" * 61, "类别"),
        ("source", "长" * 61, "资金来源"),
    ],
)
def test_what_cannot_be_read_is_named_and_left_out(name: str, value: str, label: str) -> None:
    assert read(**{name: value}) == Address(Scope(year=2027), Grouping.UNIT, [label])


@pytest.mark.parametrize(
    "args",
    [
        {"year": "all", "group": "category"},
        {"year": "none", "unit": "3", "group": "unit"},
        {"year": "2027", "category": "餐费", "source": "自筹", "group": "year"},
    ],
)
def test_arguments_say_the_same_again(args: dict[str, str]) -> None:
    found = read(**args)

    assert found.arguments == args
    assert read(**found.arguments) == found


def test_figures() -> None:
    assert [read_figure(text) for text in ("left", " spent", "", "LEFT", "all")] == [
        Figure.LEFT,
        Figure.SPENT,
        None,
        None,
        None,
    ]
