"""What the organiser settles about volunteers; nobody is named in the log, for they may be minors."""

from collections.abc import Collection
from datetime import date

from planner import clock
from planner.actors import Actor
from planner.enums import SignUpState
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, SignUp, SignUpDesk, Volunteer
from planner.nouns import Aggregate
from planner.people import Slot
from planner.people.signingrules import judge_person, judge_slot
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import can_work_on_event
from planner.queries.signups import offers_of, read_slots, sign_ups_of
from planner.queries.volunteering import list_sign_ups
from planner.queries.volunteerrules import find_rules_of_event
from planner.services.activity import LONG_NAME
from planner.services.attendance import refuse_present
from planner.services.changes import count_change
from planner.services.forgotten import refuse_forgotten
from planner.services.guard import guard_event
from planner.services.lottery import refuse_before_draw
from planner.services.rows import edit_row, find_row
from planner.services.shiftplaces import candidate_of, find_slot, give_place, move_up
from planner.services.signupdesk import lock_desk
from planner.services.signups import SHIFT_GONE, SigningRefused
from planner.services.volunteerfile import renew_filed
from planner.services.volunteerlog import name_shift, record_volunteers


def move_sign_up(event: Event, sign_up: SignUp, shift: str, *, actor: Actor) -> SignUp:
    """Put somebody into another shift, where a place is free; their own page asks whether they can come.

    Raises SigningRefused with the first rule against it, BadInput FULL without a free place, PRESENT of whoever has
    come already. Whoever waits for the shift that they had moves up.
    """
    guard_event(event, actor, can_work_on_event)
    desk = _lock(event, sign_up)
    refuse_present(sign_up)
    slots = {slot.key: slot for slot in read_slots(event)}
    there = slots.get(shift)
    if there is None:
        raise NotFound(SHIFT_GONE)
    before = slots.get(sign_up.shift)
    refuse_before_draw(desk, sign_up)
    _judge_move(event, sign_up, there, tuple(slots.values()))
    moved = _enter_shift(event, sign_up, there)
    db.session.flush()
    if before is not None:
        move_up(event, before)
    record_volunteers(event, actor, "换班", name_shift(before), after=there.label)
    return moved


def _judge_move(event: Event, sign_up: SignUp, there: Slot, slots: tuple[Slot, ...]) -> None:
    others = [one for one in sign_ups_of(sign_up.volunteer_id) if one.shift != sign_up.shift or one.shift == there.key]
    candidate = candidate_of(sign_up.volunteer, slots, others)
    refusal = judge_slot(there, clock.wall_now()) or judge_person(candidate, there, find_rules_of_event(event))
    if refusal:
        raise SigningRefused(refusal)
    if offers_of([there], event.id)[0].left < 1:
        raise BadInput(f"{there.label} 满了，先加名额，或者换一班。", "FULL", field="shift")


def _enter_shift(event: Event, sign_up: SignUp, there: Slot) -> SignUp:
    """The sign-up in its new shift; one that they left there before is taken up again. Who has not answered yet has
    not answered there either.
    """
    is_invited = sign_up.state is SignUpState.INVITED
    former = next((one for one in sign_ups_of(sign_up.volunteer_id) if one.shift == there.key), None)
    if former is None:
        sign_up.shift, moved = there.key, sign_up
    else:
        former.arrival, former.known, moved = sign_up.arrival, sign_up.known, former
        former.volunteer = sign_up.volunteer
        sign_up.state, sign_up.left_at = SignUpState.LEFT, clock.now()
    if is_invited:
        moved.state, moved.held_until = SignUpState.INVITED, sign_up.held_until
    elif moved.state is not SignUpState.CONFIRMED:
        give_place(moved, there, find_rules_of_event(event), clock.now())
    moved.left_at = moved.leave_asked_at = None
    moved.leave_because = moved.word = ""
    return moved


def confirm_sign_up(event: Event, sign_up: SignUp, *, over: bool = False, actor: Actor) -> None:
    """Give a place to somebody who waits; raises BadInput FULL where none is free, unless it is to be one `over`.

    Of somebody who was invited it notes their yes: they have a place already.
    """
    guard_event(event, actor, can_work_on_event)
    desk = _lock(event, sign_up)
    slot = _find_slot(event, sign_up)
    refuse_before_draw(desk, sign_up)
    if sign_up.state is SignUpState.INVITED:
        give_place(sign_up, slot, find_rules_of_event(event), clock.now())
        record_volunteers(event, actor, "记下本人来", name_shift(slot), after="1 人")
        return
    if sign_up.state in HAVING_A_PLACE:
        raise BadInput("已经有名额了。", "TAKEN")
    if not sign_up.state.is_open:
        raise NotFound("这一班已经退掉了，请本人再报一次。")
    offer = offers_of([slot], event.id)[0]
    if offer.left < 1 and not over:
        words = f"{slot.shift.places} 个名额都有人了，补上就是 {offer.taken + 1} 人。"
        raise BadInput(words, "FULL", field="over")
    give_place(sign_up, slot, find_rules_of_event(event), clock.now())
    sign_up.moved_up_at, sign_up.word = clock.now(), ""
    record_volunteers(event, actor, "补上", name_shift(slot), after="1 人")


