"""What the shifts of a volunteer count: proposed by the rule, corrected, approved, or no voluntary service."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.people.hours import CountedTime, HoursNote, format_hours

EXCLUDED_WORDS = "不是志愿服务"


class HoursState(StrEnum):
    """How the hours of a shift stand; the value is what people read."""

    AHEAD = "还没结束"
    ABSENT = "记了未到"
    EXCLUDED = "不计时长"
    PROPOSED = "等核定"
    APPROVED = "已核定"


@dataclass(frozen=True, slots=True, kw_only=True)
class ServedShift:
    """One shift of a volunteer and what it counts.

    `noted` says when they came and went. `counted` is what the rule proposes; None where the shift has no hours or is
    gone. `settled` are the minutes as somebody corrected or approved them. `excluded` says why it is no voluntary
    service, empty for what is.
    """

    sign_up: int
    post: str
    content: str
    place: str
    day: date | None
    hours: str
    noted: str = ""
    counted: CountedTime | None = None
    is_over: bool = True
    is_absent: bool = False
    excluded: str = ""
    settled: int | None = None
    is_approved: bool = False

    @property
    def state(self) -> HoursState:
        """How it stands: what is no service counts nothing, whatever was settled before."""
        if self.excluded:
            return HoursState.EXCLUDED
        if self.is_approved:
            return HoursState.APPROVED
        if not self.is_over:
            return HoursState.AHEAD
        return HoursState.ABSENT if self.is_absent and self.settled is None else HoursState.PROPOSED

    @property
    def proposed(self) -> int:
        """The minutes that the rule gives."""
        return self.counted.minutes if self.counted else 0

    @property
    def minutes(self) -> int:
        """What it counts as things stand: as settled, else as proposed."""
        if self.state not in (HoursState.PROPOSED, HoursState.APPROVED):
            return 0
        return self.proposed if self.settled is None else self.settled

    @property
    def needs_look(self) -> bool:
        """Whether somebody has to look before it is approved: a moment had to be guessed, or something is unknown."""
        if self.state is not HoursState.PROPOSED:
            return False
        if self.day is None or self.settled is not None:
            return self.day is None
        return self.counted is None or self.counted.is_proposed or not self.counted.minutes

    @property
    def notes(self) -> tuple[str, ...]:
        """What has to be said of it; of minutes that somebody corrected nothing more of the clock."""
        if self.state is HoursState.EXCLUDED:
            return (f"{EXCLUDED_WORDS}：{self.excluded}",)
        if self.state not in (HoursState.PROPOSED, HoursState.APPROVED):
            return ()
        if self.settled is not None and self.settled != self.proposed:
            return (f"改过，按规则是 {format_hours(self.proposed)} 小时",)
        if self.counted is None:
            return ("这一班没有钟点，小时数要写上",) if self.settled is None else ()
        return tuple(note.value for note in dict.fromkeys(self.counted.notes) if self._is_told(note))

    def _is_told(self, note: HoursNote) -> bool:
        return note is not HoursNote.ABSENT or self.settled is None


def sum_approved(shifts: Iterable[ServedShift]) -> int:
    """The minutes that are approved."""
    return sum(shift.minutes for shift in shifts if shift.state is HoursState.APPROVED)


def sum_waiting(shifts: Iterable[ServedShift]) -> int:
    """The minutes that wait to be approved."""
    return sum(shift.minutes for shift in shifts if shift.state is HoursState.PROPOSED)


def is_waiting(shifts: Iterable[ServedShift]) -> bool:
    """Whether anything of these waits to be approved."""
    return any(shift.state is HoursState.PROPOSED for shift in shifts)
