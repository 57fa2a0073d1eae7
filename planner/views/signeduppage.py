"""What the own page of a volunteer shows: what is next, what changed, their shifts, what they gave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from planner import clock
from planner.days import Day
from planner.dossier.calling import Callee
from planner.enums import EventStatus, SignUpState
from planner.masking import mask_phone
from planner.models import Attendance, SignUp
from planner.people import Slot
from planner.views.answerspage import OwnQuestions, own_questions
from planner.views.checkinpage import RefusedPress, Scanned, TodayShift, find_scan_fault, today_shifts
from planner.views.myhourspage import MyHours, my_hours
from planner.views.myshifts import MyShift, hold_label, my_shift, order_of, tell_hold
from planner.views.signingform import when_label
from planner.views.signingpage import caller_of
from planner.views.visitors import OwnPage


@dataclass(frozen=True, slots=True)
class Change:
    """A shift that is another one than the volunteer agreed to."""

    key: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class AskedShift:
    """A shift for which the organiser asked the volunteer, and until when the place is kept."""

    key: str
    title: str
    when: str
    until: str


@dataclass(frozen=True, slots=True)
class NextShift:
    """The shift that comes next."""

    key: str
    tick: str
    title: str
    when: str
    place: str
    contact: Callee | None


@dataclass(frozen=True, slots=True)
class SignedUpPage:
    """The own page of a volunteer."""

    name: str
    caller: str
    event: str
    is_cancelled: bool
    clock: str
    today: tuple[TodayShift, ...]
    scan_fault: str
    next: NextShift | None
    changes: tuple[Change, ...]
    shifts: tuple[MyShift, ...]
    guardian_note: str
    leave_note: str
    owner: str
    phone: str
    emergency: str
    code: str
    bring: str
    hours: MyHours | None
    questions: OwnQuestions

    @property
    def title(self) -> str:
        """What is next, in the first line."""
        if self.is_cancelled:
            return f"{self.name}，活动取消了"
        if self.today:
            return f"{self.name}，{self.today[0].plain_tick}{'' if self.today[0].has_arrived else ' 有一班'}"
        return f"{self.name}，{self.next.tick} 有一班" if self.next else f"{self.name}，你的页面"


def signed_up_page(
    own: OwnPage,
    sign_ups: Sequence[SignUp],
    positions: Mapping[int, int],
    noted: Mapping[int, Attendance],
    scanned: Scanned,
    refused: RefusedPress,
) -> SignedUpPage:
    """The page as it stands; `noted` says by the id of a sign-up when they came and went."""
    now = clock.wall_now()
    slots = {slot.key: slot for slot in own.slots}
    ordered = sorted(sign_ups, key=lambda one: order_of(slots.get(one.shift), now))
    is_cancelled, hours = own.event.status is EventStatus.CANCELLED, my_hours(own)
    today = () if is_cancelled else today_shifts(own, ordered, noted, scanned, refused, now)
    return SignedUpPage(
        name=own.volunteer.name,
        caller=caller_of(own.dossier),
        event=own.dossier.facts.title,
        is_cancelled=is_cancelled,
        clock=f"{now:%H:%M:%S}",
        today=today,
        scan_fault=find_scan_fault(own, sign_ups, scanned, today, now),
        next=None if is_cancelled or today else _next(own, ordered, slots, noted, now),
        changes=() if is_cancelled else tuple(_changes(ordered, slots, now)),
        shifts=_my_shifts(own, ordered, slots, positions, noted, hours, now),
        guardian_note=_tell_guardian(own, sign_ups),
        leave_note=_tell_leave(own, ordered, slots),
        owner=own.dossier.facts.owner,
        phone=mask_phone(own.volunteer.phone),
        emergency=own.volunteer.emergency_name,
        code=own.volunteer.code,
        bring=own.row.bring,
        hours=hours,
        questions=own_questions(own, sign_ups),
    )


def _tell_guardian(own: OwnPage, sign_ups: Sequence[SignUp]) -> str:
    """Until when a place waits for the guardian, and for what; empty where none does."""
    until = tell_hold(sign_ups)
    if not until:
        return ""
    if own.volunteer.paper_promised_at is not None:
        return f"说好带签好字的纸来，名额留到 {until}，{own.dossier.facts.owner or '组织者'}收到就算报上。"
    return f"名额留到 {until}，监护人签了字才算报上。"


def _tell_leave(own: OwnPage, sign_ups: Sequence[SignUp], slots: Mapping[str, Slot]) -> str:
    """How one asks for leave while there is a shift to come; calling is faster where there is a number for one."""
    mine = [slots[one.shift] for one in sign_ups if one.shift in slots and one.state.is_open]
    ahead = [slot for slot in mine if not slot.has_begun(clock.wall_now())]
    if not ahead:
        return ""
    found = (own.callee(slot.post) for slot in ahead)
    faster = "，先打电话更快" if any(callee is not None and callee.phone for callee in found) else ""
    return f"请假：开始前 {own.row.leave_hours} 小时内要{own.dossier.facts.owner or '组织者'}同意{faster}。"


def _my_shifts(
    own: OwnPage,
    ordered: Sequence[SignUp],
    slots: Mapping[str, Slot],
    positions: Mapping[int, int],
    noted: Mapping[int, Attendance],
    hours: MyHours | None,
    now: datetime,
) -> tuple[MyShift, ...]:
    """The shifts in their order, each with what was approved of it."""
    draw, approved = own.row.coming_draw, hours.approved_hours if hours else {}
    shown = (my_shift(one, slots.get(one.shift), positions, now, draw, noted.get(one.id)) for one in ordered)
    return tuple(replace(shift, approved=approved.get(one.id, "")) for one, shift in zip(ordered, shown, strict=True))


def _next(
    own: OwnPage,
    ordered: Sequence[SignUp],
    slots: Mapping[str, Slot],
    noted: Mapping[int, Attendance],
    now: datetime,
) -> NextShift | None:
    """What comes next of the shifts that they have and did not leave yet."""
    having = (SignUpState.CONFIRMED, SignUpState.HELD)
    gone = {one for one, at in noted.items() if at.left_at is not None}
    mine = (slots[one.shift] for one in ordered if one.state in having and one.shift in slots and one.id not in gone)
    slot = next((slot for slot in mine if slot.ends is not None and slot.ends > now), None)
    if slot is None or slot.begins is None:
        return None
    place = "，".join(filter(None, (slot.post.place, slot.post.meeting)))
    return NextShift(
        slot.key, _near_day(slot.begins, now), slot.post.title, when_label(slot), place, own.callee(slot.post)
    )


def _near_day(begins: datetime, now: datetime) -> str:
    """今天 14:00, 明天 08:00, 8月10日 14:00."""
    days = (begins.date() - now.date()).days
    day = {0: "今天", 1: "明天", 2: "后天"}.get(days, Day.of(begins).short)
    return f"{day} {begins:%H:%M}"


def asked_shifts(own: OwnPage, sign_ups: Sequence[SignUp]) -> tuple[AskedShift, ...]:
    """The shifts that wait for the volunteer's yes or no; none of an event that is cancelled."""
    slots = {slot.key: slot for slot in own.slots if own.event.status is not EventStatus.CANCELLED}
    return tuple(
        AskedShift(one.shift, slot.post.title, when_label(slot), hold_label(one.held_until))
        for one in sign_ups
        if one.state is SignUpState.INVITED and one.held_until and (slot := slots.get(one.shift))
    )


def _changes(ordered: Sequence[SignUp], slots: Mapping[str, Slot], now: datetime) -> list[Change]:
    """Shifts to come that are other ones than they agreed to: of one that is over nobody asks whether they can come."""
    found = []
    for one in ordered:
        slot = slots.get(one.shift)
        if slot is None or (slot.ends is not None and slot.ends <= now):
            continue
        is_sure = one.state.is_open and one.state is not SignUpState.INVITED
        if is_sure and one.known != slot.mark and not one.leave_asked_at:
            found.append(Change(one.shift, slot.post.title, one.known, slot.mark))
    return found
