"""Values of spreadsheets as people see them: days and times as text, numbers without .0, never a digit invented."""

import re
from datetime import date, datetime, time, timedelta
from math import isfinite

_EXACT = 10**15
_TEXT_MARK = re.compile(r"'(?=[\d+])")

SheetValue = int | float | str | bool | date | datetime | time | timedelta


def show_value(value: SheetValue, *, as_percent: bool = False) -> str:
    """The text of a cell; a number with more digits than a spreadsheet keeps is shown as it shows it, 2.6992E+19."""
    if isinstance(value, str):
        return _TEXT_MARK.sub("", value.replace("\r\n", "\n").replace("\r", "\n").strip(" \t\xa0\n"), count=1)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return f"{_show_number(value * 100)}%" if as_percent else _show_number(value)
    return _show_moment(value)


def _show_number(number: float) -> str:
    if not isfinite(number):
        return ""
    if abs(number) >= _EXACT:
        return _show_exponent(number)
    if number == int(number):
        return str(int(number))
    return f"{number:.9f}".rstrip("0").rstrip(".")


def _show_exponent(number: float) -> str:
    digits, _, power = f"{number:.10E}".partition("E")
    return f"{digits.rstrip('0').rstrip('.')}E{power}"


def _show_moment(value: date | datetime | time | timedelta) -> str:
    if isinstance(value, datetime):
        clock = _show_clock(value.hour, value.minute, value.second)
        return f"{value:%Y-%m-%d}" if clock == "00:00" else f"{value:%Y-%m-%d} {clock}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return _show_clock(value.hour, value.minute, value.second)
    minutes, seconds = divmod(round(value.total_seconds()), 60)
    return _show_clock(*divmod(minutes, 60), seconds)


def _show_clock(hours: int, minutes: int, seconds: int) -> str:
    return f"{hours:02d}:{minutes:02d}" + (f":{seconds:02d}" if seconds else "")
