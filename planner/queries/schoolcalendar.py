"""Reading the calendars of schools: their days, what was taken in, what stands there already."""

from collections.abc import Iterable, Mapping
from datetime import date

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import CalendarDraft, Event, SchoolCalendar, SchoolDay, User
from planner.schooldays import SchoolDays

_OF_DAY = (SchoolDay.title, SchoolDay.kind, SchoolDay.first, SchoolDay.last)


def read_school_days(user: User, first: date, last: date) -> list[SchoolDays]:
    """What the units of that person have in their calendars from `first` to `last`, in day order; one statement."""
    return _read(user.roles, first, last)[1]


def read_days_of_units(spans: Mapping[int, tuple[date, date]]) -> dict[int, tuple[SchoolDays, ...]]:
    """What each of these units has in its calendar around its days; one statement, none for no unit."""
    if not spans:
        return {}
    first, last = min(one for one, _ in spans.values()), max(one for _, one in spans.values())
    units, days = _read(spans, first, last)
    found: dict[int, list[SchoolDays]] = {unit: [] for unit in spans}
    for unit, day in zip(units, days, strict=True):
        found[unit].append(day)
    return {unit: tuple(each) for unit, each in found.items()}


def list_school_days(unit_id: int, since: date) -> list[SchoolDays]:
    """All that the calendar of a unit has from that day on, in day order."""
    return _read([unit_id], since, date.max)[1]


def _read(units: Iterable[int], first: date, last: date) -> tuple[list[int], list[SchoolDays]]:
    """The days in their order, and whose each of them is."""
    within = (SchoolDay.organisation_id.in_(tuple(units)), SchoolDay.last >= first, SchoolDay.first <= last)
    order = (SchoolDay.first, SchoolDay.last.desc(), SchoolDay.id)
    rows = db.session.execute(select(SchoolDay.organisation_id, *_OF_DAY).where(*within).order_by(*order)).all()
    return [row[0] for row in rows], [SchoolDays(*row[1:]) for row in rows]


def list_calendars(unit_id: int) -> list[tuple[SchoolCalendar, int]]:
    """What was taken in, the last on top, each with how many days of it stand in the calendar; one statement."""
    wanted = select(SchoolCalendar, func.count(SchoolDay.id)).outerjoin(SchoolDay)
    of_unit = wanted.where(SchoolCalendar.organisation_id == unit_id).group_by(SchoolCalendar.id)
    return [(row[0], row[1]) for row in db.session.execute(of_unit.order_by(SchoolCalendar.id.desc()))]


def find_calendar(unit_id: int, calendar_id: int) -> SchoolCalendar | None:
    """What was taken in under that id, if it is the unit's."""
    found = db.session.get(SchoolCalendar, calendar_id)
    return found if found is not None and found.organisation_id == unit_id else None


def list_untouched_drafts(calendar_id: int) -> list[Event]:
    """The events that were drafted with it, that nobody has changed or deleted since."""
    untouched = (Event.change_number == CalendarDraft.change_number, Event.deleted_at.is_(None))
    wanted = select(Event).join(CalendarDraft, CalendarDraft.event_id == Event.id)
    return list(
        db.session.scalars(wanted.where(CalendarDraft.calendar_id == calendar_id, *untouched).order_by(Event.id))
    )


def days_there(unit_id: int, since: date) -> set[tuple[str, date]]:
    """Titles and first days of what the unit has in its calendar."""
    return {(day.title, day.first) for day in list_school_days(unit_id, since)}


def events_there(unit_id: int, since: date) -> set[tuple[str, date]]:
    """Titles and first days of the unit's events."""
    of_unit = (Event.organisation_id == unit_id, Event.deleted_at.is_(None), Event.first_date >= since)
    found = db.session.execute(select(Event.title, Event.first_date).where(*of_unit))
    return {(title, first) for title, first in found if first is not None}
