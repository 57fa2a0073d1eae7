"""Festivals and commemorative days that events hang on; which days are off work is decided anew each year, not here."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

_DAY = timedelta(days=1)


@cache
def _data() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("planner").joinpath("holidays.toml").read_text(encoding="utf-8"))


@cache
def holidays_of(year: int) -> dict[date, str]:
    """What each day of the year is called, the festival of the moon first (国庆节 and 中秋节 may be one day)."""
    named: dict[date, list[str]] = {}
    moving = _data()["moving"].get(str(year), {})
    for name, (month, day) in [*moving.items(), *_data()["fixed"].items()]:
        named.setdefault(date(year, month, day), []).append(name)
    if "春节" in moving:
        named.setdefault(date(year, *moving["春节"]) - _DAY, []).append("除夕")
    named.setdefault(_safety_education_day(year), []).append("安全教育日")
    return {day: "、".join(names) for day, names in named.items()}


def _safety_education_day(year: int) -> date:
    """全国中小学生安全教育日: the last Monday of March."""
    last = date(year, 3, 31)
    return last - timedelta(days=last.weekday())


def holiday(day: date) -> str:
    """What the day is called; "" for most."""
    return holidays_of(day.year).get(day, "")
