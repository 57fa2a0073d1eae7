"""Reading what volunteers of an event are wanted for besides: at it, and at the other events of its unit."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime, time, timedelta
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, or_, select
from sqlalchemy.orm import load_only

from budgets.persons import plain_person
from planner.days import date_near
from planner.dossier import ScheduleItem
from planner.extensions import db
from planner.models import Duty, Event, SignUp, Volunteer
from planner.nights import end_minutes, ends_too_early
from planner.nouns import Aggregate
from planner.people import Slot
from planner.people.overlaps import Engagement, Overlap, find_overlaps
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.cache import PerChange
from planner.queries.changes import select_change_keys
from planner.queries.events import CLOSED
from planner.queries.rows import read_rows_of
from planner.queries.signups import read_slots_of
from planner.telling import split_names

# Posts begin and end this much before and after the days of their event at most: rehearsals, loading.
_AROUND = timedelta(days=31)
# The event itself, and those of its unit that are not closed and lie near its shifts.
_NEAR = or_(
    Event.id == bindparam("event"),
    and_(
        Event.organisation_id == bindparam("unit"),
        Event.status.not_in(CLOSED),
        Event.deleted_at.is_(None),
        Event.first_date <= bindparam("until"),
        func.coalesce(Event.last_date, Event.first_date) >= bindparam("since"),
    ),
)
_KEYS = select_change_keys(_NEAR, (Aggregate.PLAN, Aggregate.PEOPLE))
# What is asked of the events near it: a unit may have many.
_LOOKED_AT = load_only(Event.title, Event.starts_on, Event.ends_on, Event.first_date, Event.last_date)
_EVENTS = select(Event).where(_NEAR).options(_LOOKED_AT).order_by(Event.id)
# The numbers of its people stand beside those of the events near it.
CACHE: PerChange[list[Overlap]] = PerChange(Aggregate.PLAN)


class _Placed(NamedTuple):
    """Somebody who has a place."""

    sign_up: int
    shift: str
    name: str
    phone: str | None
    event_id: int


class _OnDuty(NamedTuple):
    """Somebody whom a duty names."""

    key: str
    role: str
    name: str
    phone: str | None
    event: Event


def read_overlaps(event: Event, slots: Sequence[Slot]) -> list[Overlap]:
    """Which shifts of an event, as last committed, are had by somebody who is wanted elsewhere then.

    Kept in memory until the event or one near it changes: one statement, and six more at most.
    """
    dated = [slot for slot in slots if slot.begins is not None]
    if not dated:
        return []
    near = _near(event, dated)
    keys = tuple(tuple(row) for row in db.session.execute(_KEYS, near))
    return CACHE.get(event, lambda: _read_overlaps(event, slots, near), keys)


def _read_overlaps(event: Event, slots: Sequence[Slot], near: Mapping[str, Any]) -> list[Overlap]:
    events = {one.id: one for one in db.session.scalars(_EVENTS, near)}
    placed = _read_placed(events)
    own = [one for one in placed if one.event_id == event.id]
    if not own:
        return []
    people = _People(own)
    elsewhere = [one for one in placed if one.event_id != event.id and people.has(one.name, one.phone)]
    on_duty = [one for one in _read_on_duty(events) if people.has(one.name, one.phone)]
    others = {one.event_id: events[one.event_id] for one in elsewhere}
    by_event = read_slots_of(others.values()) | {event.id: {slot.key: slot for slot in slots}}
    shifts = [*_as_shifts(own, by_event, events)]
    return find_overlaps(shifts, [*_as_shifts(elsewhere, by_event, events), *_as_duties(on_duty, event)])


class _People:
    """Those who serve at an event, by number and by name."""

    def __init__(self, placed: Iterable[_Placed]) -> None:
        self._names = {plain_person(one.name) for one in placed} - {""}
        self._phones = {one.phone for one in placed} - {None}

    def has(self, name: str, phone: str | None) -> bool:
        """Whether one of them may be meant; a duty may name several."""
        return phone in self._phones or any(plain_person(part) in self._names for part in split_names(name))


def _near(event: Event, slots: Sequence[Slot]) -> dict[str, Any]:
    """The event itself and when its shifts are, for the statements above."""
    days = [slot.begins.date() for slot in slots if slot.begins is not None]
    since, until = min(days) - _AROUND, max(days) + _AROUND
    return {"event": event.id, "unit": event.organisation_id, "since": since, "until": until}


def _read_placed(events: Collection[int]) -> list[_Placed]:
    wanted = select(SignUp.id, SignUp.shift, Volunteer.name, Volunteer.phone_index, SignUp.event_id)
    wanted = wanted.join(Volunteer, Volunteer.id == SignUp.volunteer_id)
    wanted = wanted.where(SignUp.event_id.in_(events), SignUp.state.in_(HAVING_A_PLACE))
    return [_Placed(*row) for row in db.session.execute(wanted.order_by(SignUp.id))]


def _read_on_duty(events: Mapping[int, Event]) -> list[_OnDuty]:
    wanted = select(Duty.key, Duty.role, Duty.name, Duty.phone_index, Duty.event_id)
    named = or_(Duty.name != "", Duty.phone_index.is_not(None))
    wanted = wanted.where(Duty.event_id.in_(events), named, Duty.deleted_at.is_(None))
    found = db.session.execute(wanted.order_by(Duty.id))
    return [_OnDuty(key, role, name, phone, events[id_]) for key, role, name, phone, id_ in found]


def _as_shifts(
    placed: Iterable[_Placed], slots: Mapping[int, Mapping[str, Slot]], events: Mapping[int, Event]
) -> Iterable[Engagement]:
    for one in placed:
        slot = slots[one.event_id].get(one.shift)
        if slot is not None and slot.begins is not None and slot.ends is not None:
            yield Engagement(
                name=one.name,
                phone=one.phone,
                event_id=one.event_id,
                event=events[one.event_id].title,
                what=slot.post.title,
                begins=slot.begins,
                ends=slot.ends,
                shift=one.shift,
                sign_up=one.sign_up,
                duty=slot.post.duty,
            )


def _as_duties(on_duty: Collection[_OnDuty], event: Event) -> Iterable[Engagement]:
    """Duties at the items of the schedule that name them, each person for themselves; one statement.

    Of a duty at another event that no item with its hours names, only the days are known.
    """
    if not on_duty:
        return
    items = read_rows_of("schedule", list({one.event.id for one in on_duty}))
    for one in on_duty:
        times = [_times(item, one.event) for item in items[one.event.id] if one.key in item.duties]
        timed = [found for found in times if found is not None]
        is_vague = not timed and one.event.id != event.id and one.event.first_date is not None
        names = split_names(one.name) or [""]
        for begins, ends, what in timed or ([_whole_days(one.event)] if is_vague else []):
            for name in names:
                yield Engagement(
                    name=name,
                    phone=one.phone if len(names) == 1 else None,
                    event_id=one.event.id,
                    event=one.event.title,
                    what=f"{what}（{one.role}）" if what else f"分工“{one.role}”",
                    begins=begins,
                    ends=ends,
                    duty=one.key,
                    is_vague=is_vague,
                )


def _times(item: ScheduleItem, event: Event) -> tuple[datetime, datetime, str] | None:
    """From when until when an item lasts, where that is known; a slip of the end lasts till midnight."""
    day = item.day or (event.starts_on if event.first_date == event.last_date else None)
    there = date_near(day, event.starts_on) if day else None
    if there is None or item.start is None or item.end is None:
        return None
    begins, midnight = datetime.combine(there, item.start), datetime.combine(there, time.min)
    if ends_too_early(item.start, item.end):
        return begins, datetime.combine(there, time.max), item.title
    return begins, midnight + timedelta(minutes=end_minutes(item.start, item.end)), item.title


def _whole_days(event: Event) -> tuple[datetime, datetime, str]:
    first = event.first_date
    assert first is not None, "asked only where the days are known"
    return datetime.combine(first, time.min), datetime.combine(event.last_date or first, time.max), ""
