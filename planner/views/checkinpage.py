"""The box of a shift of today on the own page of a volunteer: how it stands, and what is pressed now."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner import clock
from planner.dossier.calling import Callee
from planner.enums import SignUpState
from planner.models import Attendance, SignUp
from planner.people import Slot
from planner.people.attendance import (
    EARLIEST,
    LATEST,
    Span,
    countdown,
    find_span,
    is_open,
    tell_arrival,
)
from planner.queries.attendance import kept_span
from planner.views.signingform import when_label
from planner.views.visitors import OwnPage

NO_POST_TODAY = "你今天没有这个岗位的班。班次在下面，岗位不对就问现场的组织者。"
DONE_HERE = "这个岗位你今天的班已经结束了，不用再扫。签退按错了，请组织者撤回。"


@dataclass(frozen=True, slots=True)
class Scanned:
    """What the sign of a post brought along: which post, and its digits."""

    post: str = ""
    digits: str = ""


@dataclass(frozen=True, slots=True)
class RefusedPress:
    """What was refused of which shift, with the digits as they were typed."""

    shift: str = ""
    sentence: str = ""
    digits: str = ""


NOTHING_SCANNED, NOTHING_REFUSED = Scanned(), RefusedPress()


@dataclass(frozen=True, slots=True, kw_only=True)
class TodayShift:
    """A shift of today that is not over for this volunteer.

    `tick` says how it lies to now, `plain_tick` the same where the page is too old for counting minutes. `action` is
    the route that is pressed, empty while there is nothing to press; `asks_digits` whether it wants those of the sign.
    """

    key: str
    post: str
    title: str
    tick: str
    plain_tick: str
    when: str
    place: str
    contact: Callee | None
    has_arrived: bool
    is_late: bool
    action: str = ""
    verb: str = ""
    asks_digits: bool = False
    asks_place: bool = False
    words: tuple[str, ...] = ()
    digits: str = ""
    refusal: str = ""


def today_shifts(
    own: OwnPage,
    sign_ups: Sequence[SignUp],
    noted: Mapping[int, Attendance],
    scanned: Scanned,
    refused: RefusedPress,
    now: datetime,
) -> tuple[TodayShift, ...]:
    """The shifts of today whose volunteer has not gone yet, the first first."""
    slots = {slot.key: slot for slot in own.slots}
    found: list[tuple[datetime, TodayShift]] = []
    for one in sign_ups:
        slot, at = slots.get(one.shift), noted.get(one.id)
        span = find_span(slot, kept_span(at))
        if slot is None or span is None or one.state not in (SignUpState.CONFIRMED, SignUpState.HELD):
            continue
        is_over = now > span.ends + LATEST or (at is not None and at.left_at is not None)
        if span.begins.date() == now.date() and not is_over:
            found.append((span.begins, _today(own, one, slot, span, at, scanned, refused, now)))
    return tuple(shift for _, shift in sorted(found, key=lambda one: one[0]))


def find_scan_fault(
    own: OwnPage, sign_ups: Sequence[SignUp], scanned: Scanned, shifts: Sequence[TodayShift], now: datetime
) -> str:
    """What is said to somebody who scanned the sign of a post at which they have nothing to press today."""
    if not scanned.post or any(shift.post == scanned.post for shift in shifts):
        return ""
    mine = {one.shift for one in sign_ups if one.state is SignUpState.CONFIRMED}
    here = (slot for slot in own.slots if slot.key in mine and slot.post.key == scanned.post)
    is_done = any(slot.begins is not None and slot.begins.date() == now.date() for slot in here)
    return DONE_HERE if is_done else NO_POST_TODAY


def _today(
    own: OwnPage,
    one: SignUp,
    slot: Slot,
    span: Span,
    noted: Attendance | None,
    scanned: Scanned,
    refused: RefusedPress,
    now: datetime,
) -> TodayShift:
    arrived_at = clock.on_the_wall(noted.arrived_at) if noted else None
    action, verb, asks_digits = _next_press(one, span, arrived_at, now)
    plain = f"今天 {span.begins:%H:%M}"
    is_refused = refused.shift == one.shift
    return TodayShift(
        key=one.shift,
        post=slot.post.key,
        title="已签到" if arrived_at else slot.post.title,
        tick=tell_arrival(span, arrived_at, now) if arrived_at else f"今天，{countdown(span, now)}",
        plain_tick=f"{arrived_at:%H:%M} 签到" if arrived_at else plain,
        when=f"{slot.post.title}，{when_label(slot)}" if arrived_at else when_label(slot),
        place="，".join(filter(None, (slot.post.place, slot.post.meeting))),
        contact=own.callee(slot.post),
        has_arrived=arrived_at is not None,
        is_late=arrived_at is not None and arrived_at > span.begins,
        action=action,
        verb=verb,
        asks_digits=asks_digits,
        asks_place=bool(action and own.row.place_metres),
        words=tuple(_words(own, one, span, arrived_at, action, asks_digits=asks_digits)),
        digits=refused.digits if is_refused else scanned.digits if scanned.post == slot.post.key else "",
        refusal=refused.sentence if is_refused else "",
    )


def _next_press(one: SignUp, span: Span, arrived_at: datetime | None, now: datetime) -> tuple[str, str, bool]:
    """The route, what stands on the button, and whether digits are asked for."""
    if arrived_at is not None:
        return "checkin.depart", "签退", False
    if one.state is SignUpState.HELD or not is_open(span, now):
        return "", "", False
    if now >= span.ends:
        return "checkin.depart", "签退", True
    return "checkin.arrive", "签到", True


def _words(
    own: OwnPage, one: SignUp, span: Span, arrived_at: datetime | None, action: str, *, asks_digits: bool
) -> list[str]:
    """What is said beneath."""
    owner = own.dossier.facts.owner or "组织者"
    said = []
    if one.absent_by:
        said.append(f"{one.absent_by}记了未到。" + ("请他撤回。" if arrived_at else "你其实到了？签了到，再请他撤回。"))
    if not action and one.state is SignUpState.CONFIRMED:
        said.append(f"{span.begins - EARLIEST:%H:%M} 起可以签到。")
    elif action == "checkin.arrive":
        said.append("微信扫岗位的牌子，或填牌子右下角的四位数。")
    elif asks_digits:
        said.append(f"忘了签到？填牌子上的四位数签退，签到先按 {span.begins:%H:%M} 记，请{owner}核一下。")
    elif action:
        said.append(f"忘了也不要紧，按 {span.ends:%H:%M} 先记，请{owner}核一下。")
    return said
