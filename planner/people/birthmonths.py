"""A month of birth, out of two numbers that somebody types and out of the text that is kept."""

import unicodedata
from datetime import date

from planner.people.volunteers import MonthOfBirth

_OLDEST = 110
_MONTHS = 12


def parse_birth_month(year: str, month: str, today: date) -> MonthOfBirth:
    """Year and month; raises ValueError with a Chinese sentence for what can be nobody's."""
    years, months = _digits(year, "年"), _digits(month, "月")
    if len(years) != 4 or not 1 <= int(months or 0) <= _MONTHS:
        raise ValueError("年写四位数字，月写 1 到 12，比如 2008 年 3 月。")
    born = (int(years), int(months))
    if born > (today.year, today.month):
        raise ValueError(f"{born[0]}年{born[1]}月还没有到，看看年份有没有写错。")
    if today.year - born[0] > _OLDEST:
        raise ValueError(f"{born[0]} 年太早了，看看年份有没有写错。")
    return born


def read_birth_month(text: str) -> MonthOfBirth | None:
    """The month as it is kept, 2008-03; None where it isn't known."""
    year, _, month = text.partition("-")
    return (int(year), int(month)) if month else None


def _digits(text: str, unit: str) -> str:
    """What was typed as ASCII digits, without the unit; "" where it is something else."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix(unit).strip()
    return plain if plain.isascii() and plain.isdigit() and len(plain) <= 4 else ""
