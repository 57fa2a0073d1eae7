"""Asking volunteers of the unit's file for a shift: they are put there, and answer on their own page."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.enums import SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, FiledVolunteer, Filing, SignUp, SignUpDesk, Volunteer
from planner.people import Slot
from planner.people.agreements import CURRENT
from planner.people.applicants import Applicant
from planner.people.birthmonths import read_birth_month
from planner.people.signingrules import Refusal, SignUpReason, tell_moment
from planner.people.volunteerfile import latest
from planner.permissions import can_ask_from_file
from planner.queries.signups import find_volunteer, offers_of
from planner.queries.volunteerfile import count_service, find_same, read_filed
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event, guard_volunteer
from planner.services.shiftplaces import find_slot, give_place, hold_until, move_up, watch_holds
from planner.services.signupdesk import lock_desk
from planner.services.signups import SigningRefused, add_volunteer, enter_volunteer, free_places, open_shift
from planner.services.volunteerfile import STANDING
from planner.services.volunteerlog import name_shift, record_volunteers

NOT_ASKED = "没有请你来这一班，或者已经答过了。"


@dataclass(slots=True)
class InviteResult:
    """Who was put on the shift, who stood there before, whom a rule refused."""

    made: list[SignUp] = field(default_factory=list)
    already: list[str] = field(default_factory=list)
    refused: list[tuple[str, Refusal]] = field(default_factory=list)


def invite_filed(event: Event, shift: str, filed_ids: Sequence[int], *, is_agreed: bool, actor: Actor) -> InviteResult:
    """Put these of the unit's file on a shift, with their training and record check.

    Whoever `is_agreed` said yes to the organiser: they have a place, or wait where none is free. For the others a place
    is kept until they answer on their own page; raises BadInput FULL for more of them than there are free places, and
    LOTTERY while places are still to be drawn.
    """
    guard_event(event, actor, can_ask_from_file)
    desk, offer, slots = open_shift(event, shift, actor)
    if not is_agreed:
        _refuse_before_draw(desk)
    filed, result = read_filed(event.organisation_id, filed_ids), InviteResult()
    if not is_agreed and len(filed) > free_places(offer):
        words = f"还空 {free_places(offer)} 个名额，选了 {len(filed)} 人：少选几位，或者先加名额。"
        raise BadInput(words, SignUpReason.FULL.value)
    counts = count_service([one.id for one in filed])
    for one in filed:
        has_served = one.id in counts and counts[one.id].events > 0
        try:
            # Of whom a rule refuses nothing stays at this event.
            with db.session.begin_nested():
                volunteer = _find_volunteer(event, one) or _add_volunteer(event, one, actor)
                _hand_on_standing(one, volunteer, has_served=has_served)
                offer = offers_of([offer.slot], event.id)[0]
                made = enter_volunteer(event, desk, offer, slots, volunteer, has_place=free_places(offer) > 0)
                if not is_agreed:
                    _keep_place(made, offer.slot)
        except SigningRefused as refused:
            _note_refusal(result, one.name, refused.refusal)
            continue
        result.made.append(made)
    if result.made:
        verb = "报名" if is_agreed else "请志愿者"
        record_volunteers(event, actor, verb, name_shift(offer.slot), after=f"{len(result.made)} 人")
    return result


def _refuse_before_draw(desk: SignUpDesk) -> None:
    """Raise BadInput LOTTERY while places are still to be drawn: none is kept for anybody past the draw."""
    if desk.coming_draw is not None:
        when = tell_moment(clock.on_the_wall(desk.coming_draw.draws_at))
        raise BadInput(f"名额 {when} 抽签，抽签以前不能留。已经说好来的，可以直接加进抽签。", "LOTTERY")


def _find_volunteer(event: Event, filed: FiledVolunteer) -> Volunteer | None:
    """The volunteer of the event whom the file means."""
    known = select(Volunteer).join(Filing, Filing.volunteer_id == Volunteer.id)
    found = db.session.scalars(known.where(Filing.filed_id == filed.id, Volunteer.event_id == event.id)).first()
    return found or find_volunteer(event.id, name=filed.name, phone=filed.phone)


def _add_volunteer(event: Event, filed: FiledVolunteer, actor: Actor) -> Volunteer:
    applicant = Applicant(
        name=filed.name,
        phone=filed.phone,
        sex=filed.sex,
        born=read_birth_month(filed.born),
        unit=filed.unit,
        skills=filed.skills,
    )
    return add_volunteer(event, applicant, None, actor)


def _hand_on_standing(filed: FiledVolunteer, volunteer: Volunteer, *, has_served: bool) -> None:
    """What the file knows of somebody holds at this event as well, and from now on they are the same one."""
    volunteer.experienced = bool(volunteer.experienced or filed.experienced or has_served)
    for name in STANDING:
        setattr(volunteer, name, latest(getattr(filed, name), getattr(volunteer, name)))
    db.session.flush()
    if db.session.get(Filing, volunteer.id) is None:
        db.session.add(Filing(volunteer_id=volunteer.id, filed_id=filed.id))


def _note_refusal(result: InviteResult, name: str, refusal: Refusal) -> None:
    if refusal.reason is SignUpReason.TAKEN:
        result.already.append(name)
    else:
        result.refused.append((name, refusal))


def _keep_place(made: SignUp, slot: Slot) -> None:
    """Keep the place until they answer, but never beyond the beginning of the shift."""
    now = clock.now()
    made.state, made.held_until = SignUpState.INVITED, hold_until(slot, now)
    watch_holds(made.event_id, now)


def take_standing(event: Event, volunteer: Volunteer, *, actor: Actor) -> None:
    """Let hold at this event what the unit's file knows of somebody of the same name and number."""
    guard_event(event, actor, can_ask_from_file)
    lock_desk(event)
    refuse_forgotten(volunteer)
    filed = find_same(event.organisation_id, name=volunteer.name, phone=volunteer.phone) if volunteer.phone else None
    if filed is None:
        raise NotFound("档案里没有同名同号的人，可能本人已经取消。")
    counts = count_service([filed.id])
    _hand_on_standing(filed, volunteer, has_served=filed.id in counts and counts[filed.id].events > 0)
    record_volunteers(event, actor, "用档案里的培训和查询", "志愿者", after="1 人")


