"""The weeks of a month and the bars in them."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from planner.drawing.monthgrid import Bar, GridDay, GridSpan, month_after, month_before, month_grid

TODAY = date(2026, 7, 22)


def span(number: int, first: date, last: date) -> GridSpan:
    """A span of that number."""
    return GridSpan(number, f"活动 {number}", "draft", first, last)


def day_of(weeks: list[list[GridDay]], day: date) -> GridDay:
    """The cell of a day."""
    return next(cell for week in weeks for cell in week if cell.date == day)


def test_weeks_begin_on_monday_and_hold_the_whole_month() -> None:
    weeks = month_grid(2026, 7, (), TODAY)

    assert (weeks[0][0].date, weeks[-1][-1].date) == (date(2026, 6, 29), date(2026, 8, 2))
    assert [cell.date for week in weeks for cell in week if cell.is_today] == [TODAY]
    assert day_of(weeks, date(2026, 6, 30)).is_outside
    assert day_of(weeks, date(2026, 7, 4)).is_weekend
    assert day_of(weeks, date(2026, 7, 1)).festival == "建党节"


def test_span_over_a_weekend_is_drawn_in_both_weeks() -> None:
    trip = span(1, date(2026, 7, 10), date(2026, 7, 14))

    weeks = month_grid(2026, 7, [trip], TODAY)

    assert day_of(weeks, date(2026, 7, 10)).lanes == [Bar(trip, 3)]
    assert day_of(weeks, date(2026, 7, 11)).lanes == [True]
    assert day_of(weeks, date(2026, 7, 13)).lanes == [Bar(trip, 2)]
    assert day_of(weeks, date(2026, 7, 15)).lanes == []


def test_span_from_another_month_reaches_in() -> None:
    weeks = month_grid(2026, 7, [span(1, date(2026, 5, 1), date(2026, 12, 1))], TODAY)

    assert all(len(cell.lanes) == 1 for week in weeks for cell in week)


def test_spans_of_one_day_lie_below_each_other() -> None:
    long, short = span(1, date(2026, 7, 20), date(2026, 7, 22)), span(2, date(2026, 7, 21), date(2026, 7, 21))

    cell = day_of(month_grid(2026, 7, [short, long], TODAY), date(2026, 7, 21))

    assert cell.lanes == [True, Bar(short, 1)]
    assert cell.bars == (None, Bar(short, 1))


def test_bar_is_wide_from_the_second_day_on() -> None:
    one_day = span(1, TODAY, TODAY)

    assert [Bar(one_day, length).is_wide for length in (1, 2)] == [False, True]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 20)), max_size=12))
def test_every_day_of_every_span_is_drawn_once(spans: list[tuple[int, int]]) -> None:
    base = date(2026, 6, 25)
    made = [
        span(n, base + timedelta(days=start), base + timedelta(days=start + length))
        for n, (start, length) in enumerate(spans)
    ]

    for week in month_grid(2026, 7, made, TODAY):
        drawn: dict[date, int] = dict.fromkeys((cell.date for cell in week), 0)
        for cell in week:
            for bar in cell.lanes:
                if isinstance(bar, Bar):
                    for offset in range(bar.length):
                        drawn[cell.date + timedelta(days=offset)] += 1
        assert drawn == {cell.date: sum(s.first <= cell.date <= s.last for s in made) for cell in week}


def test_months_around_the_turn_of_a_year() -> None:
    assert month_before(2026, 1) == (2025, 12)
    assert month_after(2026, 12) == (2027, 1)
