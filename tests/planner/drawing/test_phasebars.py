"""Phases as bars over weeks."""

from datetime import date

import pytest

from planner.days import Day
from planner.dossier import Phase
from planner.drawing.phasebars import phase_axis

TODAY = date(2027, 5, 15)


def phases(*spans: str) -> tuple[Phase, ...]:
    """Phases of spans such as 2027-05-01…2027-05-10; an open end is nothing."""
    ends = [[Day.parse(text) if text else None for text in span.split("…")] for span in spans]
    return tuple(Phase(f"p{n}", f"阶段{n}", first, last) for n, (first, last) in enumerate(ends))


@pytest.mark.parametrize("spans", [(), ("…",), ("…2027-05-10",)])
def test_nothing_is_drawn_while_no_day_is_known(spans: tuple[str, ...]) -> None:
    assert phase_axis(phases(*spans), TODAY) is None


def test_bars_share_the_axis_and_name_the_hole_between_them() -> None:
    axis = phase_axis(phases("2027-05-01…2027-05-10", "2027-05-21…2027-05-30", "…"), TODAY)

    assert axis is not None
    assert [(round(b.left), round(b.width)) for b in axis.bars] == [(0, 33), (67, 33)]
    assert [b.gap and tuple(map(round, b.gap)) for b in axis.bars] == [(33, 33), None]
    assert (round(axis.today or 0), [word for word, _ in axis.weeks]) == (47, ["5/1", "5/8", "5/15", "5/22", "5/29"])


def test_overlapping_phases_have_no_hole() -> None:
    axis = phase_axis(phases("2027-05-01…2027-05-20", "2027-05-10…2027-05-30"), TODAY)

    assert axis is not None
    assert [b.gap for b in axis.bars] == [None, None]


def test_one_day_has_a_width_and_an_open_end_is_a_day() -> None:
    axis = phase_axis(phases("2027-05-01…", "2027-05-02…2027-05-02"), TODAY)

    assert axis is not None
    assert [(b.left, b.width) for b in axis.bars] == [(0, 50), (50, 50)]
    assert axis.today is None


def test_unknown_years_are_drawn_without_today() -> None:
    axis = phase_axis(phases("12月20日…12月28日", "1月2日…1月5日"), TODAY)

    assert axis is not None
    assert [round(b.left) for b in axis.bars] == [0, 76]
    assert axis.today is None


@pytest.mark.parametrize(
    "span", ["2200-12-01…2200-12-31", "1900-01-01…1900-01-31", "2027-01-01…2200-12-31", "2月29日…3月1日"]
)
def test_far_days_can_be_drawn(span: str) -> None:
    axis = phase_axis(phases(span), TODAY)

    assert axis is not None
    assert 4 <= len(axis.weeks) + 4 <= 16
    assert axis.bars[0].width == 100
