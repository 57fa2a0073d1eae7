"""One shift of a volunteer as their own pages show it: where and when, how it stands, what can be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner import clock
from planner.enums import SignUpState
from planner.models import Attendance, SignUp, SignUpLottery
from planner.people import Slot
from planner.people.attendance import tell_stay
from planner.people.signingrules import tell_moment
from planner.people.waitinglist import HAVING_A_PLACE
from planner.views.lotterypage import tell_draw
from planner.views.signingpage import day_parts, tell_state

GONE = "这一班组织者取消了"


@dataclass(frozen=True, slots=True)
class MyShift:
    """One of the shifts of a volunteer. `verb` is what can be done about it; empty where nothing can.

    `approved` says how many hours of it were approved; empty until somebody has. Who was marked as absent `may_explain`
    that they were there.
    """

    key: str
    day: str
    weekday: str
    title: str
    hours: str
    place: str
    state: str
    tone: str
    word: str = ""
    verb: str = ""
    label: str = ""
    approved: str = ""
    may_explain: bool = False


def order_of(slot: Slot | None, now: datetime) -> tuple[bool, str]:
    """The one that goes on or comes next first, past ones and those without a time last."""
    begins, ends = (slot.begins, slot.ends) if slot else (None, None)
    return begins is None or ends is None or ends <= now, begins.isoformat() if begins else ""


def my_shift(
    one: SignUp,
    slot: Slot | None,
    positions: Mapping[int, int],
    now: datetime,
    draw: SignUpLottery | None,
    noted: Attendance | None = None,
) -> MyShift:
    """One of the shifts, with when they came and went, and what can be done about it.

    `draw` is the one that is still to come.
    """
    if slot is None:
        return MyShift(one.shift, "", "", GONE, "", "", "不用来了", "", label=GONE)
    day, weekday = day_parts(slot)
    is_to_come = slot.begins is None or slot.begins > now
    is_sure = one.state.is_open and one.state is not SignUpState.INVITED
    stay = tell_stay(clock.on_the_wall(noted.arrived_at), clock.on_the_wall(noted.left_at)) if noted else ""
    can_leave = is_sure and is_to_come and not one.leave_asked_at and not stay
    return MyShift(
        key=one.shift,
        day=day,
        weekday=weekday,
        title=slot.post.title,
        hours=f"{slot.shift.hours}，{stay}" if stay else slot.shift.hours,
        place=slot.post.meeting or slot.post.place,
        state=_state(one, positions, noted),
        tone="ok" if one.state is SignUpState.CONFIRMED and not one.leave_asked_at else _tone(one),
        word=f"{tell_draw(draw)}，抽完这里会写" if draw and one.state is SignUpState.ENTERED else one.word,
        verb=("请假" if one.state in HAVING_A_PLACE else "退出") if can_leave else "",
        label=f"{day} {slot.post.title}",
        may_explain=bool(one.absent_by),
    )


def _state(one: SignUp, positions: Mapping[int, int], noted: Attendance | None) -> str:
    if one.absent_by:
        return f"记了未到，{one.absent_by}记的"
    if noted is not None and (noted.arrived_at or noted.left_at):
        return "已签退" if noted.left_at else "已签到"
    if one.state is SignUpState.CONFIRMED and one.moved_up_at and not one.leave_asked_at:
        return "候补补上了"
    if one.state is SignUpState.CONFIRMED and one.lot and not one.leave_asked_at:
        return "抽中了"
    return tell_state(one, positions)


def _tone(one: SignUp) -> str:
    return "warn" if one.state.is_open else ""


def hold_label(held_until: datetime) -> str:
    """Until when a place is held."""
    return tell_moment(clock.local(held_until))


def tell_hold(sign_ups: Sequence[SignUp]) -> str:
    """Until when the first place is held that waits for a guardian; empty where none does."""
    held = (one.held_until for one in sign_ups if one.state is SignUpState.HELD and one.held_until)
    return hold_label(min(to_come)) if (to_come := [until for until in held if until > clock.now()]) else ""
