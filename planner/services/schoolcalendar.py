"""The calendar of a school: taken in as one, with drafts of what is to be an event, and taken back as one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from planner.days import Day
from planner.errors import BadInput
from planner.extensions import db
from planner.models import CalendarDraft, SchoolCalendar, SchoolDay, User
from planner.queries.schoolcalendar import list_untouched_drafts
from planner.schooldays import SchoolDays
from planner.services.activity import LONG_NAME
from planner.services.events import create_event, delete_event
from planner.services.guard import guard_drafting
from planner.services.locks import lock, lock_unit
from planner.services.unitlog import record_unit_change

LONG_TITLE = 120
MOST_DAYS, MOST_DRAFTS = 500, 50


@dataclass(frozen=True, slots=True)
class PlannedEvent:
    """An entry that is to be an event: its title, its kind by the code, its days."""

    title: str
    kind: str
    first: date
    last: date


def take_in_calendar(
    unit_id: int, name: str, days: Sequence[SchoolDays], events: Sequence[PlannedEvent], *, actor: User
) -> SchoolCalendar:
    """Keep these days in the calendar of a unit and draft these events, as one; `name` says where they come from.

    Raises BadInput for nothing at all and for more than one calendar holds.
    """
    guard_drafting(unit_id, actor)
    if not days and not events:
        raise BadInput("还没有定下哪一条，先选几条。")
    if len(days) > MOST_DAYS or len(events) > MOST_DRAFTS:
        raise BadInput(f"一次最多放 {MOST_DAYS} 条进校历、建 {MOST_DRAFTS} 个活动，其余的选“不要”。")
    lock_unit(unit_id)
    made = SchoolCalendar(organisation_id=unit_id, name=name[:LONG_TITLE], added_by=actor.name[:LONG_NAME])
    db.session.add(made)
    db.session.flush()
    for day in days:
        kept = {"kind": day.kind, "first": day.first, "last": day.last, "title": day.title[:LONG_TITLE]}
        db.session.add(SchoolDay(organisation_id=unit_id, calendar_id=made.id, **kept))
    for planned in events:
        _draft(made, planned, actor)
    subject = f"{made.name}，{len(days)} 条，{len(events)} 个活动"
    record_unit_change(unit_id, actor=actor, verb="放入校历", subject=subject)
    return made


def _draft(calendar: SchoolCalendar, planned: PlannedEvent, actor: User) -> None:
    event = create_event(
        planned.kind,
        title=planned.title[:LONG_TITLE],
        organisation_id=calendar.organisation_id,
        actor=actor,
        starts_on=Day.of(planned.first),
        days=(planned.last - planned.first).days + 1,
    )
    db.session.flush()
    db.session.add(CalendarDraft(event_id=event.id, calendar_id=calendar.id, change_number=event.change_number))


def take_back_calendar(calendar: SchoolCalendar, *, actor: User) -> int:
    """Take its days out of the calendar, and delete the events that were drafted with it and that nobody has changed.

    Says how many events were deleted; they can be restored like others.
    """
    guard_drafting(calendar.organisation_id, actor)
    lock_unit(calendar.organisation_id)
    drafts = list_untouched_drafts(calendar.id)
    for event in drafts:
        lock(event)
        delete_event(event, actor=actor)
    record_unit_change(calendar.organisation_id, actor=actor, verb="撤销校历", subject=calendar.name)
    db.session.delete(calendar)
    db.session.flush()
    return len(drafts)
