"""Signing up for a shift, and leaving it: judged under the lock of the event's people, so that no place is had twice."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update
from sqlalchemy.orm import joinedload

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, EventStatus, LinkPurpose, Sex, SignUpReason, SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.nouns import Aggregate
from planner.people import Candidate, MonthOfBirth, Offer, Slot
from planner.people.agreements import CURRENT
from planner.people.signingrules import Refusal, Window, judge_person, judge_slot, judge_window, needs_guardian
from planner.people.volunteerrules import VolunteerRules
from planner.people.waitinglist import find_next
from planner.queries.changes import lock_aggregate
from planner.queries.signups import find_desk, offers_of, read_line, read_slots, sign_ups_of, volunteers_by_phone
from planner.services.activity import record_change
from planner.services.guard import guard_signing_up, guard_volunteer
from planner.services.links import make_link

HOLD = timedelta(hours=48)
RULES = VolunteerRules()
SHIFT_GONE = "这一班刚刚被组织者删掉了，看看别的班。"
_CODE_DIGITS = 4


class SigningRefused(BadInput):
    """A shift can't be had; `refusal` says why, and which other shift stands in the way."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence, refusal.reason.value)
        self.refusal = refusal


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    """What somebody says of themselves; of a minor the guardian with a signature, or it comes later.

    `agrees` is their own yes to the texts of `people.agreements`; `photos` the one that may be left out.
    """

    name: str
    phone: str
    sex: Sex | None = None
    born: MonthOfBirth | None = None
    unit: str = ""
    skills: str = ""
    emergency_name: str = ""
    emergency_phone: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""
    signature: str = ""
    agrees: bool = False
    photos: bool = False


def sign_up(
    event: Event,
    shift: str,
    applicants: Sequence[Applicant],
    *,
    actor: Actor,
    may_wait: bool = True,
    leader: Applicant | None = None,
) -> list[SignUp]:
    """Sign these people up for a shift; as many have a place as there are free ones.

    The first is the contact of all, unless a `leader` is, who need not serve. The others wait, if they `may_wait`;
    whoever is under age and has no signature of a guardian yet is held. Somebody who gave the same name and number
    before is the same volunteer. Raises SigningRefused with the reason, for the whole group: nobody is signed up then.
    Returned in the order given, each with its volunteer.
    """
    guard_signing_up(event, actor)
    desk, offer, slots = _open_shift(event, shift, actor)
    if not may_wait and offer.left < len(applicants):
        raise SigningRefused(_full(offer))
    made: list[SignUp] = []
    contact = _find_or_add(event, leader, None, actor) if leader else None
    for applicant in applicants:
        volunteer = _find_or_add(event, applicant, contact, actor)
        contact = contact or volunteer
        made.append(_add_sign_up(event, desk, offer, slots, volunteer, has_place=len(made) < _free(offer)))
    _record(event, offer.slot, made, actor)
    return made


def sign_up_again(event: Event, shift: str, volunteer: Volunteer, *, actor: Actor, may_wait: bool = True) -> SignUp:
    """Sign somebody up for one more shift who is known by their own page; raises like `sign_up`."""
    guard_volunteer(event, volunteer, actor)
    desk, offer, slots = _open_shift(event, shift, actor)
    if not may_wait and offer.left < 1:
        raise SigningRefused(_full(offer))
    made = _add_sign_up(event, desk, offer, slots, volunteer, has_place=_free(offer) > 0)
    _record(event, offer.slot, [made], actor)
    return made


