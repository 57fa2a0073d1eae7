"""What the calendar shows: a month ready to be drawn, and events that no month can show."""

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flask import url_for

from planner import clock
from planner.drawing.monthgrid import GridDay, GridSpan, month_after, month_before, month_grid
from planner.models import User
from planner.queries.calendar import DatedEvent, read_days, undated_events
from planner.queries.organisations import drafting_organisations
from planner.queries.schoolcalendar import read_school_days
from planner.schooldays import SchoolDays
from planner.views.places import event_base

# Where not all can be drawn, so many are told in words.
MOST_LISTED = 100
# Whoever drafts for more units finds their calendars on the pages of these units.
MOST_CALENDARS = 3


@dataclass(frozen=True, slots=True)
class Month:
    """A month ready to be drawn, and what takes place in it; `before` and `after` as addresses name them.

    `more` begin in it and are neither drawn nor named: the list of events has them, behind `list_href`.
    """

    year: int
    month: int
    weeks: Sequence[Sequence[GridDay]]
    events: tuple[DatedEvent, ...]
    before: str
    after: str
    more: int = 0
    list_href: str = ""
    school_days: tuple[SchoolDays, ...] = ()

    @property
    def count(self) -> int:
        """How many take place in it."""
        return len(self.events) + self.more

    @property
    def listed(self) -> tuple[DatedEvent, ...]:
        """Those that are told in words as well."""
        return self.events[:MOST_LISTED] if self.more else self.events

    @property
    def unlisted(self) -> int:
        """How many are not told in words."""
        return self.count - len(self.listed)

    @property
    def title(self) -> str:
        """2026年7月."""
        return f"{self.year}年{self.month}月"


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A month and what has no day yet; `unread` is a month of the address that can't be read."""

    month: Month
    undated: tuple[DatedEvent, ...]
    calendars: tuple[tuple[int, str], ...]
    today: date
    event_base: str
    unread: str

    @property
    def is_this_month(self) -> bool:
        """Whether it is the present month."""
        return (self.month.year, self.month.month) == (self.today.year, self.today.month)


def calendar_page(user: User, wanted: tuple[int, int] | None, *, unread: str) -> CalendarPage:
    """The page of that year and month, or of the present ones."""
    today = clock.today()
    month = draw_month(user, *(wanted or (today.year, today.month)))
    units = tuple(drafting_organisations(user)[:MOST_CALENDARS])
    return CalendarPage(month, tuple(undated_events(user)), units, today, event_base(), unread)


def draw_month(user: User, year: int, month: int) -> Month:
    """The weeks of the month with the events that the user may read."""
    today = clock.today()
    blank = month_grid(year, month, (), today)
    found = read_days(user, blank[0][0].date, blank[-1][-1].date)
    spans = [GridSpan(e.id, e.title, e.status.value, e.first, e.last) for e in found.events if e.first and e.last]
    weeks = month_grid(year, month, spans, today, found.more)
    school_days = read_school_days(user, blank[0][0].date, blank[-1][-1].date)
    for day in (day for week in weeks for day in week):
        day.school = tuple(each.title for each in school_days if each.touches(day.date, day.date))
    before, after = (f"{y}-{m:02d}" for y, m in (month_before(year, month), month_after(year, month)))
    return Month(
        year=year,
        month=month,
        weeks=weeks,
        events=tuple(e for e in found.events if _touches(e, year, month)),
        before=before,
        after=after,
        more=sum(count for day, count in found.more.items() if (day.year, day.month) == (year, month)),
        school_days=tuple(days for days in school_days if days.touches(*_ends_of(year, month))),
        list_href=url_for("listing.show", month=f"{year}-{month:02d}"),
    )


def _ends_of(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _touches(event: DatedEvent, year: int, month: int) -> bool:
    days = (event.first, event.last)
    first, last = ((d.year, d.month) if d else (0, 0) for d in days)
    return first <= (year, month) <= last
