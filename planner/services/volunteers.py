"""What volunteers do on their own page: change what they said, let a guardian agree, swap a shift, be erased."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from planner import clock
from planner.actors import Actor
from planner.dossier import SignUpQuestion
from planner.enums import ErasureCause, SignUpState
from planner.errors import BadInput
from planner.extensions import db
from planner.models import Erasure, Event, SignUp, Volunteer
from planner.nouns import Aggregate
from planner.people.questions import GivenAnswer, merge_answers
from planner.queries.changes import lock_aggregate
from planner.queries.signups import read_slots, sign_ups_of
from planner.services.activity import name_in_log
from planner.services.evidence import forget_set
from planner.services.feedbackerasing import settle_feedback
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_volunteer
from planner.services.remains import Remains
from planner.services.shiftplaces import confirm_held, move_up
from planner.services.signups import leave_shift, sign_up_again
from planner.services.textmasking import settle_told
from planner.services.volunteererasing import forget_certificates, forget_volunteers
from planner.services.volunteerfile import forget_filed_of, renew_filed
from planner.services.volunteerlog import record_volunteers
from planner.services.wiping import wipe_after_commit

SWAPPED = "换班"


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What a volunteer may change; name and birth are the organiser's to correct."""

    phone: str
    unit: str
    skills: str
    emergency_name: str
    emergency_phone: str
    photos: bool


def change_details(event: Event, volunteer: Volunteer, details: Details, *, actor: Actor) -> None:
    """Keep other details of a volunteer; what they were stands in no log."""
    guard_volunteer(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    for name in Details.__dataclass_fields__:
        setattr(volunteer, name, getattr(details, name))
    renew_filed(volunteer)
    record_volunteers(event, actor, "修改", "志愿者的资料")


def agree_as_guardian(
    event: Event, volunteer: Volunteer, *, name: str, phone: str, signature: str, actor: Actor
) -> list[SignUp]:
    """Note a guardian's yes with its signature: places that were held become their own; returns those sign-ups."""
    guard_volunteer(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    if not signature:
        raise BadInput("请监护人用手指写名字。", field="signature")
    volunteer.guardian_name, volunteer.guardian_phone, volunteer.signature = name, phone, signature
    volunteer.guardian_at, volunteer.paper_noted_by = clock.now(), ""
    confirmed = confirm_held(event, volunteer)
    record_volunteers(event, actor, "监护人同意", "志愿者")
    return confirmed


def answer_questions(
    event: Event, volunteer: Volunteer, answers: Sequence[GivenAnswer], asked: Sequence[SignUpQuestion], *, actor: Actor
) -> None:
    """Keep what a volunteer says to these questions; answers to others stay. What was said stands in no log."""
    guard_volunteer(event, volunteer, actor)
    lock_aggregate(event.id, Aggregate.PEOPLE)
    refuse_forgotten(volunteer)
    volunteer.answers = merge_answers(volunteer.answers, answers, asked)
    record_volunteers(event, actor, "回答", "报名问题")


def swap_shift(event: Event, old: SignUp, shift: str, volunteer: Volunteer, *, actor: Actor) -> SignUp:
    """Give up one shift for another, both or neither; raises BadInput where leaving needs the organiser's yes.

    Raises like `sign_up_again` for the new one; the caller takes back what was done.
    """
    guard_volunteer(event, volunteer, actor)
    leave_shift(event, old, because=SWAPPED, actor=actor)
    if old.state is not SignUpState.LEFT:
        raise BadInput("离那一班开始太近了，先请假，组织者同意了再报这一班。")
    db.session.flush()
    return sign_up_again(event, shift, volunteer, actor=actor)


def erase_volunteer(event: Event, volunteer: Volunteer, *, with_certificates: bool = False, actor: Actor) -> Erasure:
    """Erase what somebody said of themselves, at once (PIPL art. 47): the row stays without it, for the hours served.

    Their own page closes, shifts to come are left, and who waits moves up; the unit's file forgets them as well.
    Certificates stay as they were issued, for whoever is shown one, unless they are to go as well. Raises NotFound the
    second time.
    """
    guard_volunteer(event, volunteer, actor)
    for aggregate in (Aggregate.PEOPLE, Aggregate.REPORT, Aggregate.PHOTOS):
        lock_aggregate(event.id, aggregate)
    refuse_forgotten(volunteer)
    _leave_all(event, sign_ups_of(volunteer.id))
    forget_filed_of(event, volunteer, actor=actor)
    sealed = forget_certificates(volunteer) if with_certificates else frozenset()
    settle_told(event, [volunteer.name])
    sealed |= settle_feedback(event) | forget_volunteers([volunteer])
    report = Erasure(
        event_id=event.id,
        at=volunteer.erased_at,
        cause=ErasureCause.REQUEST,
        actor=name_in_log(actor),
        rows=1,
    )
    db.session.add(report)
    record_volunteers(event, actor, "清除", "志愿者 1 人的资料")
    wipe_after_commit(report, Remains(sealed=sealed, files=frozenset(forget_set(event.id))))
    return report


def _leave_all(event: Event, sign_ups: Iterable[SignUp]) -> None:
    """Leave every shift that has not begun."""
    now = clock.now()
    local = clock.on_the_wall(now)
    slots = {slot.key: slot for slot in read_slots(event)}
    begun = {slot.key for slot in slots.values() if slot.begins is not None and slot.begins <= local}
    freed: list[str] = []
    for sign_up in sign_ups:
        if sign_up.state.is_open and sign_up.shift not in begun:
            sign_up.state, sign_up.left_at = SignUpState.LEFT, now
            freed.append(sign_up.shift)
    for shift in freed:
        if shift in slots:
            move_up(event, slots[shift])
