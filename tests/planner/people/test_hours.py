"""Service hours: counted from coming and going, by the rule of the unit."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planner.people.hours import HoursNote, HoursRule, ServiceStint, count_hours, format_hours, hours_of, sum_minutes

RULE = HoursRule()
N = HoursNote


def _at(clock: str, day: int = 9) -> datetime:
    hour, minute = map(int, clock.split(":"))
    return datetime(2027, 8, day, hour, minute, tzinfo=UTC)


def _stint(shift: str, came: str = "", *, key: str = "a", travel: int = 0, day: int = 9) -> ServiceStint:
    """Of shift 08:00-12:00 somebody came 07:55-12:10; either side may be missing."""
    starts, ends = shift.split("-")
    arrived, _, left = came.partition("-")
    return ServiceStint(
        key,
        _at("0:00", day).date(),
        _at(starts, day),
        _at(ends, day),
        _at(arrived, day) if arrived else None,
        _at(left, day) if left else None,
        travel,
    )


@pytest.mark.parametrize(
    ("stint", "minutes", "notes"),
    [
        (_stint("08:00-12:00", "08:00-12:00"), 240, ()),
        (_stint("08:00-12:00", "08:00-11:59"), 210, ()),
        (_stint("08:00-12:00", "08:01-12:00"), 210, ()),
        (_stint("08:00-12:00", "07:30-12:40"), 240, (N.EARLY, N.LATE)),
        (_stint("08:00-12:00", "08:20-"), 210, (N.END_PROPOSED,)),
        (_stint("08:00-12:00", "-11:00"), 180, (N.ARRIVAL_PROPOSED,)),
        (_stint("08:00-12:00", "11:00-08:00"), 240, (N.CLOCK_WRONG,)),
        (_stint("08:00-12:00"), 0, (N.ABSENT,)),
        (_stint("08:00-12:00", "13:00-14:00"), 0, (N.LATE,)),
        (_stint("08:00-12:00", "06:00-07:00"), 0, (N.EARLY,)),
        (_stint("08:00-12:00", "08:00-12:00", travel=30), 210, ()),
        (_stint("08:00-12:00", "08:00-12:00", travel=600), 0, ()),
        (_stint("08:00-16:00", "08:00-16:00"), 480, ()),
        (_stint("08:00-16:30", "08:00-16:30"), 480, (N.MOST_A_DAY,)),
        (_stint("08:00-08:29", "08:00-08:29"), 0, ()),
    ],
)
def test_one_stint(stint, minutes, notes):
    (counted,) = count_hours([stint], RULE)
    assert (counted.minutes, counted.notes) == (minutes, notes)


@pytest.mark.parametrize(
    ("rule", "minutes"),
    [
        (HoursRule(step_minutes=15), 285),
        (HoursRule(step_minutes=60), 240),
        (HoursRule(step_minutes=1), 287),
        (HoursRule(most_minutes_a_day=0, beyond_shift=True), 300),
        (HoursRule(most_minutes_a_day=100), 90),
    ],
)
def test_rule_of_the_unit(rule, minutes):
    (counted,) = count_hours([_stint("08:00-12:47", "08:00-13:02")], rule)
    assert counted.minutes == minutes


def test_overlap_of_shifts_counts_once_for_the_earlier():
    counted = count_hours([_stint("10:00-12:00", "10:00-12:00", key="b"), _stint("08:00-11:00", "08:00-11:00")], RULE)
    assert [(time.key, time.minutes, time.notes) for time in counted] == [("b", 60, (N.OVERLAPS,)), ("a", 180, ())]


def test_shift_within_another_counts_nothing():
    counted = count_hours([_stint("08:00-12:00", "08:00-12:00"), _stint("09:00-10:00", "09:00-10:00", key="b")], RULE)
    assert [time.minutes for time in counted] == [240, 0]


def test_day_is_rounded_and_not_each_shift():
    counted = count_hours(
        [_stint("08:00-08:45", "08:00-08:45"), _stint("14:00-14:45", "14:00-14:45", key="b")],
        RULE,
    )
    assert [time.minutes for time in counted] == [30, 60]


def test_most_of_a_day_holds_for_each_day():
    counted = count_hours(
        [
            _stint("08:00-13:00", "08:00-13:00"),
            _stint("14:00-19:00", "14:00-19:00", key="b"),
            _stint("08:00-13:00", "08:00-13:00", key="c", day=10),
        ],
        RULE,
    )
    assert [(time.minutes, time.notes) for time in counted] == [(300, ()), (180, (N.MOST_A_DAY,)), (300, ())]


def test_forgotten_moments_are_proposals():
    stints = [
        _stint("08:00-12:00", "08:00-12:00"),
        _stint("13:00-14:00", "13:00-", key="b"),
        _stint("15:00-16:00", key="c"),
    ]
    assert [time.is_proposed for time in count_hours(stints, RULE)] == [False, True, False]


@pytest.mark.parametrize(
    ("minutes", "text"),
    [(0, "0.0"), (30, "0.5"), (120, "2.0"), (390, "6.5"), (75, "1.25"), (10, "0.16"), (6000, "100.0")],
)
def test_hours_as_they_are_printed(minutes, text):
    assert format_hours(minutes) == text
    assert str(hours_of(minutes)) == text


@pytest.mark.parametrize(
    ("rule", "sentence"),
    [
        (RULE, "服务时间按实际服务计，不含往返路程，以半小时为单位，一天最多 8 小时。"),
        (HoursRule(60, 0), "服务时间按实际服务计，不含往返路程，以一小时为单位。"),
        (HoursRule(20, 90), "服务时间按实际服务计，不含往返路程，以 20 分钟为单位，一天最多 1.5 小时。"),
    ],
)
def test_rule_in_words(rule, sentence):
    assert rule.sentence == sentence


STINTS = st.lists(
    st.tuples(st.integers(0, 900), st.integers(0, 500), st.integers(-60, 60), st.integers(-60, 60)), max_size=5
)


@settings(max_examples=80, deadline=None)
@given(STINTS, st.sampled_from([1, 15, 30, 60]))
def test_no_day_counts_more_than_was_served(rows, step):
    midnight = _at("0:00")
    minute = timedelta(minutes=1)
    stints = [
        ServiceStint(
            str(n),
            midnight.date(),
            midnight + at * minute,
            midnight + (at + long) * minute,
            midnight + (at + early) * minute,
            midnight + (at + long + late) * minute,
        )
        for n, (at, long, early, late) in enumerate(rows)
    ]
    counted = count_hours(stints, HoursRule(step_minutes=step))
    served = {at + n for at, long, _, _ in rows for n in range(long)}
    assert 0 <= sum_minutes(counted) <= min(480, len(served))
    assert all(time.minutes >= 0 and time.minutes % step == 0 for time in counted)


@pytest.mark.parametrize(
    ("minutes", "others", "words"),
    [
        (150, 0, ""),
        (140, 0, "按规则以半小时为单位：写 2.0 或 2.5。"),
        (480, 0, ""),
        (510, 0, "按规则一天最多 8 小时。"),
        (390, 120, "按规则一天最多 8 小时，这一天别的班次有 2.0 小时。"),
    ],
)
def test_rule_refuses_what_it_can_not_give(minutes, others, words):
    assert RULE.refuse(minutes, others) == words


def test_rule_without_a_most_refuses_no_long_day():
    assert HoursRule(step_minutes=1, most_minutes_a_day=0).refuse(23 * 60 + 59, 60) == ""
