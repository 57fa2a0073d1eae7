"""Clocks of cameras that are wrong."""

import pytest

from planner.pictures import Photo, propose_clocks
from planner.pictures.phoneclocks import tell_span
from tests.planner.pictures.photos import OTHER_PHONE, PHONE, at, photo, span

SPANS = (span("a", "08:30", "09:00"), span("b", "13:30", "14:00"))


def taken(*moments: str, day: str = "2027-08-09") -> list[Photo]:
    """Photos of one phone at these times."""
    return [photo(number, taken=at(moment, day)) for number, moment in enumerate(moments, start=1)]


SLOW = taken("07:40", "07:50", "12:40", "12:50")


@pytest.mark.parametrize(
    ("photos", "expected"),
    [
        (SLOW, [(60, 4, 0, 4)]),
        (taken("09:40", "09:50", "14:40"), [(-60, 3, 0, 3)]),
        (taken("08:40", "13:50", "07:00", "07:05"), []),
        (taken("07:40", "07:50"), []),
        (taken("03:01", "03:02", "19:09"), []),
        (taken("08:40", "08:50", "13:40", day="2026-01-01"), [(585 * 1440, 3, 0, 3)]),
        ([photo(n) for n in range(5)], []),
    ],
)
def test_proposal_for_one_phone(photos: list[Photo], expected: list[tuple[int, int, int, int]]) -> None:
    found = propose_clocks(photos, SPANS)

    assert [(p.minutes, p.count, p.fitting_now, p.fitting_then) for p in found] == expected


def test_each_phone_is_judged_by_itself() -> None:
    right = [photo(n, f"08:{n}", clock=OTHER_PHONE) for n in range(40, 44)]

    assert [proposal.clock for proposal in propose_clocks(SLOW + right, SPANS)] == [PHONE]
    assert propose_clocks(SLOW, ()) == ()


def test_proposal_in_words() -> None:
    (proposal,) = propose_clocks(SLOW, SPANS)

    assert (proposal.direction, proposal.span, proposal.verb) == ("慢", "1 小时", "整批加 1 小时")
    assert (PHONE.label, OTHER_PHONE.label) == ("何同学的 HUAWEI P40", "李老师的手机")


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(60, "1 小时"), (-90, "1 小时 30 分钟"), (1440, "1 天"), (1500, "1 天 1 小时"), (0, "0 分钟")],
)
def test_span_in_words(minutes: int, words: str) -> None:
    assert tell_span(minutes) == words
