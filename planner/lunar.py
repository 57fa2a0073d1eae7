"""Days of the moon's calendar (农历): where they fall in the common one, for the years that the table holds."""

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

_LONG, _SHORT = 30, 29


@cache
def _years() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files("planner").joinpath("lunar.toml").read_text(encoding="utf-8"))


def lunar_date(year: int, month: int, day: int, *, is_leap: bool = False) -> date | None:
    """The date of a day of the moon's year; None where the table doesn't reach, or where there is no such day.

    `year` is the one that 正月初一 falls in: 2026年腊月三十 lies in 2027. `is_leap` asks for the 闰月 of that number.
    """
    entry = _years().get(str(year))
    if entry is None or not 1 <= month <= 12 or (is_leap and entry["leap"] != month):
        return None
    at = month - 1 + (is_leap or 0 < entry["leap"] < month)
    lengths = [_LONG if sign == "L" else _SHORT for sign in entry["months"]]
    if not 1 <= day <= lengths[at]:
        return None
    return date(year, *entry["begins"]) + timedelta(days=sum(lengths[:at]) + day - 1)


def last_lunar_day(year: int) -> date | None:
    """除夕, the last day of the moon's year, which has 29 or 30 days in its last month; None beyond the table."""
    return lunar_date(year, 12, _LONG) or lunar_date(year, 12, _SHORT)