def leave_shift(event: Event, sign_up: SignUp, *, because: str, actor: Actor) -> SignUp:
    """Leave a shift; whoever waits moves up. Too late for that, a volunteer who has a place asks the organiser.

    Raises NotFound for one that was left before, BadInput once the shift has begun.
    """
    guard_volunteer(event, sign_up.volunteer, actor)
    desk = _lock_desk(event)
    db.session.refresh(sign_up)
    slot = _find_slot(event, sign_up.shift)
    if not sign_up.state.is_open:
        raise NotFound("这一班已经退过了。")
    now = clock.now()
    if slot is not None and slot.begins is not None and _local(now) >= slot.begins:
        raise BadInput("这一班已经开始了，请打电话给组织者。", SignUpReason.CLOSED.value)
    sign_up.leave_because = because
    if actor.kind is ActorKind.VISITOR and sign_up.state is SignUpState.CONFIRMED and _is_late(desk, slot, now):
        sign_up.leave_asked_at = now
        _log(event, "请假", slot, actor)
        return sign_up
    sign_up.state, sign_up.left_at = SignUpState.LEFT, now
    _log(event, "退出", slot, actor)
    move_up(event, sign_up.shift)
    return sign_up


def agree_to_changes(event: Event, sign_up: SignUp, *, actor: Actor) -> None:
    """Say that one still comes although day, hours or place are others now."""
    guard_volunteer(event, sign_up.volunteer, actor)
    _lock_desk(event)
    slot = _find_slot(event, sign_up.shift)
    if slot is None:
        raise NotFound(SHIFT_GONE)
    sign_up.known = slot.mark
    _log(event, "还能来", slot, actor)


def move_up(event: Event, shift: str) -> list[SignUp]:
    """Give the free places of a shift to those who wait, in order of arrival; returns who moved up.

    Whoever calls this has locked the people of the event. Places that were held for too long are free.
    """
    now = clock.now()
    of_shift = (SignUp.event_id == event.id, SignUp.shift == shift)
    lapsed = update(SignUp).where(*of_shift, SignUp.state == SignUpState.HELD, SignUp.held_until <= now)
    db.session.flush()
    db.session.execute(lapsed.values(state=SignUpState.LEFT, left_at=now))
    slot = _find_slot(event, shift)
    if slot is None:
        return []
    moved = find_next(slot.shift.places, read_line(event.id, shift))
    with_volunteer = [joinedload(SignUp.volunteer)]
    found = [db.session.get_one(SignUp, one.id, options=with_volunteer, populate_existing=True) for one in moved]
    for one in found:
        _give_place(one, slot, now)
        one.moved_up_at = now
    db.session.flush()
    return found


def window_of(event: Event, desk: SignUpDesk) -> Window:
    """From when until when one may sign up, in Shanghai."""
    return Window(
        opens=_local(desk.opens_at) if desk.opens_at else None,
        closes=_local(desk.closes_at) if desk.closes_at else None,
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


def _open_shift(event: Event, shift: str, actor: Actor) -> tuple[SignUpDesk, Offer, tuple[Slot, ...]]:
    """The shift as it stands under the lock; raises SigningRefused where nobody can have it."""
    desk = _lock_desk(event)
    slots = read_slots(event)
    slot = next((slot for slot in slots if slot.key == shift), None)
    if slot is None or (actor.kind is ActorKind.VISITOR and not slot.post.public):
        raise NotFound(SHIFT_GONE)
    now = _local(clock.now())
    # Whoever works on the event puts people in before sign-up opens, and after it has closed.
    closed = judge_window(window_of(event, desk), now) if actor.kind is ActorKind.VISITOR else None
    if refusal := closed or judge_slot(slot, now):
        raise SigningRefused(refusal)
    move_up(event, shift)
    return desk, offers_of([slot], event.id)[0], slots


def _lock_desk(event: Event) -> SignUpDesk:
    lock_aggregate(event.id, Aggregate.PEOPLE)
    desk = find_desk(event.id)
    if desk is None:
        raise NotFound("这个活动还没有开始招志愿者。")
    return desk


def _free(offer: Offer) -> int:
    return 0 if offer.waiting else offer.left


def _find_or_add(event: Event, applicant: Applicant, contact: Volunteer | None, actor: Actor) -> Volunteer:
    """The volunteer of that name and number, or a new one with a link to their own page and a code."""
    same = (one for one in volunteers_by_phone(event.id, applicant.phone) if one.name == applicant.name)
    known = next(same, None) if applicant.phone else None
    return known or _add_volunteer(event, applicant, contact, actor)


def _add_volunteer(event: Event, applicant: Applicant, contact: Volunteer | None, actor: Actor) -> Volunteer:
    usual = LINK_RULES[LinkPurpose.VOLUNTEER].usual
    assert usual is not None, "links to one's own page end by themselves"
    now = clock.now()
    link, _ = make_link(LinkPurpose.VOLUNTEER, expires_at=now + usual, actor=actor, event=event)
    born = "{:04d}-{:02d}".format(*applicant.born) if applicant.born else ""
    volunteer = Volunteer(
        event_id=event.id,
        link_id=link.id,
        led_by_id=contact.id if contact else None,
        born=born,
        code="".join(secrets.choice("0123456789") for _ in range(_CODE_DIGITS)),
        guardian_at=now if applicant.signature else None,
        agreement=CURRENT.version if applicant.agrees else "",
        agreed_at=now if applicant.agrees else None,
        **{name: getattr(applicant, name) for name in _AS_SAID},
    )
    db.session.add(volunteer)
    db.session.flush()
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
    "photos",
)


