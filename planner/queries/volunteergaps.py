"""Shifts that somebody left lately and that nobody else took: what an organiser's own page warns of."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from planner import clock
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, SignUp
from planner.people import Slot
from planner.queries.signups import has_place, read_slots_of
from planner.queries.volunteering import LATELY, count_where


@dataclass(frozen=True, slots=True)
class OpenedGap:
    """A shift to come that `left` people left lately and that is short of `gap`."""

    event: Event
    slot: Slot
    left: int
    gap: int


def find_opened_gaps(events: Collection[Event], now: datetime) -> list[OpenedGap]:
    """Such shifts of these events at a moment in Shanghai; one statement where nobody left, else four."""
    if not events:
        return []
    lately = (SignUp.state == SignUpState.LEFT) & (SignUp.left_at >= clock.now() - LATELY)
    some_left = select(SignUp.event_id).where(SignUp.event_id.in_([event.id for event in events]), lately).distinct()
    ids = set(db.session.scalars(some_left))
    if not ids:
        return []
    slots = read_slots_of([event for event in events if event.id in ids])
    counted = select(
        SignUp.event_id,
        SignUp.shift,
        count_where(has_place(clock.now()) | (SignUp.state == SignUpState.WAITING)),
        count_where(lately),
    ).where(SignUp.event_id.in_(ids))
    rows = db.session.execute(counted.group_by(SignUp.event_id, SignUp.shift))
    by_id, found = {event.id: event for event in events}, []
    for event_id, shift, taken, left in rows:
        slot = slots[event_id].get(shift)
        if (
            slot is not None
            and slot.begins is not None
            and not slot.has_begun(now)
            and left
            and slot.shift.places > taken
        ):
            found.append(OpenedGap(by_id[event_id], slot, int(left), slot.shift.places - int(taken)))
    return found
