"""From when until when one checks in and out, what is said of it, and by which hours it counts."""

from datetime import datetime, time, timedelta

import pytest

from planner.dossier import Post, Shift
from planner.people import Slot
from planner.people.attendance import (
    LONGEST_AGE,
    Span,
    arrival_by_hand,
    countdown,
    departure_by_hand,
    find_span,
    is_open,
    make_stint,
    refuse_age,
    refuse_arrival,
    refuse_departure,
    tell_arrival,
    tell_departure,
    tell_stay,
)


def at(hours: str, day: int = 10) -> datetime:
    """A moment on the wall in August 2027."""
    return datetime.combine(datetime(2027, 8, day), time.fromisoformat(hours))  # noqa: DTZ001  Shanghai


SHIFT = Span(at("14:00"), at("16:30"))


def slot(begins: datetime | None, ends: datetime | None) -> Slot:
    """A shift at these moments."""
    return Slot(Shift("s", "p"), Post("p", "栈道看护"), begins, ends)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at("12:59"), "13:00 起才能签到，现在是 12:59。"),
        (at("13:00"), ""),
        (at("16:29"), ""),
        (at("16:30"), "这一班 16:30 结束了，来过就请组织者记上。"),
        (at("14:00", 9), "8月10日 13:00 起才能签到，现在是 14:00。"),
        (at("09:00", 11), "这一班 8月10日 16:30 结束了，来过就请组织者记上。"),
    ],
)
def test_arrival_is_taken_from_an_hour_before_until_the_end(moment: datetime, words: str) -> None:
    assert refuse_arrival(SHIFT, moment) == words


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at("18:30"), ""),
        (at("18:31"), "签退到 18:30 为止。忘了也不要紧，按 16:30 先记，请组织者核一下。"),
    ],
)
def test_departure_is_taken_until_two_hours_after_the_end(moment: datetime, words: str) -> None:
    assert refuse_departure(SHIFT, moment) == words


@pytest.mark.parametrize(("seconds", "is_taken"), [(-60, True), (0, False), (59, False), (60, True)])
def test_thumb_that_presses_twice_is_not_gone(seconds: int, is_taken: bool) -> None:
    moment = at("14:10") + timedelta(seconds=seconds)

    assert (refuse_departure(SHIFT, moment, at("14:10")) == "") == is_taken


@pytest.mark.parametrize(
    ("moment", "wanted"), [(at("12:59"), False), (at("13:00"), True), (at("18:30"), True), (at("18:31"), False)]
)
def test_box_is_there_while_one_may_check_in_or_out(moment: datetime, wanted: bool) -> None:
    assert is_open(SHIFT, moment) == wanted


@pytest.mark.parametrize(
    ("age", "is_taken"),
    [
        (timedelta(0), True),
        (LONGEST_AGE, True),
        (LONGEST_AGE + timedelta(seconds=1), False),
        (timedelta(seconds=-1), False),
    ],
)
def test_what_a_phone_kept_is_taken_for_half_a_day(age: timedelta, is_taken: bool) -> None:
    assert (refuse_age(age) == "") == is_taken


@pytest.mark.parametrize(
    ("now", "came", "went"),
    [
        (at("14:10"), at("14:10"), at("14:10")),
        (at("16:29"), at("16:29"), at("16:29")),
        (at("16:30"), at("14:00"), at("16:30")),
        (at("18:30"), at("14:00"), at("18:30")),
        (at("18:31"), at("14:00"), at("16:30")),
        (at("10:00", 12), at("14:00"), at("16:30")),
    ],
)
def test_ticks_after_the_shift_are_by_its_hours(now: datetime, came: datetime, went: datetime) -> None:
    assert (arrival_by_hand(SHIFT, now), departure_by_hand(SHIFT, now)) == (came, went)


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at("08:00"), "还有 6 小时"),
        (at("12:00"), "还有 120 分钟"),
        (at("13:40") + timedelta(seconds=30), "还有 20 分钟"),
        (at("13:41"), "还有 19 分钟"),
        (at("14:00"), "现在开始"),
        (at("14:17"), "开始 17 分钟了"),
        (at("16:30"), "16:30 结束了"),
    ],
)
def test_countdown_counts_minutes_up_to_two_hours(now: datetime, words: str) -> None:
    assert countdown(SHIFT, now) == words


@pytest.mark.parametrize(
    ("came", "now", "words"),
    [
        (at("13:52"), at("13:52"), "13:52 签到，8 分钟后开始"),
        (at("13:52"), at("13:59"), "13:52 签到，1 分钟后开始"),
        (at("13:52"), at("14:00"), "13:52 签到"),
        (at("14:00") + timedelta(seconds=59), at("14:30"), "14:00 签到"),
        (at("14:17"), at("14:30"), "14:17 签到，晚 17 分钟"),
    ],
)
def test_late_and_early_are_told_of_who_came(came: datetime, now: datetime, words: str) -> None:
    assert tell_arrival(SHIFT, came, now) == words


@pytest.mark.parametrize(
    ("went", "words"),
    [(at("16:10"), "16:10 签退，早 20 分钟"), (at("16:30"), "16:30 签退"), (at("17:00"), "17:00 签退")],
)
def test_early_is_told_of_who_went(went: datetime, words: str) -> None:
    assert tell_departure(SHIFT, went) == words


@pytest.mark.parametrize(
    ("came", "went", "words"),
    [
        (at("13:52"), at("16:31"), "13:52—16:31"),
        (at("13:52"), None, "13:52 到"),
        (None, at("16:31"), "16:31 走"),
        (None, None, ""),
    ],
)
def test_stay_is_told_as_far_as_it_is_known(came: datetime | None, went: datetime | None, words: str) -> None:
    assert tell_stay(came, went) == words


LONGER, MOVED = Span(at("14:00"), at("17:30")), Span(at("14:00", 12), at("16:30", 12))


@pytest.mark.parametrize(
    ("stands", "kept", "counted"),
    [
        (slot(SHIFT.begins, SHIFT.ends), None, SHIFT),
        (slot(LONGER.begins, LONGER.ends), SHIFT, LONGER),
        (slot(MOVED.begins, MOVED.ends), SHIFT, SHIFT),
        (slot(None, None), SHIFT, SHIFT),
        (None, SHIFT, SHIFT),
        (slot(None, None), None, None),
        (None, None, None),
    ],
)
def test_moved_or_deleted_shift_counts_as_it_was_served(
    stands: Slot | None, kept: Span | None, counted: Span | None
) -> None:
    assert find_span(stands, kept) == counted


@pytest.mark.parametrize(("is_absent", "moments"), [(False, (at("13:52"), at("16:31"))), (True, (None, None))])
def test_stint_of_who_is_marked_as_absent_has_no_moments(
    is_absent: bool, moments: tuple[datetime | None, datetime | None]
) -> None:
    stint = make_stint("7", SHIFT, arrived_at=at("13:52"), left_at=at("16:31"), is_absent=is_absent)

    assert (stint.key, stint.day, stint.starts_at, stint.ends_at) == ("7", at("14:00").date(), *SHIFT_MOMENTS)
    assert (stint.arrived_at, stint.left_at) == moments


SHIFT_MOMENTS = (SHIFT.begins, SHIFT.ends)
