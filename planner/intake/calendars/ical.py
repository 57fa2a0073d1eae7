"""The entries of an iCalendar text (RFC 5545) with their days.

Only the child process imports this (`planner.intake.calendars.child`): a rule of repetition can take for ever.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

import recurring_ical_events
from icalendar import Calendar

from planner.intake.calendars.entries import CalendarEntry, CalendarFile, Span

MOST_SPANS = 5000
_TAKEN = frozenset(("DAILY", "WEEKLY", "MONTHLY", "YEARLY"))
_SHANGHAI = ZoneInfo("Asia/Shanghai")
_DAY = timedelta(days=1)
# An entry or a whole calendar: the library says of each property that it may be any of thirty kinds.
Component = Any
NO_START, TOO_OFTEN, CANCELLED, UNREADABLE = "没有开始日期", "按小时、分钟重复", "已取消", "日期读不懂"


def read_entries(text: str, first: date, last: date) -> CalendarFile:
    """All entries, each with those of its spans that touch the days from `first` to `last`.

    Once they take place 5,000 times together the rest is left. Raises ValueError for a text that is no calendar.
    """
    entries: list[CalendarEntry] = []
    left = MOST_SPANS
    for calendar in Calendar.from_ical(text, multiple=True):
        for series in _list_series(calendar):
            if left <= 0:
                return CalendarFile(tuple(entries), is_cut=True)
            entry, count = _read_series(calendar, series, first, last)
            entries.append(entry)
            left -= count
    return CalendarFile(tuple(entries))


def _list_series(calendar: Component) -> Iterator[Sequence[Component]]:
    """Each entry with those that change single days of it; what has no identity is alone."""
    events = list(enumerate(calendar.walk("VEVENT")))
    keyed = [(str(event.get("UID") or f"\0{number}"), event) for number, event in events]
    places: dict[str, int] = {}
    for key, _ in keyed:
        places.setdefault(key, len(places))
    ordered = sorted(keyed, key=lambda each: places[each[0]])
    for _, found in groupby(ordered, key=lambda each: each[0]):
        yield [event for _, event in found]


def _read_series(
    calendar: Component, series: Sequence[Component], first: date, last: date
) -> tuple[CalendarEntry, int]:
    """One entry, and how often it takes place."""
    main = next((event for event in series if "RECURRENCE-ID" not in event), series[0])
    title = " ".join(str(main.get("SUMMARY") or "").split())
    if fault := _find_fault(main):
        return CalendarEntry(title, fault=fault), 0
    try:
        found = [main] if len(series) == 1 and not _repeats(main) else _expand(calendar, series, first, last)
        spans = sorted({_span_of(event) for event in found if str(event.get("STATUS", "")).upper() != "CANCELLED"})
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return CalendarEntry(title, fault=UNREADABLE), 0
    inside = tuple(span for span in spans if span[0] <= last and span[1] >= first)
    return CalendarEntry(title, _join(inside), zone=_unknown_zone(main)), len(spans)


def _find_fault(event: Component) -> str:
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return CANCELLED
    if "DTSTART" not in event:
        return NO_START
    rules = _as_list(event.get("RRULE", []))
    if any(str(each).upper() not in _TAKEN for rule in rules for each in _as_list(rule.get("FREQ", []))):
        return TOO_OFTEN
    # A step of nothing never ends.
    return UNREADABLE if any(each < 1 for rule in rules for each in _as_list(rule.get("INTERVAL", []))) else ""


def _repeats(event: Component) -> bool:
    return "RRULE" in event or "RDATE" in event


def _expand(calendar: Component, series: Sequence[Component], first: date, last: date) -> Sequence[Component]:
    alone = Calendar()
    for part in (*calendar.walk("VTIMEZONE"), *series):
        alone.add_component(part)
    found: Sequence[Component] = recurring_ical_events.of(alone).between(first, last + _DAY)
    return found


def _span_of(event: Component) -> Span:
    """The days of one occurrence in Shanghai; an end at midnight belongs to the day before."""
    start = event["DTSTART"].dt
    end = event["DTEND"].dt if "DTEND" in event else start + event["DURATION"].dt if "DURATION" in event else start
    first, last = _day_of(start), _day_of(end)
    ends_at_midnight = not isinstance(end, datetime) or _local(end).time() == time.min
    return first, max(first, last - _DAY if ends_at_midnight else last)


def _day_of(moment: Any) -> date:
    day: date = _local(moment).date() if isinstance(moment, datetime) else moment
    return day


def _local(moment: datetime) -> datetime:
    return moment.astimezone(_SHANGHAI) if moment.tzinfo else moment


def _join(spans: Sequence[Span]) -> tuple[Span, ...]:
    """Spans that touch or overlap as one: an exam on three days that is entered day by day is one exam."""
    joined: list[Span] = []
    for first, last in spans:
        if joined and first <= joined[-1][1] + _DAY:
            joined[-1] = joined[-1][0], max(joined[-1][1], last)
        else:
            joined.append((first, last))
    return tuple(joined)


def _unknown_zone(event: Component) -> str:
    """The time zone that is named and that nobody knows; "" as a rule."""
    start = event["DTSTART"]
    is_floating = isinstance(start.dt, datetime) and start.dt.tzinfo is None
    return str(start.params.get("TZID", "")) if is_floating else ""


def _as_list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
