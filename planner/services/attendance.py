"""Checking in and out by the digits of a post: under the lock of the event's people, by the clock of the server."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind, EventStatus, PlaceCheck, SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Attendance, Event, SignUp, SignUpDesk
from planner.people import Slot
from planner.people.attendance import Pressed, Span, find_span, refuse_age, refuse_arrival, refuse_departure
from planner.people.positions import judge_place
from planner.people.postcodes import judge_digits
from planner.queries.attendance import find_attendance, find_position, kept_span
from planner.queries.signups import read_slots
from planner.services.activity import LONG_NAME
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_volunteer
from planner.services.postcodes import codes_for
from planner.services.signupdesk import lock_desk
from planner.services.volunteerlog import name_shift, record_volunteers

UNDATED = "这一班的日期或时间还没定，先定下来再签到。"


class WrongDigits(BadInput):
    """Other digits than those of the post and the day; whoever asks counts it as a try."""


@dataclass(frozen=True, slots=True)
class AtShift:
    """A sign-up as it stands under the lock: its shift, by which hours it counts, and what is noted already."""

    event: Event
    desk: SignUpDesk
    sign_up: SignUp
    slots: Sequence[Slot]
    slot: Slot | None
    span: Span
    noted: Attendance | None

    def note(self) -> Attendance:
        """What is noted of it; where nothing was so far, with the shift as it is now."""
        begins, ends = clock.off_the_wall(self.span.begins), clock.off_the_wall(self.span.ends)
        if self.noted is None:
            noted = Attendance(sign_up_id=self.sign_up.id, starts_at=begins, ends_at=ends)
            db.session.add(noted)
            return noted
        if kept_span(self.noted) is None:
            self.noted.starts_at, self.noted.ends_at = begins, ends
        self.noted.version += 1
        return self.noted


def check_in(event: Event, sign_up: SignUp, pressed: Pressed, *, actor: Actor) -> Attendance:
    """Note that a volunteer has come; a second time it is what was noted before.

    The moment is that of the server, less the age of what a phone kept. Raises WrongDigits for digits of another post
    or day, BadInput before and after the shift and for whoever has no place.
    """
    guard_volunteer(event, sign_up.volunteer, actor)
    here = lock_shift(event, sign_up)
    if here.noted is not None and here.noted.arrived_at is not None:
        return here.noted
    _refuse_sign_up(here)
    at, sent_at = _moments(pressed)
    if sentence := refuse_arrival(here.span, clock.on_the_wall(at)):
        raise BadInput(sentence, "NOT_NOW", field="digits")
    _check_digits(here, pressed)
    noted = here.note()
    noted.arrived_at, noted.arrived_sent_at, noted.arrived_by = at, sent_at, _name(actor)
    noted.arrived_place = _judge_place(here, pressed)
    # Whoever is here has answered their own question.
    sign_up.leave_asked_at = None
    log_attendance(here, "签到", at, actor)
    return noted


def check_out(event: Event, sign_up: SignUp, pressed: Pressed, *, actor: Actor) -> Attendance:
    """Note that a volunteer has gone; a second time it is what was noted before.

    Whoever has checked in needs no digits: they are those of the whole day, and proved already. Whoever forgot to
    does, and can only when the shift is over. Raises like `check_in`.
    """
    guard_volunteer(event, sign_up.volunteer, actor)
    here = lock_shift(event, sign_up)
    if here.noted is not None and here.noted.left_at is not None:
        return here.noted
    at, sent_at = _moments(pressed)
    arrived_at = here.noted.arrived_at if here.noted is not None else None
    if sentence := refuse_departure(here.span, clock.on_the_wall(at), clock.on_the_wall(arrived_at)):
        raise BadInput(sentence, "NOT_NOW", field="digits")
    if arrived_at is None:
        _refuse_departure_unseen(here, pressed, at)
    noted = here.note()
    noted.left_at = max(at, arrived_at) if arrived_at else at
    noted.left_sent_at, noted.left_by, noted.left_place = sent_at, _name(actor), _judge_place(here, pressed)
    log_attendance(here, "签退", noted.left_at, actor)
    return noted


def lock_shift(event: Event, sign_up: SignUp) -> AtShift:
    """See a sign-up, its shift and what is noted of it as they stand under the lock of the event's people.

    Raises NotFound of whom was forgotten and of a shift that is gone, BadInput of one whose hours are not known.
    """
    desk = lock_desk(event)
    refuse_forgotten(sign_up.volunteer)
    db.session.refresh(sign_up, attribute_names=("shift", "state", "absent_by", "leave_asked_at"))
    return stand_at_shift(event, desk, sign_up, read_slots(event), find_attendance(sign_up.id))


def stand_at_shift(
    event: Event, desk: SignUpDesk, sign_up: SignUp, slots: Sequence[Slot], noted: Attendance | None
) -> AtShift:
    """The same of what was read under the lock; raises like `lock_shift` for the shift."""
    slot = next((slot for slot in slots if slot.key == sign_up.shift), None)
    span = find_span(slot, kept_span(noted))
    if span is None:
        raise NotFound("这一班已经删掉了。") if slot is None else BadInput(UNDATED, "UNDATED")
    return AtShift(event, desk, sign_up, slots, slot, span, noted)


def refuse_present(sign_up: SignUp) -> None:
    """Raise BadInput PRESENT for somebody who has come: nobody moves them, sends them off or calls them absent."""
    noted = find_attendance(sign_up.id)
    if noted is not None and noted.arrived_at is not None:
        at, by = clock.on_the_wall(noted.arrived_at), noted.arrived_by or "本人"
        raise BadInput(f"{at:%H:%M} 已经签到了（{by}记的），要改先撤回签到。", "PRESENT")


def log_attendance(here: AtShift, verb: str, at: datetime | None, actor: Actor, *, count: int = 1) -> None:
    """One entry in the log: how many and when, and nobody by name."""
    when = f"，{clock.on_the_wall(at):%H:%M}" if at else ""
    record_volunteers(here.event, actor, verb, name_shift(here.slot), after=f"{count} 人{when}")


def _refuse_sign_up(here: AtShift) -> None:
    if here.event.status is EventStatus.CANCELLED:
        raise BadInput("活动取消了，不用签到。", "CANCELLED")
    if here.sign_up.state is SignUpState.HELD:
        raise BadInput("先请监护人签字，名额才算你的。", "NEEDS_GUARDIAN")
    if here.sign_up.state is not SignUpState.CONFIRMED:
        raise BadInput("这一班你没有名额，问现场的组织者。", "NO_PLACE")


def _refuse_departure_unseen(here: AtShift, pressed: Pressed, at: datetime) -> None:
    """Somebody who has not checked in."""
    _refuse_sign_up(here)
    if clock.on_the_wall(at) < here.span.ends:
        raise BadInput("先签到，走的时候再签退。", "NOT_ARRIVED", field="digits")
    _check_digits(here, pressed)


def _check_digits(here: AtShift, pressed: Pressed) -> None:
    if here.slot is None or here.slot.begins is None:
        raise BadInput(UNDATED, "UNDATED")
    refusal = judge_digits(pressed.digits, codes_for(here.event, here.slot, here.slots))
    if refusal is not None:
        raise WrongDigits(refusal.sentence, refusal.fault.value, field="digits")


def _moments(pressed: Pressed) -> tuple[datetime, datetime | None]:
    """When it was pressed; and when it got here, where a phone kept it."""
    if sentence := refuse_age(pressed.age):
        raise BadInput(sentence, "TOO_OLD", field="digits")
    now = clock.now()
    return now - pressed.age, now if pressed.age else None


def _judge_place(here: AtShift, pressed: Pressed) -> PlaceCheck | None:
    """Near or far; where somebody is is not kept."""
    metres = here.desk.place_metres
    if not metres or here.slot is None:
        return None
    return judge_place(find_position(here.event.id, here.slot.post.key), pressed.here, metres)


def _name(actor: Actor) -> str:
    """Who notes it; nobody where it is the volunteer."""
    return "" if actor.kind is ActorKind.VISITOR else actor.name[:LONG_NAME]
