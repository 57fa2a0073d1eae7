"""Days with and without a year, and hours."""

import re
from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.days import (
    Day,
    date_near,
    day_near,
    day_order,
    days_between,
    hours_label,
    parse_clock,
    parse_end_clock,
    range_label,
    say_date,
)

KNOWN = st.dates(date(1900, 1, 1), date(2200, 12, 31)).map(Day.of)
YEARLESS = st.dates(date(2000, 1, 1), date(2000, 12, 31)).map(lambda d: Day(d.month, d.day))
ANY_DAY = KNOWN | YEARLESS


@given(ANY_DAY)
def test_day_iso_reads_back(day: Day) -> None:
    assert Day.parse(day.iso) == day


@given(ANY_DAY, st.integers(1900, 2200))
def test_day_label_reads_back(day: Day, this_year: int) -> None:
    known = day.year is not None and day.year != this_year
    assert Day.parse(day.label(this_year)) == (day if known else Day(day.month, day.day))


@given(st.dates(date(1910, 1, 1), date(2190, 12, 31)).map(Day.of), st.integers(-3000, 3000))
def test_days_between_known_days_counts_the_shift(day: Day, days: int) -> None:
    assert days_between(day, day.shift(timedelta(days=days))) == days


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2026-08-09", Day(8, 9, 2026)),
        ("2026年8月9日", Day(8, 9, 2026)),
        ("2026.8.9", Day(8, 9, 2026)),
        ("２０２６／８／９", Day(8, 9, 2026)),
        ("20260809", Day(8, 9, 2026)),
        ("8月9日（周日）", Day(8, 9)),
        ("8月9日（星期日）", Day(8, 9)),
        ("8/9", Day(8, 9)),
        ("8月9号", Day(8, 9)),
        ("20xx年8月9日", Day(8, 9)),
        ("〔20xx〕年1月10日", Day(1, 10)),
        ("--02-29", Day(2, 29)),
    ],
)
def test_day_parse_reads_common_spellings(text: str, day: Day) -> None:
    assert Day.parse(text) == day


@pytest.mark.parametrize("text", ["", "八月", "8", "2026-08", "明天", "2026-8-9-1", "8月9日到11日", "9,8"])
def test_day_parse_of_anything_else_says_what_is_expected(text: str) -> None:
    with pytest.raises(ValueError, match=f"日期写成 2026-08-09 或 8月9日，现在是“{text}”。"):
        Day.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("2月30日", "没有“2月30日”这一天。"),
        ("2027-02-29", "没有“2027年2月29日”这一天。"),
        ("13月1日", "没有“13月1日”这一天。"),
        ("1026-08-09", "年份要在 1900—2200 之间，现在是 1026。"),
    ],
)
def test_day_parse_of_a_day_that_is_not_there_says_so(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        Day.parse(text)


def test_day_label_names_weekday_and_foreign_year() -> None:
    day = Day(8, 9, 2026)

    assert (day.label(2026), day.label(2027), Day(8, 9).label(2026)) == (
        "8月9日（周日）",
        "2026年8月9日（周日）",
        "8月9日",
    )


def test_date_is_said_with_its_year_and_without_zeros() -> None:
    assert [say_date(date(2027, 8, 20)), say_date(date(2027, 1, 1))] == ["2027年8月20日", "2027年1月1日"]


def test_range_label_names_one_day_once() -> None:
    first, last = Day(8, 9, 2026), Day(8, 11, 2026)

    assert range_label(first, last, 2026) == "8月9日（周日）—8月11日（周二）"
    assert range_label(first, first, 2026) == range_label(None, first, 2026) == "8月9日（周日）"
    assert range_label(None, None) == ""


def test_days_between_crosses_the_year_while_it_is_unknown() -> None:
    assert days_between(Day(12, 28), Day(1, 3)) == 6
    assert days_between(Day(1, 3), Day(12, 28)) == -6


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (Day(12, 28, 2026), Day(1, 3), 6),
        (Day(1, 3), Day(12, 28, 2026), -6),
        (Day(1, 3, 2027), Day(12, 28), -6),
        (Day(2, 28, 2027), Day(2, 29), 1),
        (Day(2, 29), Day(2, 28, 2028), -1),
        (Day(8, 9, 2026), Day(8, 11), 2),
    ],
)
def test_days_between_takes_the_nearest_reading_of_an_unknown_year(first: Day, last: Day, days: int) -> None:
    assert days_between(first, last) == days


@pytest.mark.parametrize(
    ("day", "anchor", "found"),
    [
        (Day(1, 2), Day(12, 30, 2027), date(2028, 1, 2)),
        (Day(6, 2), Day(6, 1, 2027), date(2027, 6, 2)),
        (Day(6, 2, 2020), Day(6, 1, 2027), date(2020, 6, 2)),
        (Day(6, 2), Day(6, 1), None),
        (Day(6, 2), None, None),
    ],
)
def test_date_near_the_first_day(day: Day, anchor: Day | None, found: date | None) -> None:
    assert date_near(day, anchor) == found


