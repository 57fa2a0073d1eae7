"""What is known of the days of an event while words for days are read."""

from dataclasses import dataclass
from datetime import date, timedelta

from planner.days import Day, date_near, day_near

_YEAR = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class DayFrame:
    """The first and the last day of the event, and the day that was read before (同上, 次日).

    Each is None while it isn't known; an event of one day may have no `last`.
    """

    first: Day | None = None
    last: Day | None = None
    previous: Day | None = None

    @property
    def anchor(self) -> Day | None:
        """The day that days without a year lie near to: the first of the event, else the one read before."""
        return next((day for day in (self.first, self.previous) if day is not None and day.year), None)

    @property
    def dates(self) -> tuple[date, ...]:
        """All days of the event; none while its first day has no year, or when it lasts longer than a year."""
        first = self.first.date if self.first else None
        last = date_near(self.last, self.first) if self.last else first
        if first is None or last is None or not timedelta(0) <= last - first <= _YEAR:
            return ()
        return tuple(first + timedelta(days=n) for n in range((last - first).days + 1))

    def place(self, day: Day) -> Day:
        """The day with the year that brings it nearest to the event; as it is while no year is known.

        2月29日 stays without a year where none of the years around the event has it.
        """
        if day.year:
            return day
        ends = [Day.of(self.dates[0]), Day.of(self.dates[-1])] if self.dates else [self.anchor]
        near = [found for found in (day_near(day, end).date for end in ends) if found is not None]
        return Day.of(min(near, key=self.distance)) if near else day

    def distance(self, day: date) -> int:
        """How many days a date lies outside of the event; 0 within it, or while its days are not known."""
        dates = self.dates
        if not dates:
            return 0
        return max((dates[0] - day).days, (day - dates[-1]).days, 0)
