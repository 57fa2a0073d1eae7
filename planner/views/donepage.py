"""The answer after signing up: how one stands, and those whom one brought."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from planner import clock
from planner.dossier.calling import Callee
from planner.enums import SignUpState
from planner.models import SignUp, Volunteer
from planner.people import Slot
from planner.queries.signups import sign_ups_of
from planner.views.answerspage import own_questions
from planner.views.lotterypage import tell_draw
from planner.views.myshifts import MyShift, hold_label, my_shift
from planner.views.signingform import when_label
from planner.views.signingpage import tell_state
from planner.views.visitors import OwnPage


@dataclass(frozen=True, slots=True)
class Companion:
    """One of a group, as the contact sees them; `token` opens the page on which a guardian signs."""

    name: str
    state: str
    token: str


@dataclass(frozen=True, slots=True)
class DonePage:
    """The answer after signing up."""

    name: str
    state: str
    tone: str
    seal: str
    sentence: str
    shift: MyShift
    when: str
    meeting: str
    contact: Callee | None
    bring: str
    code: str
    reminder: str
    companions: tuple[Companion, ...]


def done_page(
    own: OwnPage,
    slot: Slot,
    sign_up: SignUp | None,
    companions: Sequence[tuple[Volunteer, SignUp]],
    positions: Mapping[int, int],
) -> DonePage:
    """How somebody stands for this shift, and those whom they brought."""
    first = sign_up or next(one for _, one in companions)
    state = tell_state(first, positions)
    everybody = [*([sign_up] if sign_up else []), *(one for _, one in companions)]
    now = clock.wall_now()
    position = positions.get(first.id, 0)
    return DonePage(
        name=own.volunteer.name,
        state=f"登记了 {len(everybody)} 人" if companions else _state(own, first, state),
        tone="" if all(one.state is SignUpState.CONFIRMED for one in everybody) else "wait",
        seal=str(position) if position and not companions else "",
        sentence=_count_states(everybody, first.lot) if companions else _tell(own, slot, first, position),
        shift=my_shift(first, slot, positions, now, own.row.coming_draw),
        when=when_label(slot),
        meeting="，".join(filter(None, (slot.post.place, slot.post.meeting))),
        contact=own.callee(slot.post),
        bring=own.row.bring,
        code=own.volunteer.code,
        reminder=own_questions(own, sign_ups_of(own.volunteer.id)).reminder,
        companions=tuple(_companion(volunteer, one, positions) for volunteer, one in companions),
    )


def _state(own: OwnPage, first: SignUp, state: str) -> str:
    draw = own.row.coming_draw
    return f"已登记，{tell_draw(draw)}" if draw and first.state is SignUpState.ENTERED else state


def _count_states(everybody: Sequence[SignUp], lot: str) -> str:
    """2 人已报名，1 人等监护人同意，1 人候补。 Those who wait for the draw share a number."""
    counts = Counter(one.state.label for one in everybody)
    words = "，".join(f"{count} 人{label}" for label, count in counts.items())
    has_lot = any(one.state is SignUpState.ENTERED for one in everybody)
    return f"{words}，号码是 {lot}，一起抽。" if has_lot else f"{words}。"


def _companion(volunteer: Volunteer, one: SignUp, positions: Mapping[int, int]) -> Companion:
    is_held = one.state is SignUpState.HELD
    token = volunteer.link.token if is_held and volunteer.link else ""
    return Companion(volunteer.name, tell_state(one, positions), token)


def _tell(own: OwnPage, slot: Slot, first: SignUp, position: int) -> str:
    day = slot.day_label.partition(" ")[0]
    if first.state is SignUpState.ENTERED:
        return f"你的号码是 {first.lot}。抽没抽中，你的页面会写；怎么抽，报名的那一页上有。"
    if first.state is SignUpState.WAITING:
        ahead = f"前面还有 {position - 1} 人" if position > 1 else "你排第 1"
        return f"{slot.post.title}满了，{ahead}。有人退出就按先后递补，补上了你的页面会写。"
    if first.state is SignUpState.HELD and first.held_until:
        return f"名额留到 {hold_label(first.held_until)}，监护人签了字才算报上。"
    return f"{own.volunteer.name}，{day}的{slot.post.title}有你。"