def test_leap_day_stays_as_it_is_in_a_year_without_one() -> None:
    assert [Day(2, 29).in_year(year) for year in (2028, 2027, None)] == [Day(2, 29, 2028), Day(2, 29), Day(2, 29)]


def test_days_may_be_reckoned_beyond_the_years_that_may_be_written() -> None:
    assert Day(12, 31, 2200).shift(timedelta(days=1)) == Day(1, 1, 2201)
    assert Day(1, 1, 1900).shift(timedelta(days=-1)) == Day(12, 31, 1899)


def test_day_order_puts_unknown_days_last() -> None:
    days = [None, Day(1, 3), Day(12, 28)]

    assert sorted(days, key=lambda d: day_order(d, Day(12, 20))) == [Day(12, 28), Day(1, 3), None]


def test_day_shifted_over_the_end_of_the_year() -> None:
    assert Day(12, 31, 2026).shift(timedelta(days=1)) == Day(1, 1, 2027)
    assert Day(12, 31).shift(timedelta(days=1)) == Day(1, 1)


@given(st.times().map(lambda t: t.replace(second=0, microsecond=0)))
def test_clock_reads_back(clock: time) -> None:
    assert parse_clock(hours_label(clock, None)) == clock


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("9:00", time(9)),
        ("０９：００", time(9)),
        ("0900", time(9)),
        ("9点半", time(9, 30)),
        ("9时5分", time(9, 5)),
        ("下午2:30", time(14, 30)),
        ("晚上 8 点", time(20)),
        ("中午12点", time(12)),
        ("9", time(9)),
        ("九点", time(9)),
        ("9:00:00", time(9)),
        ("中午1点", time(13)),
        ("中午12:30", time(12, 30)),
        ("凌晨12:30", time(0, 30)),
        ("早8:00", time(8)),
        ("晚7:00", time(19)),
        ("清晨6点", time(6)),
        ("夜里11点", time(23)),
        ("夜里1点", time(1)),
        ("9点一刻", time(9, 15)),
        ("三点三刻", time(3, 45)),
        ("2:00 PM", time(14)),
        ("12:05 am", time(0, 5)),
    ],
)
def test_clock_reads_common_spellings(text: str, clock: time) -> None:
    assert parse_clock(text) == clock


@pytest.mark.parametrize("text", ["", "25:00", "9:60", "上午", "9:00—10:00", "9点起", "九九点"])
def test_clock_of_anything_else_says_what_is_expected(text: str) -> None:
    with pytest.raises(ValueError, match=f"时间写成 09:00，现在是“{text}”。"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("24:00", "这里写 00:00 到 23:59 的时间，现在是“24:00”。"),
        ("晚上12点", "这里写 00:00 到 23:59 的时间，现在是“晚上12点”。"),
        ("上午14点", "写的是“上午”，又是 14 点。写成 14:00 或 02:00。"),
        ("9:00:30", "“9:00:30”写到了秒。写成 09:00。"),
    ],
)
def test_clock_that_may_be_another_is_refused_with_what_it_may_be(text: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=re.escape(sentence)):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "clock"), [("24:00", time()), ("晚上12点", time()), ("23:59", time(23, 59)), ("0:00", time())]
)
def test_end_of_the_day_is_a_time_to_end(text: str, clock: time) -> None:
    assert parse_end_clock(text) == clock


@pytest.mark.parametrize(
    ("start", "end", "label"),
    [
        (time(9), time(10, 45), "09:00—10:45"),
        (time(22), time(), "22:00—24:00"),
        (None, time(), "24:00"),
        (time(21), time(6), "21:00—次日06:00"),
        (time(14), time(13), "14:00—13:00"),
        (None, None, ""),
    ],
)
def test_hours_say_when_they_end_on_the_next_day(start: time | None, end: time | None, label: str) -> None:
    assert hours_label(start, end) == label


@pytest.mark.parametrize(
    ("day", "anchor", "near"),
    [
        (Day(1, 1), Day(12, 31, 2026), Day(1, 1, 2027)),
        (Day(12, 31), Day(1, 1, 2027), Day(12, 31, 2026)),
        (Day(8, 9), Day(8, 1, 2026), Day(8, 9, 2026)),
        (Day(8, 9, 2025), Day(8, 1, 2026), Day(8, 9, 2025)),
        (Day(2, 29), Day(3, 1, 2027), Day(2, 29)),
        (Day(2, 29), Day(3, 1, 2028), Day(2, 29, 2028)),
        (Day(8, 9), Day(8, 1), Day(8, 9)),
        (Day(8, 9), None, Day(8, 9)),
    ],
)
def test_day_without_a_year_lies_near_to_its_event(day: Day, anchor: Day | None, near: Day) -> None:
    assert day_near(day, anchor) == near


@pytest.mark.parametrize("text", ["2026/6/1 0:00:00", "2026-06-01 00:00:00", "2026-06-01T00:00"])
def test_midnight_behind_a_day_is_of_the_spreadsheet(text: str) -> None:
    assert Day.parse(text) == Day(6, 1, 2026)
