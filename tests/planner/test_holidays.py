"""Festivals and commemorative days."""

from datetime import date

import pytest

from planner.holidays import holiday, holidays_of


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 2, 16), "除夕"),
        (date(2026, 2, 17), "春节"),
        (date(2025, 10, 29), "重阳节"),
        (date(2031, 6, 24), "端午节"),
        (date(2031, 10, 1), "中秋节、国庆节"),
        (date(2026, 3, 30), "安全教育日"),
        (date(2099, 6, 1), "儿童节"),
        (date(2026, 10, 13), "建队日"),
        (date(2026, 7, 22), ""),
    ],
)
def test_holiday(day: date, name: str) -> None:
    assert holiday(day) == name


def test_every_year_of_the_data_has_all_moving_festivals() -> None:
    moving = {"除夕", "春节", "元宵节", "清明节", "端午节", "中秋节", "重阳节"}

    for year in range(2025, 2032):
        assert moving <= set("、".join(holidays_of(year).values()).split("、"))
