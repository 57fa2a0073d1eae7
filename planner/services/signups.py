"""Signing up for a shift, and leaving it: judged under the lock of the event's people.

So no place is had twice.
"""

import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, LinkPurpose, SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.people import Offer, Slot
from planner.people.agreements import CURRENT
from planner.people.applicants import Applicant
from planner.people.signingrules import Refusal, SignUpReason, judge_person, judge_places, judge_slot, judge_window
from planner.queries.signups import locked_slots, offers_of, pick_by_name, sign_ups_of, volunteers_by_phone
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.attendance import refuse_present
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_signing_up, guard_volunteer
from planner.services.insertion import insert_new
from planner.services.links import make_link
from planner.services.shiftplaces import (
    candidate_of,
    find_slot,
    give_place,
    move_up,
    window_of,
)
from planner.services.signupdesk import lock_desk
from planner.services.volunteerfile import file_volunteer
from planner.services.volunteerlog import name_shift, record_volunteers

SHIFT_GONE = "这一班刚刚被组织者删掉了，看看别的班。"
_CODE_DIGITS = 4


class SigningRefused(BadInput):
    """A shift can't be had; `refusal` says why, and which other shift stands in the way."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence, refusal.reason.value)
        self.refusal = refusal


def sign_up(
    event: Event,
    shift: str,
    applicants: Sequence[Applicant],
    *,
    actor: Actor,
    may_wait: bool = True,
    leader: Applicant | None = None,
    known: Mapping[str, Sequence[Volunteer]] | None = None,
) -> list[SignUp]:
    """Sign these people up for a shift; as many have a place as there are free ones.

    The first is the contact of all, unless a `leader` is, who need not serve. The others wait, if they `may_wait`;
    whoever is under age and has no signature of a guardian yet is held. Somebody who gave the same name and number
    before is the same volunteer; `known` are those of a phone that the caller has read under the lock. Raises
    SigningRefused with the reason, for the whole group: nobody is signed up then. Returned in the order given, each
    with its volunteer.
    """
    guard_signing_up(event, actor)
    desk, offer, slots = open_shift(event, shift, actor)
    _check_places(desk, offer, len(applicants), may_wait=may_wait)
    made: list[SignUp] = []
    contact = _find_or_add(event, leader, None, actor, known or {}) if leader else None
    for applicant in applicants:
        volunteer = _find_or_add(event, applicant, contact, actor, known or {})
        contact = contact or volunteer
        made.append(enter_volunteer(event, desk, offer, slots, volunteer, has_place=len(made) < free_places(offer)))
        if applicant.keeps:
            file_volunteer(event, volunteer)
    if desk.coming_draw:
        _share_lot(made)
    _write(made)
    record_sign_ups(event, offer.slot, made, actor)
    return made


def _write(made: Sequence[SignUp]) -> None:
    """Write a link, a volunteer and a sign-up for each who is new: those of a group together, its contact first."""
    new = db.session.new
    volunteers = [one.volunteer for one in made if one.volunteer in new]
    contacts = list(dict.fromkeys(one.led_by or one for one in volunteers))
    everybody = [one for one in dict.fromkeys((*contacts, *volunteers)) if one in new]
    insert_new([one.link for one in everybody if one.link is not None])
    for rows in (contacts, volunteers, made):
        insert_new(rows)


def sign_up_again(event: Event, shift: str, volunteer: Volunteer, *, actor: Actor, may_wait: bool = True) -> SignUp:
    """Sign somebody up for one more shift who is known by their own page; raises like `sign_up`."""
    guard_volunteer(event, volunteer, actor)
    desk, offer, slots = open_shift(event, shift, actor)
    refuse_forgotten(volunteer)
    _check_places(desk, offer, 1, may_wait=may_wait)
    made = enter_volunteer(event, desk, offer, slots, volunteer, has_place=free_places(offer) > 0)
    record_sign_ups(event, offer.slot, [made], actor)
    return made


def leave_shift(event: Event, sign_up: SignUp, *, because: str, actor: Actor) -> SignUp:
    """Leave a shift; whoever waits moves up. Too late for that, a volunteer who has a place asks the organiser.

    Raises NotFound for one that was left before, BadInput once the shift has begun or they have checked in.
    """
    guard_volunteer(event, sign_up.volunteer, actor)
    desk = lock_desk(event)
    db.session.refresh(sign_up)
    refuse_forgotten(sign_up.volunteer)
    slot = find_slot(event, sign_up.shift)
    if not sign_up.state.is_open:
        raise NotFound("这一班已经退过了。")
    refuse_present(sign_up)
    now = clock.now()
    if slot is not None and slot.begins is not None and clock.on_the_wall(now) >= slot.begins:
        raise BadInput("这一班已经开始了，请直接找组织者。", SignUpReason.CLOSED.value)
    sign_up.leave_because = because
    if actor.kind is ActorKind.VISITOR and must_be_agreed(desk, sign_up, slot, now):
        sign_up.leave_asked_at = now
        record_volunteers(event, actor, "请假", name_shift(slot))
        return sign_up
    sign_up.state, sign_up.left_at = SignUpState.LEFT, now
    record_volunteers(event, actor, "退出", name_shift(slot))
    if slot is not None:
        move_up(event, slot)
    return sign_up


def agree_to_changes(event: Event, sign_up: SignUp, *, actor: Actor) -> None:
    """Say that one still comes although day, hours or place are others now."""
    guard_volunteer(event, sign_up.volunteer, actor)
    lock_desk(event)
    db.session.refresh(sign_up)
    refuse_forgotten(sign_up.volunteer)
    slot = find_slot(event, sign_up.shift)
    if slot is None:
        raise NotFound(SHIFT_GONE)
    if not sign_up.state.is_open:
        raise NotFound("这一班已经退过了。")
    sign_up.known = slot.mark
    record_volunteers(event, actor, "还能来", name_shift(slot))


def open_shift(event: Event, shift: str, actor: Actor) -> tuple[SignUpDesk, Offer, tuple[Slot, ...]]:
    """The shift as it stands under the lock; raises SigningRefused where nobody can have it."""
    desk = lock_desk(event)
    slots = locked_slots(event)
    slot = next((slot for slot in slots if slot.key == shift), None)
    if slot is None or (actor.kind is ActorKind.VISITOR and not slot.post.public):
        raise NotFound(SHIFT_GONE)
    now = clock.wall_now()
    # Whoever works on the event puts people in before sign-up opens, and after it has closed.
    closed = judge_window(window_of(event, desk), now) if actor.kind is ActorKind.VISITOR else None
    if refusal := closed or judge_slot(slot, now) or _judge_draw(desk):
        raise SigningRefused(refusal)
    offer = offers_of([slot], event.id)[0]
    if offer.waiting and offer.left and move_up(event, slot):
        offer = offers_of([slot], event.id)[0]
    return desk, offer, slots


def _check_places(desk: SignUpDesk, offer: Offer, count: int, *, may_wait: bool) -> None:
    """Raise SigningRefused where so many do not find places and do not want to wait; lots are drawn for any number."""
    if not may_wait and desk.coming_draw is None and (refusal := judge_places(offer, count)):
        raise SigningRefused(refusal)


def _judge_draw(desk: SignUpDesk) -> Refusal | None:
    """Nobody is put in between the moment of the draw and the draw itself."""
    if desk.coming_draw is None or clock.now() < desk.coming_draw.draws_at:
        return None
    return Refusal(SignUpReason.CLOSED, "正在抽签，过几分钟再来。")


def _share_lot(group: Sequence[SignUp]) -> None:
    """A group goes into the draw as one: with the number of the first of them."""
    for one in group:
        one.lot = group[0].lot


def free_places(offer: Offer) -> int:
    """How many who come now have a place: none while others wait."""
    return 0 if offer.waiting else offer.left


def _find_or_add(
    event: Event,
    applicant: Applicant,
    contact: Volunteer | None,
    actor: Actor,
    known: Mapping[str, Sequence[Volunteer]],
) -> Volunteer:
    """The volunteer of that name and number, or a new one with a link to their own page and a code."""
    if not applicant.phone:
        return add_volunteer(event, applicant, contact, actor)
    # The contact of a group may come along, and is not in the database yet.
    if contact is not None and (contact.name, contact.phone) == (applicant.name, applicant.phone):
        return contact
    phone = applicant.phone
    found = known[phone] if phone in known else volunteers_by_phone(event.id, phone)
    same = pick_by_name(found, applicant.name)
    return same or add_volunteer(event, applicant, contact, actor)


def add_volunteer(event: Event, applicant: Applicant, contact: Volunteer | None, actor: Actor) -> Volunteer:
    """A new volunteer with a link to their own page and a code to find it again."""
    usual = LINK_RULES[LinkPurpose.VOLUNTEER].usual
    assert usual is not None, "links to one's own page end by themselves"
    now = clock.now()
    link, _ = make_link(LinkPurpose.VOLUNTEER, expires_at=now + usual, actor=actor, event=event, at_once=False)
    born = "{:04d}-{:02d}".format(*applicant.born) if applicant.born else ""
    volunteer = Volunteer(
        event_id=event.id,
        link=link,
        led_by=contact,
        born=born,
        code="".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS)),
        guardian_at=now if applicant.signature else None,
        agreement=CURRENT.version if applicant.agrees else "",
        agreed_at=now if applicant.agrees else None,
        **{name: getattr(applicant, name) for name in _AS_SAID},
    )
    db.session.add(volunteer)
    return volunteer


_AS_SAID = (
    "name",
    "phone",
    "sex",
    "unit",
    "skills",
    "emergency_name",
    "emergency_phone",
    "guardian_name",
    "guardian_phone",
    "signature",
    "answers",
    "photos",
)


def enter_volunteer(
    event: Event, desk: SignUpDesk, offer: Offer, slots: Sequence[Slot], volunteer: Volunteer, *, has_place: bool
) -> SignUp:
    """Enter one person; raises SigningRefused with the first rule that speaks against it."""
    is_new = volunteer.created_at is None
    earlier = [] if is_new else sign_ups_of(volunteer.id)
    candidate, rules = candidate_of(volunteer, slots, earlier), find_rules_of_event(event)
    if refusal := judge_person(candidate, offer.slot, rules):
        raise SigningRefused(refusal)
    desk.arrivals += 1
    sign_up = next((one for one in earlier if one.shift == offer.slot.key), None)
    if sign_up is None:
        sign_up = SignUp(event_id=event.id, volunteer=volunteer, shift=offer.slot.key)
        db.session.add(sign_up)
    sign_up.state, sign_up.held_until, sign_up.arrival = SignUpState.WAITING, None, desk.arrivals
    sign_up.lot = ""
    sign_up.known, sign_up.left_at, sign_up.leave_asked_at = offer.slot.mark, None, None
    sign_up.leave_because = sign_up.word = ""
    if desk.coming_draw:
        sign_up.state, sign_up.lot = SignUpState.ENTERED, str(desk.arrivals)
    elif has_place:
        give_place(sign_up, offer.slot, rules, clock.now())
    return sign_up


def must_be_agreed(desk: SignUpDesk, sign_up: SignUp, slot: Slot | None, now: datetime) -> bool:
    """Whether a volunteer who leaves at that moment has to wait for the organiser's yes."""
    if sign_up.state is not SignUpState.CONFIRMED or slot is None or slot.begins is None:
        return False
    return clock.on_the_wall(now) > slot.begins - timedelta(hours=desk.leave_hours)


def record_sign_ups(event: Event, slot: Slot, made: Sequence[SignUp], actor: Actor) -> None:
    """One entry of the log for all of them."""
    waiting = sum(one.state is SignUpState.WAITING for one in made)
    after = f"{len(made)} 人" + (f"，其中候补 {waiting} 人" if waiting else "")
    record_volunteers(event, actor, "报名", name_shift(slot), after=after)