def refuse_sign_up(event: Event, sign_up: SignUp, *, word: str, actor: Actor) -> None:
    """Say no with a word that stands on their own page; whoever waits moves up. Raises BadInput without a word."""
    guard_event(event, actor, can_work_on_event)
    _lock(event, sign_up)
    if not word.strip():
        raise BadInput("写一句为什么，本人看得到，比如“这个岗位要满 18 岁”。", field="word")
    if not sign_up.state.is_open:
        raise NotFound("这一班已经退掉了。")
    refuse_present(sign_up)
    sign_up.state, sign_up.word, sign_up.left_at = SignUpState.REFUSED, word, clock.now()
    sign_up.leave_asked_at = None
    slot = _find_slot(event, sign_up)
    move_up(event, slot)
    record_volunteers(event, actor, "婉拒", name_shift(slot), after="1 人")


def answer_leave(event: Event, sign_up: SignUp, *, is_allowed: bool, word: str = "", actor: Actor) -> None:
    """Allow or decline a leave that was asked for late; once allowed whoever waits moves up."""
    guard_event(event, actor, can_work_on_event)
    _lock(event, sign_up)
    if sign_up.leave_asked_at is None or not sign_up.state.is_open:
        raise NotFound("没有请假在等，可能已经有人答过了。")
    sign_up.leave_asked_at, sign_up.word = None, word
    slot = _find_slot(event, sign_up)
    if is_allowed:
        sign_up.state, sign_up.left_at = SignUpState.LEFT, clock.now()
        move_up(event, slot)
    record_volunteers(event, actor, "准假" if is_allowed else "没准假", name_shift(slot), after="1 人")


def mark_absence(event: Event, sign_up: SignUp, *, is_absent: bool, actor: Actor) -> None:
    """Note that somebody did not come, with who says so, or take it back.

    Raises BadInput before the shift begins, and PRESENT of whoever has checked in.
    """
    guard_event(event, actor, can_work_on_event)
    _lock(event, sign_up)
    slot = _find_slot(event, sign_up)
    if sign_up.state not in HAVING_A_PLACE:
        raise BadInput("没有名额的人不用记未到。", "NO_PLACE")
    if slot.begins is None or slot.begins > clock.wall_now():
        raise BadInput("这一班还没开始，开始以后再记。", "NOT_YET")
    if bool(sign_up.absent_by) == is_absent:
        return
    if is_absent:
        refuse_present(sign_up)
    sign_up.absent_by = actor.name[:LONG_NAME] if is_absent else ""
    record_volunteers(event, actor, "记未到" if is_absent else "撤回未到", name_shift(slot), after="1 人")


def set_standing(
    event: Event,
    volunteer: Volunteer,
    *,
    experienced: bool,
    trained_until: date | None,
    checked_until: date | None,
    actor: Actor,
) -> None:
    """Note whether somebody has served before, and until when their training and their record check hold."""
    guard_event(event, actor, can_work_on_event)
    lock_desk(event)
    refuse_forgotten(volunteer)
    values = {"experienced": experienced, "trained_until": trained_until, "checked_until": checked_until}
    if all(getattr(volunteer, name) == value for name, value in values.items()):
        return
    for name, value in values.items():
        setattr(volunteer, name, value)
    renew_filed(volunteer)
    record_volunteers(event, actor, "记培训和查询", "志愿者", after="1 人")


def lower_places(event: Event, shift: str, places: int, waiting: Collection[int], *, actor: Actor) -> int:
    """Lower the places of a shift, and let those wait whom the organiser chose, by the id of their sign-up.

    Returns how many that are. Raises BadInput TAKEN_PLACES while more have a place than there are left, and
    TOO_MANY where somebody was chosen who could stay; nothing is changed then.
    """
    guard_event(event, actor, can_work_on_event)
    lock_desk(event)
    row = find_row(event, "shifts", shift)
    having = [one for one in list_sign_ups(event.id, shift) if one.state in HAVING_A_PLACE]
    chosen = [one for one in having if one.id in waiting]
    wanted = max(len(having) - places, 0)
    if len(chosen) != wanted:
        code = "TAKEN_PLACES" if len(chosen) < wanted else "TOO_MANY"
        raise BadInput(
            f"减到 {places} 个名额要选 {wanted} 人移到候补，现在选了 {len(chosen)} 人。", code, field="waiting"
        )
    for one in chosen:
        refuse_present(one)
        one.state, one.held_until, one.leave_asked_at = SignUpState.WAITING, None, None
    db.session.flush()
    besides = f"{len(chosen)} 人移到候补" if chosen else ""
    edit_row(event, "shifts", shift, {"places": places}, version=row.version, actor=actor, besides=besides)
    count_change(event, Aggregate.PEOPLE)
    return len(chosen)


def _lock(event: Event, sign_up: SignUp) -> SignUpDesk:
    """See the sign-up as it stands under the lock of the event's people. Raises NotFound of whom was forgotten."""
    desk = lock_desk(event)
    db.session.refresh(sign_up, attribute_names=_JUDGED)
    refuse_forgotten(sign_up.volunteer)
    return desk


_JUDGED = ("shift", "state", "arrival", "known", "leave_asked_at", "absent_by")


def _find_slot(event: Event, sign_up: SignUp) -> Slot:
    slot = find_slot(event, sign_up.shift)
    if slot is None:
        raise NotFound("这一班已经删掉了。")
    return slot
