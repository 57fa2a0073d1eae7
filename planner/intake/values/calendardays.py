"""Days of the calendar as people and spreadsheets write them: 8月9日, 8.9, 2027-08-09, 9 August, 46608."""

import re
from datetime import date, timedelta

from planner.days import FIRST_YEAR, LAST_YEAR, Day
from planner.intake.values.dayfound import DayFound, placed
from planner.intake.values.frame import DayFrame
from planner.numerals import CHINESE_NUMBER, read_chinese_number

_N = rf"\d{{1,2}}|{CHINESE_NUMBER}"
# 2027年8月9日, 20××年8月9日, 今年8月9号: a year that nobody wrote down is none.
_YEAR_WORD = r"(?:(?P<year>\d{4}|'?\d{2}|[一二〇○零三四五六七八九]{4}|(?:20)?[xX×*_]{2,4}|今|本) *年(?:度)? *)?"
_WORDS = re.compile(rf"{_YEAR_WORD}(?P<month>{_N}) *月(?:份)? *(?P<day>{_N}) *(?:(?P<end>[日号])|(?![\d个]))")
_WHOLE = re.compile(r"(\d{4}) *([-/.]) *(\d{1,2}) *\2 *(\d{1,2})(?!\d)[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d\d)(\d\d)(?!\d)")
_THREE = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)")
_TWO = re.compile(r"(\d{1,2}) *([-/.]) *(\d{1,2})(?![\d:点时%]| *[点时])[日号]?")
_SERIAL = re.compile(r"(\d{5})(?=$|\.\d+$|\s*$)")
_FOUR = re.compile(r"(0[1-9]|1[0-2])([0-3]\d)(?![\d:])")
_MIDNIGHT = re.compile(r"[T ] *0?0:00(?::00(?:\.0+)?)?Z?")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = r"(?P<month>jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_ENGLISH = (
    re.compile(rf"{_MONTH}[ -]*{_DAY}(?:,? *(?P<year>\d{{4}}))?(?![\d:])", re.IGNORECASE),
    re.compile(rf"{_DAY}[ -]*{_MONTH}(?:,?[ -]*(?P<year>\d{{4}}|\d\d))?(?![\d:])", re.IGNORECASE),
)
# Nothing is so many days long.
_FAR = 1000
# Day 0 of spreadsheets; serials from 2000 to 2099, others are numbers of something else.
_EPOCH = date(1899, 12, 30)
_SERIALS = range(36526, 73051)


