"""Moving a whole event along the calendar."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.days import Day
from planner.dossier import Dossier, Duty, Facts, Phase, SafetyCheck, ScheduleItem
from planner.dossier.copying import days_of, move_to

DATES = st.dates(min_value=Day(1, 1, 1990).date, max_value=Day(12, 31, 2100).date).map(Day.of)


def event(first: Day | None, *days: Day) -> Dossier:
    """An event that begins on `first`, with a phase on each of the days."""
    phases = tuple(Phase(f"p{n}", "阶段", starts_on=day) for n, day in enumerate(days))
    return Dossier(facts=Facts(starts_on=first), phases=phases)


def days_after(first: Day | None, days: tuple[Day, ...], target: Day) -> list[Day | None]:
    """First day and phases of that event, moved."""
    moved = move_to(event(first, *days), target)
    return [moved.facts.starts_on, *(p.starts_on for p in moved.phases)]


@pytest.mark.parametrize(
    ("first", "days", "target", "moved"),
    [
        ("2026-06-01", "2026-05-20 2026-06-02", "2027-06-01", "2027-06-01 2027-05-20 2027-06-02"),
        ("2027-02-28", "2027-03-01", "2028-02-28", "2028-02-28 2028-02-29"),
        ("2028-02-28", "2028-02-29 2028-03-01", "2027-02-28", "2027-02-28 2027-03-01 2027-03-02"),
        ("2026-06-01", "5月20日", "2027-06-01", "2027-06-01 2027-05-20"),
        ("2026-12-30", "1月2日", "2027-12-30", "2027-12-30 2028-01-02"),
        ("8月9日", "8月8日 8月11日", "2027-08-09", "2027-08-09 2027-08-08 2027-08-11"),
        ("8月9日", "8月8日 8月11日", "2027-08-01", "2027-08-01 2027-07-31 2027-08-03"),
        ("12月30日", "1月2日", "2027-12-30", "2027-12-30 2028-01-02"),
        ("3月1日", "2月28日", "2027-03-01", "2027-03-01 2027-02-28"),
        ("2月28日", "2月29日", "2027-02-28", "2027-02-28 2027-03-01"),
        ("2月29日", "2月28日", "2027-02-28", "2027-02-28 2027-02-27"),
        ("8月9日", "8月11日", "8月1日", "8月1日 8月3日"),
        ("2026-08-09", "2026-08-11", "8月9日", "8月9日 8月11日"),
        ("2027-02-28", "2027-03-01", "2月28日", "2月28日 3月1日"),
        ("2月29日", "2月28日 3月1日", "2028-02-29", "2028-02-29 2028-02-28 2028-03-01"),
        ("2月28日", "2月29日 3月1日", "2月28日", "2月28日 3月1日 3月2日"),
        ("2月28日", "3月1日", "2028-02-28", "2028-02-28 2028-03-01"),
        ("2028-02-28", "2028-02-29", "2月28日", "2月28日 3月1日"),
        ("2028-02-29", "2028-03-01", "2月29日", "2月29日 3月1日"),
        ("6月1日", "5月31日", "2月29日", "2月29日 2月28日"),
    ],
)
def test_every_day_keeps_its_distance(first: str, days: str, target: str, moved: str) -> None:
    found = days_after(Day.parse(first), tuple(map(Day.parse, days.split())), Day.parse(target))

    assert found == list(map(Day.parse, moved.split()))


@given(DATES, DATES, DATES)
def test_known_days_move_by_the_same_number_of_days(first: Day, other: Day, target: Day) -> None:
    start, there = days_after(first, (other,), target)

    assert start == target
    assert there is not None
    assert (there.date - target.date) == (other.date - first.date)


@given(DATES, DATES)
def test_there_and_back_is_the_same(first: Day, target: Day) -> None:
    original = event(first, first.shift(target.date - first.date))

    assert move_to(move_to(original, target), first) == original


def test_without_a_first_day_nothing_moves() -> None:
    original = event(None, Day(5, 1, 2026))

    assert move_to(original, Day(6, 1, 2027)) == original


def test_days_of_all_nouns_move() -> None:
    day = Day(6, 1, 2026)
    original = Dossier(
        facts=Facts(starts_on=day, ends_on=day, signed_on=day),
        phases=(Phase("p", "阶段", starts_on=day, ends_on=day),),
        duties=(Duty("d", "领队", due_on=day),),
        schedule=(ScheduleItem("s", "游园", day=day), ScheduleItem("t", "总结")),
        safety=(SafetyCheck("c", "检查", done_on=day),),
    )

    moved = move_to(original, Day(6, 2, 2027))

    assert list(days_of(moved)) == [Day(6, 2, 2027)] * len(list(days_of(original))) == [Day(6, 2, 2027)] * 8
