"""The places of a shift: who has one, who moves up, what the rules must know of a volunteer."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from planner import clock
from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.people import Candidate, Slot
from planner.people.signingrules import Window, needs_guardian
from planner.people.volunteerrules import VolunteerRules
from planner.people.waitinglist import find_next
from planner.queries.signups import read_line, read_slots

RULES = VolunteerRules()
# So long a place is kept for a minor whose guardian has not answered yet.
HOLD = timedelta(hours=48)


def move_up(event: Event, slot: Slot) -> list[SignUp]:
    """Give the free places of a shift to those who wait, in order of arrival; returns who moved up.

    Whoever calls this has locked the people of the event.
    """
    now = clock.now()
    db.session.flush()
    found = [
        db.session.get_one(SignUp, one.id, populate_existing=True)
        for one in find_next(slot.shift.places, read_line(event.id, slot.key))
    ]
    for one in found:
        one.state, one.held_until = state_with_place(one.volunteer, slot, now)
        one.moved_up_at = now
    db.session.flush()
    return found


def window_of(event: Event, desk: SignUpDesk) -> Window:
    """From when until when one may sign up, in Shanghai."""
    return Window(
        opens=shanghai(desk.opens_at) if desk.opens_at else None,
        closes=shanghai(desk.closes_at) if desk.closes_at else None,
        is_closed=desk.is_closed,
        is_cancelled=event.status is EventStatus.CANCELLED,
    )


def candidate_of(volunteer: Volunteer | None, slots: Sequence[Slot], sign_ups: Sequence[SignUp] = ()) -> Candidate:
    """What the rules must know of somebody; of a stranger nothing."""
    if volunteer is None:
        return Candidate()
    taken = {one.shift for one in sign_ups if one.state.is_open}
    today = clock.today()
    return Candidate(
        born=volunteer.month_of_birth,
        trained=volunteer.trained_until is not None and volunteer.trained_until >= today,
        checked=volunteer.checked_until is not None and volunteer.checked_until >= today,
        taken=tuple(slot for slot in slots if slot.key in taken),
    )


def state_with_place(volunteer: Volunteer, slot: Slot, now: datetime) -> tuple[SignUpState, datetime | None]:
    """How a sign-up stands that gets a place, and until when it is held for the guardian's answer."""
    candidate = Candidate(born=volunteer.month_of_birth)
    if volunteer.guardian_at is None and needs_guardian(candidate, slot, RULES):
        return SignUpState.HELD, now + HOLD
    return SignUpState.CONFIRMED, None


def find_slot(event: Event, shift: str) -> Slot | None:
    """The shift of that key as it stands; None when it is gone."""
    return next((slot for slot in read_slots(event) if slot.key == shift), None)


def shanghai(moment: datetime) -> datetime:
    """A moment by the clock on the wall, as shifts are written."""
    return clock.local(moment).replace(tzinfo=None)