def find_calendar_day(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """The day of the calendar that is written here, with the time 0:00 that spreadsheets put behind it."""
    readers = (_read_words, _read_whole, _read_compact, _read_four, _read_three, _read_two, _read_serial, _read_english)
    found = next(filter(None, (reader(plain, at, frame) for reader in readers)), None)
    if found and (midnight := _MIDNIGHT.match(plain, found.end)):
        return DayFound(midnight.end(), found.day, found.question, found.choices)
    return found


def read_small(text: str) -> int:
    """A number in figures or in Chinese up to 999; 0, which is no day and no month, for all others."""
    number = int(text) if text.isdigit() else read_chinese_number(text) or 0
    return number if number < _FAR else 0


def _read_words(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    match = _WORDS.match(plain, at)
    if match is None:
        return None
    month, day = read_small(match["month"]), read_small(match["day"])
    found = _in_range(match.end(), month, day, _read_year(match["year"]), frame)
    if match["end"] or match["month"].isdigit() or match["day"].isdigit() or found.day is None:
        return found
    # 八月十五 and 三月三 are mostly days of the moon.
    return DayFound(
        match.end(), question=f"“{match[0].strip()}”是公历还是农历？公历写成 {found.day.short}。", choices=(found.day,)
    )


def _read_year(text: str | None) -> int | None:
    if text is None or text in "今本" or not set(text).isdisjoint("xX×*_"):
        return None
    digits = text.strip("'")
    year = int(digits) if digits.isdigit() else read_chinese_number(digits) or 0
    return year + 2000 if year < 100 else year


def _read_whole(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    match = _WHOLE.match(plain, at)
    return _in_range(match.end(), int(match[3]), int(match[4]), int(match[1]), frame) if match else None


def _read_compact(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    match = _COMPACT.match(plain, at)
    return _in_range(match.end(), int(match[2]), int(match[3]), int(match[1]), frame) if match else None


def _read_four(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """0809 may be a day, a time and a number."""
    match = _FOUR.match(plain, at)
    if match is None:
        return None
    found = placed(match.end(), int(match[1]), int(match[2]), None, frame)
    return DayFound(match.end(), question=f"“{match[0]}”是日期吗？", choices=(found.day,) if found.day else ())


def _in_range(end: int, month: int, day: int, year: int | None, frame: DayFrame) -> DayFound:
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return DayFound(end, question=f"年份要在 {FIRST_YEAR}—{LAST_YEAR} 之间，现在是 {year}。")
    return placed(end, month, day, year, frame)


def _read_three(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """9/8/2026 or 26.8.9: every order of the three numbers that is a day counts, more than one is asked."""
    match = _THREE.match(plain, at)
    if match is None or len(match[1]) + len(match[4]) < 3:
        return None
    first, second, third = int(match[1]), int(match[3]), int(match[4])
    orders = [(third, first, second), (third, second, first)]
    if len(match[4]) < 4:
        orders = [(first, second, third), *orders[: 2 * (len(match[4]) - 1)]]
    days = set(filter(None, (_day_of(*order) for order in orders)))
    near = {day for day in days if frame.anchor and abs((day.year or 0) - (frame.anchor.year or 0)) <= 1}
    if len(near or days) == 1:
        return DayFound(match.end(), (near or days).pop())
    choices = tuple(sorted(near or days, key=lambda day: day.iso))
    return DayFound(match.end(), question=f"“{match[0]}”哪一个是月，哪一个是日？", choices=choices)


def _day_of(year: int, month: int, day: int) -> Day | None:
    try:
        return Day(month, day, year + 2000 if year < 100 else year)
    except ValueError:
        return None


def _read_two(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    """8.9, 8/9, 8-9: month and day. A spreadsheet shows 8.10 as 8.1, so what fits the event is asked for."""
    match = _TWO.match(plain, at)
    if match is None:
        return None
    month, day = int(match[1]), int(match[3])
    found = placed(match.end(), month, day, None, frame)
    if found.day is None and 1 <= day <= 12 < month <= 31:
        turned = placed(match.end(), day, month, None, frame).day
        return DayFound(match.end(), question=found.question, choices=(turned,) if turned else ())
    if match[2] == "." and match[3] in ("1", "2", "3") and frame.dates and found.day:
        longer = placed(match.end(), month, day * 10, None, frame).day
        if longer and longer.date in frame.dates and found.day.date not in frame.dates:
            question = f"“{match[0]}”是 {found.day.short}，还是少了 0 的 {longer.short}？"
            return DayFound(match.end(), question=question, choices=(found.day, longer))
    return found


def _read_serial(plain: str, at: int, _frame: DayFrame) -> DayFound | None:
    """46608: the number that spreadsheets keep a date as."""
    match = _SERIAL.match(plain, at)
    if match is None or int(match[1]) not in _SERIALS:
        return None
    return DayFound(match.end(), Day.of(_EPOCH + timedelta(days=int(match[1]))))


def _read_english(plain: str, at: int, frame: DayFrame) -> DayFound | None:
    match = next(filter(None, (pattern.match(plain, at) for pattern in _ENGLISH)), None)
    if match is None:
        return None
    month = _MONTH_NAMES.index(match["month"].lower()) + 1
    return _in_range(match.end(), month, int(match["day"]), _read_year(match["year"]), frame)
