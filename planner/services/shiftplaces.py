"""The places of a shift: who has one, who moves up, what the rules must know of a volunteer."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.nouns import Aggregate
from planner.people import Candidate, Slot
from planner.people.signingrules import Window, needs_guardian
from planner.people.volunteerrules import VolunteerRules
from planner.people.waitinglist import KEPT_FOR_AN_ANSWER, find_next
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.signups import read_line, read_slots, sign_ups_of
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.guard import guard_event
from planner.services.jobs import enqueue_job
from planner.services.volunteerlog import record_volunteers

HOLDS_JOB = "holds"
# So long a place is kept for somebody whose guardian, or who themselves, has not answered yet.
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
        give_place(one, slot, find_rules_of_event(event), now)
        one.moved_up_at = now
    db.session.flush()
    return found


def window_of(event: Event, desk: SignUpDesk) -> Window:
    """From when until when one may sign up, in Shanghai; until the draw where that is to come."""
    return replace(desk.window, is_cancelled=event.status is EventStatus.CANCELLED)


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


def give_place(sign_up: SignUp, slot: Slot, rules: VolunteerRules, now: datetime) -> None:
    """Give somebody a place; of a minor it is held for a while until the guardian has answered."""
    volunteer = sign_up.volunteer
    candidate = Candidate(born=volunteer.month_of_birth)
    if volunteer.guardian_at is not None or not needs_guardian(candidate, slot, rules):
        sign_up.state, sign_up.held_until = SignUpState.CONFIRMED, None
        return
    is_promised = volunteer.paper_promised_at is not None
    sign_up.state, sign_up.held_until = SignUpState.HELD, hold_until(slot, now, for_paper=is_promised)
    watch_holds(sign_up.event_id, now)


def confirm_held(event: Event, volunteer: Volunteer) -> list[SignUp]:
    """Let those places become the volunteer's own that were held for the guardian's yes; returns these sign-ups.

    Whoever calls this has locked the people of the event.
    """
    held = {one.shift: one for one in sign_ups_of(volunteer.id) if one.state is SignUpState.HELD}
    for slot in read_slots(event):
        if (one := held.get(slot.key)) is not None:
            is_in_time = one.held_until is not None and clock.now() < one.held_until
            one.state, one.held_until = SignUpState.CONFIRMED if is_in_time else SignUpState.WAITING, None
            # Too late, the place may be somebody else's by now: then this one waits, as they came.
            move_up(event, slot)
    return list(held.values())


def hold_until(slot: Slot, now: datetime, *, for_paper: bool = False) -> datetime:
    """Until when a place is kept for an answer: two days, but never beyond the beginning of a shift to come.

    A paper may be handed in until then.
    """
    to_begin = slot.begins - clock.on_the_wall(now) if slot.begins is not None else HOLD
    if for_paper and to_begin > timedelta(0):
        return now + to_begin
    return now + (min(to_begin, HOLD) if to_begin > timedelta(0) else HOLD)


def watch_holds(event_id: int, now: datetime) -> None:
    """Have places that are held looked at again in an hour; once an hour for all of an event."""
    enqueue_job(HOLDS_JOB, key=f"{HOLDS_JOB}:{event_id}:{now:%Y%m%d%H}", wait=timedelta(hours=1), event=event_id)


def release_holds(event: Event, *, actor: Actor) -> int:
    """Let those move up for whom a place was held for too long; returns how many places became free."""
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    now = clock.now()
    kept = select(SignUp).where(SignUp.event_id == event.id, SignUp.state.in_(KEPT_FOR_AN_ANSWER))
    held = db.session.scalars(kept).all()
    lapsed = [one for one in held if one.held_until is not None and one.held_until <= now]
    for one in lapsed:
        one.state, one.left_at = SignUpState.LEFT, now
    shifts = {one.shift for one in lapsed}
    moved = [up for slot in read_slots(event) if slot.key in shifts for up in move_up(event, slot)]
    if lapsed:
        after = f"空出 {len(lapsed)} 个名额，候补补上 {len(moved)} 人"
        record_volunteers(event, actor, "释放", "等人答的名额", after=after)
    if len(held) > len(lapsed):
        watch_holds(event.id, now)
    return len(lapsed)


def find_slot(event: Event, shift: str) -> Slot | None:
    """The shift of that key as it stands; None when it is gone."""
    return next((slot for slot in read_slots(event) if slot.key == shift), None)
