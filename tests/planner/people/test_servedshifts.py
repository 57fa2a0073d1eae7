"""What a shift counts as it stands: every state, what somebody has to look at, and the words beside it."""

from datetime import date
from typing import Any

import pytest

from planner.people import CountedTime, HoursNote
from planner.people.servedshifts import HoursState, ServedShift, is_waiting, sum_approved, sum_waiting

DAY = date(2027, 8, 10)
TWO_HOURS = CountedTime("1", DAY, 120)
FORGOT = CountedTime("1", DAY, 120, (HoursNote.END_PROPOSED,))
NOBODY = CountedTime("1", DAY, 0, (HoursNote.ABSENT,))
LATE = CountedTime("1", DAY, 120, (HoursNote.LATE,))


def shift(**more: Any) -> ServedShift:
    """A shift that is over, of somebody who came for two hours."""
    given = {
        "sign_up": 1,
        "post": "p",
        "content": "栈道看护",
        "place": "",
        "day": DAY,
        "hours": "",
        "counted": TWO_HOURS,
    }
    return ServedShift(**{**given, **more})


@pytest.mark.parametrize(
    ("more", "state", "minutes", "needs_look", "notes"),
    [
        ({}, "等核定", 120, False, ()),
        ({"counted": LATE}, "等核定", 120, False, ("班次结束后的时间不计",)),
        ({"counted": FORGOT}, "等核定", 120, True, ("忘了签退，先按班次结束的时间",)),
        ({"counted": NOBODY}, "等核定", 0, True, ("没有签到，不计时长",)),
        ({"counted": NOBODY, "settled": 0}, "等核定", 0, False, ()),
        ({"counted": NOBODY, "settled": 90}, "等核定", 90, False, ("改过，按规则是 0.0 小时",)),
        ({"counted": None}, "等核定", 0, True, ("这一班没有钟点，小时数要写上",)),
        ({"counted": None, "settled": 60}, "等核定", 60, False, ("改过，按规则是 0.0 小时",)),
        ({"settled": 90}, "等核定", 90, False, ("改过，按规则是 2.0 小时",)),
        ({"settled": 120, "is_approved": True}, "已核定", 120, False, ()),
        ({"day": None}, "等核定", 120, True, ()),
        ({"day": None, "settled": 120}, "等核定", 120, True, ()),
        ({"day": None, "is_over": False}, "还没结束", 0, False, ()),
        ({"is_over": False}, "还没结束", 0, False, ()),
        ({"is_over": False, "settled": 60, "is_approved": True}, "已核定", 60, False, ("改过，按规则是 2.0 小时",)),
        ({"is_absent": True, "counted": NOBODY}, "记了未到", 0, False, ()),
        ({"is_absent": True, "settled": 60}, "等核定", 60, False, ("改过，按规则是 2.0 小时",)),
        ({"excluded": "领了讲课费"}, "不计时长", 0, False, ("不是志愿服务：领了讲课费",)),
        ({"excluded": "值班", "settled": 60, "is_approved": True}, "不计时长", 0, False, ("不是志愿服务：值班",)),
    ],
)
def test_shift_as_it_stands(
    more: dict[str, Any], state: str, minutes: int, needs_look: bool, notes: tuple[str, ...]
) -> None:
    one = shift(**more)

    assert (one.state.value, one.minutes, one.needs_look, one.notes) == (state, minutes, needs_look, notes)


def test_sums_keep_approved_and_waiting_apart() -> None:
    shifts = [shift(), shift(settled=60, is_approved=True), shift(is_over=False), shift(excluded="值班")]

    assert (sum_approved(shifts), sum_waiting(shifts)) == (60, 120)
    assert [is_waiting(shifts[number:]) for number in (0, 1)] == [True, False]


def test_states_are_told_in_different_words() -> None:
    assert len({state.value for state in HoursState}) == len(HoursState)
