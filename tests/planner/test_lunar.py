"""Days of the moon's calendar."""

import tomllib
from datetime import date, timedelta
from importlib.resources import files

import pytest

from planner.holidays import holidays_of
from planner.lunar import last_lunar_day, lunar_date

FIRST, LAST = 2015, 2056
FESTIVALS = {"春节": (1, 1), "元宵节": (1, 15), "端午节": (5, 5), "中秋节": (8, 15), "重阳节": (9, 9)}


@pytest.mark.parametrize("year", range(2025, 2032))
def test_festivals_of_the_moon_fall_where_the_calendar_has_them(year: int) -> None:
    named = {name: day for day, names in holidays_of(year).items() for name in names.split("、")}

    assert {name: lunar_date(year, *day) for name, day in FESTIVALS.items()} == {
        name: named[name] for name in FESTIVALS
    }
    assert last_lunar_day(year - 1) == named["除夕"]


@pytest.mark.parametrize("year", range(FIRST, LAST))
def test_each_year_follows_the_one_before(year: int) -> None:
    following = lunar_date(year + 1, 1, 1)
    last = last_lunar_day(year)

    assert following is not None
    assert last is not None
    assert following - last == timedelta(days=1)


def test_years_have_the_months_and_lengths_of_the_moon() -> None:
    years = tomllib.loads(files("planner").joinpath("lunar.toml").read_text(encoding="utf-8"))

    assert list(map(int, years)) == list(range(FIRST, LAST + 1))
    assert [len(entry["months"]) for entry in years.values()] == [12 + bool(entry["leap"]) for entry in years.values()]
    assert {sign for entry in years.values() for sign in entry["months"]} == {"L", "s"}


@pytest.mark.parametrize(
    ("year", "month", "day", "is_leap", "found"),
    [
        (2027, 1, 5, False, date(2027, 2, 10)),
        (2025, 6, 1, False, date(2025, 6, 25)),
        (2025, 6, 1, True, date(2025, 7, 25)),
        (2025, 7, 1, False, date(2025, 8, 23)),
        (2026, 12, 23, False, date(2027, 1, 30)),
        (2026, 6, 1, True, None),
        (2026, 12, 30, False, None),
        (2026, 1, 31, False, None),
        (2026, 1, 0, False, None),
        (2026, 13, 1, False, None),
        (2026, 0, 1, False, None),
        (FIRST - 1, 1, 1, False, None),
        (LAST + 1, 1, 1, False, None),
    ],
)
def test_day_of_the_moon(year: int, month: int, day: int, is_leap: bool, found: date | None) -> None:
    assert lunar_date(year, month, day, is_leap=is_leap) == found
