"""A month as weeks of days, Monday first, with bars for what lasts several days."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from planner.holidays import holiday

NOTHING: Mapping[date, int] = MappingProxyType({})
_DAY = timedelta(days=1)
_WEEK = 7


@dataclass(frozen=True, slots=True)
class GridSpan:
    """Something that takes place from one day to another."""

    id: int
    title: str
    status: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Bar:
    """The part of a span within one week; `length` days, drawn by the day that it starts on."""

    span: GridSpan
    length: int

    @property
    def is_wide(self) -> bool:
        """Whether it reaches over more than its first day."""
        return self.length > 1


@dataclass(slots=True)
class GridDay:
    """A day of the grid. `lanes` holds from the top what is drawn: a bar, True under a bar's tail, None where free.

    `more` begin on it and are not drawn. `school` is what schools have on it.
    """

    date: date
    is_outside: bool
    is_today: bool
    festival: str
    lanes: list[Bar | bool | None]
    more: int = 0
    school: tuple[str, ...] = ()

    @property
    def is_weekend(self) -> bool:
        """Saturday or Sunday."""
        return self.date.weekday() > 4

    @property
    def bars(self) -> tuple[Bar | None, ...]:
        """Its lanes from the top: the bar that begins here, None where the day only leaves room for one."""
        return tuple(lane if isinstance(lane, Bar) else None for lane in self.lanes)


def month_grid(
    year: int, month: int, spans: Sequence[GridSpan], today: date, more: Mapping[date, int] = NOTHING
) -> list[list[GridDay]]:
    """The weeks that the month touches, with every span in a lane of its own in each week.

    `more` says how many begin on a day that are not among the spans.
    """
    first = date(year, month, 1)
    after = date(year + month // 12, month % 12 + 1, 1)
    monday = first - first.weekday() * _DAY
    weeks = []
    while monday < after:
        days = [monday + n * _DAY for n in range(_WEEK)]
        weeks.append([GridDay(d, not first <= d < after, d == today, holiday(d), [], more.get(d, 0)) for d in days])
        monday += _WEEK * _DAY
    for week in weeks:
        _lay(week, spans)
    return weeks


def _lay(week: list[GridDay], spans: Sequence[GridSpan]) -> None:
    """Put the longest that start first into the upper lanes."""
    monday, sunday = week[0].date, week[-1].date
    here = [s for s in spans if s.first <= sunday and s.last >= monday]
    for span in sorted(here, key=lambda s: (s.first, s.first - s.last, s.id)):
        start = max((span.first - monday).days, 0)
        end = min((span.last - monday).days, _WEEK - 1)
        days = week[start : end + 1]
        lane = next(n for n in range(len(here)) if all(len(d.lanes) <= n or d.lanes[n] is None for d in days))
        for offset, day in enumerate(days):
            day.lanes += [None] * (lane + 1 - len(day.lanes))
            day.lanes[lane] = True if offset else Bar(span, len(days))


def month_before(year: int, month: int) -> tuple[int, int]:
    """The month before."""
    return (year, month - 1) if month > 1 else (year - 1, 12)


def month_after(year: int, month: int) -> tuple[int, int]:
    """The month after."""
    return (year, month + 1) if month < 12 else (year + 1, 1)
