"""A guardian's yes on paper, where no script takes a signature: promised by the volunteer, noted by the organiser."""

from planner import clock
from planner.actors import Actor
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.models import Event, Volunteer
from planner.nouns import Aggregate
from planner.people import Candidate
from planner.people.signingrules import needs_guardian
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.queries.signups import read_slots, sign_ups_of
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.activity import record_change
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event, guard_volunteer
from planner.services.shiftplaces import confirm_held, give_place, hold_until

LONGEST_NAME = 40


def promise_paper(event: Event, volunteer: Volunteer, *, actor: Actor) -> None:
    """Note that the guardian's yes comes on paper: places that are held wait for it until their shifts begin."""
    guard_volunteer(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    now = clock.now()
    volunteer.paper_promised_at = now
    slots = {slot.key: slot for slot in read_slots(event)}
    for one in sign_ups_of(volunteer.id):
        # One that has lapsed already may be somebody else's place.
        is_kept = one.state is SignUpState.HELD and one.held_until is not None and one.held_until > now
        if is_kept and one.shift in slots:
            one.held_until = hold_until(slots[one.shift], now, for_paper=True)
    _log(event, "说好带纸质同意书", actor)


def note_paper(event: Event, volunteer: Volunteer, *, actor: Actor) -> None:
    """Note that a consent signed on paper was received, and by whom: places that are held become the volunteer's own.

    Raises BadInput where the guardian has agreed already.
    """
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if volunteer.guardian_at is not None:
        raise BadInput("监护人已经同意过了。", "AGREED")
    volunteer.guardian_at, volunteer.paper_noted_by = clock.now(), actor.name[:LONGEST_NAME]
    confirm_held(event, volunteer)
    _log(event, "收到纸质同意书", actor)


def take_back_paper(event: Event, volunteer: Volunteer, *, actor: Actor) -> None:
    """Take back that a paper was received: places of shifts to come are held again.

    Raises BadInput where none was noted; a signature on the phone is not the organiser's to take back.
    """
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if not volunteer.paper_noted_by:
        raise BadInput("没有记过纸质同意书。", "NOT_NOTED")
    volunteer.guardian_at, volunteer.paper_noted_by = None, ""
    slots = {slot.key: slot for slot in read_slots(event)}
    candidate, rules = Candidate(born=volunteer.month_of_birth), find_rules_of_event(event)
    for one in sign_ups_of(volunteer.id):
        slot = slots.get(one.shift)
        if one.state is not SignUpState.CONFIRMED or slot is None or slot.has_begun(clock.wall_now()):
            continue
        if needs_guardian(candidate, slot, rules):
            give_place(one, slot, rules, clock.now())
    _log(event, "撤回纸质同意书", actor)


def _log(event: Event, verb: str, actor: Actor) -> None:
    """What happened, and nothing of whom."""
    record_change(event, actor=actor, verb=verb, subject="志愿者", where="volunteers", aggregate=Aggregate.PEOPLE)
