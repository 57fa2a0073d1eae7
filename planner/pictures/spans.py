"""When each item of the schedule was, and which of them a photo shows by the time it was taken."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from planner.days import Day, date_near
from planner.dossier import ScheduleItem

# An item of which no end is known lasts so long, unless the next one begins before.
_USUAL = timedelta(hours=1)
# People take pictures while they gather and while they leave.
_SLACK = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ItemSpan:
    """An item of the schedule at its moments, by the clock on the wall."""

    key: str
    title: str
    begins: datetime
    ends: datetime

    @property
    def hours(self) -> str:
        """13:30—16:00."""
        return f"{self.begins:%H:%M}—{self.ends:%H:%M}"

    def holds(self, moment: datetime, slack: timedelta = timedelta()) -> bool:
        """Whether it was on then, or within so long before or after."""
        return self.begins - slack <= moment <= self.ends + slack


def spans_of(schedule: Iterable[ScheduleItem], first_day: date | None) -> tuple[ItemSpan, ...]:
    """The items of which day and beginning are known, in their order; years that are not said are those of the event.

    An item without an end ends when the next one of its day begins, else after an hour.
    """
    anchor = Day.of(first_day) if first_day else None
    begun = [(_moment(item, anchor), item) for item in schedule]
    known = sorted(((at, item) for at, item in begun if at is not None), key=lambda pair: pair[0])
    moments = [at for at, _ in known]
    return tuple(ItemSpan(item.key, item.title, at, _end(item, at, moments)) for at, item in known)


def _moment(item: ScheduleItem, anchor: Day | None) -> datetime | None:
    day = date_near(item.day, anchor) if item.day else None
    return datetime.combine(day, item.start) if day and item.start else None


def _end(item: ScheduleItem, begins: datetime, moments: Sequence[datetime]) -> datetime:
    if item.end is not None and item.end > begins.time():
        return datetime.combine(begins.date(), item.end)
    if item.end is not None:  # past midnight
        return datetime.combine(begins.date() + timedelta(days=1), item.end)
    later = (moment for moment in moments if moment > begins)
    midnight = datetime.combine(begins.date() + timedelta(days=1), time())
    return min(next(later, midnight), begins + _USUAL, midnight)


def propose_item(taken: datetime | None, spans: Sequence[ItemSpan]) -> ItemSpan | None:
    """The one item that was on when a photo was taken, or just before or after; None where there are none, or several.

    Of items that lie within each other it is the shortest; groups that did different things at the same hours can't be
    told by the time.
    """
    if taken is None:
        return None
    for slack in (timedelta(), _SLACK):
        found = sorted((span for span in spans if span.holds(taken, slack)), key=_length)
        if len(found) > 1 and _length(found[0]) == _length(found[1]):
            return None
        if found:
            return found[0]
    return None


def _length(span: ItemSpan) -> timedelta:
    return span.ends - span.begins