def _add_sign_up(
    event: Event, desk: SignUpDesk, offer: Offer, slots: Sequence[Slot], volunteer: Volunteer, *, has_place: bool
) -> SignUp:
    """Enter one person; raises SigningRefused with the first rule that speaks against it."""
    earlier = sign_ups_of(volunteer.id)
    candidate = candidate_of(volunteer, slots, earlier)
    if refusal := judge_person(candidate, offer.slot, RULES):
        raise SigningRefused(refusal)
    desk.arrivals += 1
    sign_up = next((one for one in earlier if one.shift == offer.slot.key), None)
    if sign_up is None:
        sign_up = SignUp(event_id=event.id, volunteer_id=volunteer.id, shift=offer.slot.key)
        db.session.add(sign_up)
    sign_up.volunteer, sign_up.arrival = volunteer, desk.arrivals
    sign_up.state, sign_up.held_until = SignUpState.WAITING, None
    if has_place:
        _give_place(sign_up, offer.slot, clock.now())
    sign_up.known, sign_up.left_at, sign_up.leave_asked_at = offer.slot.mark, None, None
    sign_up.leave_because = sign_up.word = ""
    return sign_up


def _give_place(sign_up: SignUp, slot: Slot, now: datetime) -> None:
    """Whoever is under age and has no yes of a guardian yet only holds the place, for a while."""
    volunteer = sign_up.volunteer
    is_held = needs_guardian(candidate_of(volunteer, ()), slot, RULES) and volunteer.guardian_at is None
    sign_up.state = SignUpState.HELD if is_held else SignUpState.CONFIRMED
    sign_up.held_until = now + HOLD if is_held else None


def _find_slot(event: Event, shift: str) -> Slot | None:
    return next((slot for slot in read_slots(event) if slot.key == shift), None)


def _is_late(desk: SignUpDesk, slot: Slot | None, now: datetime) -> bool:
    if slot is None or slot.begins is None:
        return False
    return _local(now) > slot.begins - timedelta(hours=desk.leave_hours)


def _full(offer: Offer) -> Refusal:
    return Refusal(SignUpReason.FULL, f"就差一步，{offer.slot.label} 满了。可以换一班，或者候补。")


def _local(moment: datetime) -> datetime:
    return clock.local(moment).replace(tzinfo=None)


def _record(event: Event, slot: Slot, made: Sequence[SignUp], actor: Actor) -> None:
    db.session.flush()
    waiting = sum(one.state is SignUpState.WAITING for one in made)
    after = f"{len(made)} 人" + (f"，其中候补 {waiting} 人" if waiting else "")
    _log(event, "报名", slot, actor, after=after)


def _log(event: Event, verb: str, slot: Slot | None, actor: Actor, *, after: str = "") -> None:
    """What happened, and of whom nothing: volunteers may be minors."""
    subject = slot.label if slot else "已删掉的班次"
    record_change(
        event, actor=actor, verb=verb, subject=subject, where="volunteers", after=after, aggregate=Aggregate.PEOPLE
    )