def accept_invitation(event: Event, sign_up: SignUp, *, agrees: bool, actor: Actor) -> SignUp:
    """Note the yes of somebody who was asked, by their own page: the place is theirs.

    Raises BadInput while they have not agreed to the texts of `people.agreements`, NotFound once it is too late. After
    the time that the place was kept for they wait like all others.
    """
    guard_volunteer(event, sign_up.volunteer, actor)
    lock_desk(event)
    db.session.refresh(sign_up)
    refuse_forgotten(sign_up.volunteer)
    slot, volunteer, now = find_slot(event, sign_up.shift), sign_up.volunteer, clock.now()
    if slot is None or sign_up.state is not SignUpState.INVITED:
        raise NotFound(NOT_ASKED)
    if slot.begins is not None and clock.on_the_wall(now) >= slot.begins:
        raise BadInput("这一班已经开始了，请直接找组织者。", SignUpReason.CLOSED.value)
    if not volunteer.agreement:
        if not agrees:
            raise BadInput("两条都读过、勾上，再答“来”。")
        volunteer.agreement, volunteer.agreed_at = CURRENT.version, now
    sign_up.known = slot.mark
    if sign_up.held_until is not None and now < sign_up.held_until:
        give_place(sign_up, slot, find_rules_of_event(event), now)
    else:
        sign_up.state, sign_up.held_until = SignUpState.WAITING, None
        move_up(event, slot)
    record_volunteers(event, actor, "答应来", name_shift(slot))
    return sign_up
