"""The volunteers of the sample event: a desk that is open, and sign-ups in every state."""

from datetime import timedelta

from planner import clock
from planner.dossier import Dossier
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Event, SignUp, User, Volunteer
from planner.people import Slot, slots_of
from planner.samples.volunteers import SampleSignUp, SampleVolunteer, load_sample_volunteers
from planner.services.shiftplaces import HOLD
from planner.services.signupdesk import open_desk
from planner.services.signups import add_volunteer
from planner.services.volunteerlog import record_volunteers

# 18:00 of the sixth day before that of the first shift.
_CLOSES_BEFORE = timedelta(days=6, hours=6)
_BENEFITS = "计志愿服务时长，管午饭，有保险，车接车送"
_BRING = "水杯、帽子、防滑鞋"


def add_sample_volunteers(event: Event, dossier: Dossier, owner: User) -> None:
    """Open sign-up of the sample event and enter its invented volunteers; `dossier` is its plan.

    They are entered as they stand and not signed up one by one, so that an installation can be tried out at any time,
    also after the days of the sample.
    """
    desk = open_desk(event, actor=owner)
    slots = {(slot.post.title, slot.shift.day): slot for slot in slots_of(dossier)}
    first = min(slot.begins for slot in slots.values() if slot.begins)
    desk.closes_at, desk.benefits, desk.bring = clock.end_of(first.date()) - _CLOSES_BEFORE, _BENEFITS, _BRING
    held_until = max(desk.closes_at, clock.now() + HOLD)
    for sample in load_sample_volunteers():
        volunteer = _enter_volunteer(event, sample, owner)
        for each in sample.sign_ups:
            desk.arrivals += 1
            entered = _enter_sign_up(volunteer, each, slots[each.post, each.day])
            entered.arrival = desk.arrivals
            entered.held_until = held_until if each.state is SignUpState.HELD else None
    record_volunteers(event, owner, "登记", "志愿者", after=f"{desk.arrivals} 人次")


def _enter_volunteer(event: Event, sample: SampleVolunteer, owner: User) -> Volunteer:
    volunteer = add_volunteer(event, sample.applicant, None, owner)
    volunteer.experienced = sample.experienced
    volunteer.trained_until, volunteer.checked_until = sample.trained_until, sample.checked_until
    return volunteer


def _enter_sign_up(volunteer: Volunteer, sample: SampleSignUp, slot: Slot) -> SignUp:
    now = clock.now()
    sign_up = SignUp(
        event_id=volunteer.event_id,
        volunteer=volunteer,
        shift=slot.key,
        state=sample.state,
        known=sample.known or slot.mark,
        leave_because=sample.leave,
        leave_asked_at=now if sample.leave else None,
        left_at=None if sample.state.is_open else now,
    )
    db.session.add(sign_up)
    return sign_up
