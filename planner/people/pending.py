"""What waits for the organiser of volunteers: places, answers, holds, leaves. Counted, nobody is named."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from planner.people.signingrules import Window, tell_moment
from planner.people.volunteers import Slot

# So long before sign-up closes, or before a shift, it is time to look for people.
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class ShiftState:
    """Those of a shift, counted.

    Of those who have a place, some have not answered a change, ask to leave, or are held. `waiting` stand in line,
    `left` went lately.
    """

    taken: int = 0
    unanswered: int = 0
    asked: int = 0
    held: int = 0
    held_until: datetime | None = None
    waiting: int = 0
    left: int = 0

    def plus(self, other: "ShiftState") -> "ShiftState":
        """Both together."""
        return ShiftState(
            self.taken + other.taken,
            self.unanswered + other.unanswered,
            self.asked + other.asked,
            self.held + other.held,
            min(filter(None, (self.held_until, other.held_until)), default=None),
            self.waiting + other.waiting,
            self.left + other.left,
        )


@dataclass(frozen=True, slots=True)
class PendingThing:
    """One thing that waits: what, until when, and the key of the shift where it is a single one."""

    sentence: str
    due: date
    shift: str = ""


def list_pending(
    slots: Iterable[Slot], states: Mapping[str, ShiftState], window: Window, now: datetime
) -> list[PendingThing]:
    """What waits in the shifts that are still to come, at a moment in Shanghai: the leaves first, the places last.

    Whoever left lately, and whose place nobody in the line takes, is told of each shift.
    """
    ahead = [slot for slot in slots if slot.begins and not slot.has_begun(now)]
    state = {slot.key: states.get(slot.key, ShiftState()) for slot in ahead}
    asked = _wait_for(ahead, {key: each.asked for key, each in state.items()}, "{n} 名志愿者请假等你答")
    unanswered = _wait_for(ahead, {key: each.unanswered for key, each in state.items()}, "{n} 名志愿者没回变更")
    held = _wait_for(
        ahead, {key: each.held for key, each in state.items()}, "{n} 个名额等监护人或本人答复，到时候会空出来"
    )
    until = min((each.held_until for each in state.values() if each.held and each.held_until), default=None)
    if held and until:
        held = [PendingThing(each.sentence, until.date(), each.shift) for each in held]
    return [*asked, *unanswered, *held, *_find_opened(ahead, state), *_find_short(ahead, state, window, now)]


def _wait_for(ahead: Sequence[Slot], counts: Mapping[str, int], words: str) -> list[PendingThing]:
    """One thing for all shifts in which something waits, due when the first of them begins."""
    waiting = [slot for slot in ahead if counts[slot.key]]
    if not waiting:
        return []
    due = min(slot.begins.date() for slot in waiting if slot.begins)
    sentence = words.format(n=sum(counts[slot.key] for slot in waiting))
    return [PendingThing(sentence, due, waiting[0].key if len(waiting) == 1 else "")]


def _find_opened(ahead: Sequence[Slot], state: Mapping[str, ShiftState]) -> list[PendingThing]:
    """Shifts that are short since somebody left."""
    found = []
    for slot in ahead:
        stands = state[slot.key]
        gap = slot.shift.places - stands.taken - stands.waiting
        if stands.left and gap > 0 and slot.begins:
            sentence = f"{slot.post.title}差 {gap} 人，刚退出 {stands.left} 人"
            found.append(PendingThing(sentence, slot.begins.date(), slot.key))
    return found


def _find_short(
    ahead: Sequence[Slot], state: Mapping[str, ShiftState], window: Window, now: datetime
) -> list[PendingThing]:
    """Places that are free shortly before sign-up closes, or shortly before the first of their shifts begins."""
    gaps = {slot.key: max(slot.shift.places - state[slot.key].taken, 0) for slot in ahead}
    short = [slot for slot in ahead if gaps[slot.key]]
    if not short or (window.opens and now < window.opens):
        return []
    words = f"志愿者还差 {sum(gaps.values())} 人"
    is_open = not window.is_closed and window.closes is not None and now < window.closes
    if is_open and window.closes and window.closes - now <= SOON:
        return [PendingThing(f"{words}，报名 {tell_moment(window.closes)} 截止", window.closes.date())]
    begins = min(slot.begins for slot in short if slot.begins)
    if begins - now > SOON:
        return []
    has_ended = window.is_closed or (window.closes is not None and now >= window.closes)
    return [PendingThing(f"{words}，报名已经截止" if has_ended else words, begins.date())]
