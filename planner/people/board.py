"""How the shifts of an event stand, as plain data: what the organiser's board shows."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum

from planner.days import Day
from planner.dossier import Post
from planner.people.signingrules import Refusal, judge_team, tell_moment
from planner.people.volunteerrules import VolunteerRules
from planner.people.volunteers import Offer, Slot

MOST_DAYS, MOST_SHIFTS = 7, 12
PARTS = ("上午", "下午", "晚上")
_NOON, _EVENING = 12, 18


class ShiftTone(Enum):
    """What a shift is just now, in the order in which posts stand on the board; the value is its class in pages."""

    GONE = "gone"
    SHORT = "short"
    FULL = "full"
    LATER = "later"
    RUNNING = "running"
    PAST = "past"


_BEGUN = frozenset({ShiftTone.RUNNING, ShiftTone.PAST})


@dataclass(frozen=True, slots=True)
class Tally:
    """Those who signed up for a shift, counted.

    Of those who have a place `unanswered` agreed to another day, hour or place, `asked` ask to leave, `absent` were
    marked as not there, `experienced` have served before, `arrived` have checked in and `forgotten` not
    checked out so far, `invited` have not answered yet. `left` went lately, `entered` wait for the draw.
    """

    taken: int = 0
    waiting: int = 0
    unanswered: int = 0
    asked: int = 0
    absent: int = 0
    experienced: int = 0
    left: int = 0
    arrived: int = 0
    forgotten: int = 0
    entered: int = 0
    invited: int = 0

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        return Tally(*(getattr(self, name) + getattr(other, name) for name in self.__slots__))


@dataclass(frozen=True, slots=True)
class BoardShift:
    """A shift as it stands; `opens` says from when on one may sign up where that is still to come."""

    slot: Slot
    tally: Tally
    tone: ShiftTone
    opens: datetime | None = None
    rules: VolunteerRules = VolunteerRules()

    @property
    def gap(self) -> int:
        """How many are still needed; nobody is once it has begun."""
        return 0 if self.tone in _BEGUN else max(self.slot.shift.places - self.tally.taken, 0)

    @property
    def lack(self) -> Refusal | None:
        """That people who have served before are still needed, once anybody has signed up."""
        is_judged = self.tally.taken > 0 and self.tone is not ShiftTone.PAST
        return judge_team(self.slot, self.tally.experienced, self.rules) if is_judged else None

    @property
    def word(self) -> str:
        """How it stands in a word."""
        if self.tally.arrived:
            return f"{self.tally.arrived} 人到"
        if self.tone is ShiftTone.PAST:
            return "已结束"
        if self.tone is ShiftTone.RUNNING:
            return "进行中"
        if self.tone is ShiftTone.LATER:
            return "未开始"
        return f"差 {self.gap}" if self.gap else "满"

    @property
    def note(self) -> str:
        """The one line that stands beneath: what is most urgent of it."""
        tally = self.tally
        if self.tone is ShiftTone.PAST:
            return f"{tally.absent} 人未到" if tally.absent else ""
        notes = (
            (self.tone is ShiftTone.LATER and self.opens is not None, _opening(self.opens)),
            (tally.asked, f"{tally.asked} 人请假等你答"),
            (self.tone is ShiftTone.GONE, f"刚退出 {tally.left} 人"),
            (tally.unanswered, f"{tally.unanswered} 人没回变更"),
            (tally.invited, f"{tally.invited} 人请了没答"),
            (tally.waiting, f"候补 {tally.waiting}"),
            (tally.entered, f"{tally.entered} 人等抽签"),
        )
        return next((words for holds, words in notes if holds), "")


@dataclass(frozen=True, slots=True)
class BoardRow:
    """A post with its shifts, as many cells as the board has columns."""

    post: Post
    cells: tuple[tuple[BoardShift, ...], ...]

    @property
    def shifts(self) -> tuple[BoardShift, ...]:
        """All of them."""
        return tuple(shift for cell in self.cells for shift in cell)


@dataclass(frozen=True, slots=True)
class BoardDay:
    """A day of a large board, and how many are still needed on it."""

    day: date | None
    gap: int


@dataclass(frozen=True, slots=True)
class VolunteerBoard:
    """Posts by what has to be done for them, one column a day; of a large one a single day, with all its `days`."""

    columns: tuple[str, ...]
    rows: tuple[BoardRow, ...]
    days: tuple[BoardDay, ...] = ()
    chosen: date | None = None


def judge_shifts(
    slots: Iterable[Slot],
    tallies: Mapping[str, Tally],
    *,
    now: datetime,
    opens: datetime | None,
    is_open: bool,
    is_cancelled: bool,
    rules: VolunteerRules,
) -> tuple[BoardShift, ...]:
    """The shifts as they stand at a moment in Shanghai; before sign-up has opened they are all still to come.

    Of an event that was cancelled they are all over.
    """
    found = []
    for slot in slots:
        tally = tallies.get(slot.key, Tally())
        tone = ShiftTone.PAST if is_cancelled else _tone(slot, tally, now, is_open=is_open)
        found.append(BoardShift(slot, tally, tone, opens if not is_open else None, rules))
    return tuple(found)


def _tone(slot: Slot, tally: Tally, now: datetime, *, is_open: bool) -> ShiftTone:
    if slot.ends is not None and slot.ends <= now:
        return ShiftTone.PAST
    if slot.has_begun(now):
        return ShiftTone.RUNNING
    if slot.shift.places <= tally.taken:
        return ShiftTone.FULL
    if not is_open and not tally.taken:
        return ShiftTone.LATER
    return ShiftTone.GONE if tally.left and not tally.waiting else ShiftTone.SHORT


def describe_needs(post: Post) -> str:
    """Who may come, in a few words: 满 16 岁，要先培训，会游泳."""
    age = f"满 {post.least_age} 岁" if post.least_age else ""
    needs = (age, "要先培训" if post.trained else "", "须查记录" if post.checked else "", post.skills)
    return "，".join(filter(None, needs))


def count_gap(shifts: Iterable[BoardShift]) -> int:
    """How many people are still needed."""
    return sum(shift.gap for shift in shifts)


def tell_places(offers: Iterable[Offer], now: datetime) -> str:
    """How volunteers stand in one line, at a moment in Shanghai; what has begun is no longer short."""
    listed = list(offers)
    places, taken = sum(each.slot.shift.places for each in listed), sum(each.taken for each in listed)
    gap = sum(each.left for each in listed if not each.slot.has_begun(now))
    waiting = sum(each.waiting for each in listed)
    words = [f"{places} 个名额", f"报了 {taken} 人次" if taken else "还没有人报"]
    words += [f"候补 {waiting} 人次"] if waiting else []
    if taken:
        words.append(f"还差 {gap} 人次" if gap else "不差人")
    return "，".join(words)


def is_large(shifts: Sequence[BoardShift]) -> bool:
    """Whether the board shows one day at a time."""
    return len(shifts) > MOST_SHIFTS or len({day_of(shift) for shift in shifts}) > MOST_DAYS


def draw_board(shifts: Sequence[BoardShift], chosen: date | None = None) -> VolunteerBoard:
    """The board of these shifts; of a large one the chosen day, or the first on which somebody is needed."""
    by_day: dict[date | None, list[BoardShift]] = {}
    for shift in shifts:
        by_day.setdefault(day_of(shift), []).append(shift)
    days = sorted(by_day, key=_day_order)
    if not is_large(shifts):
        return VolunteerBoard(tuple(_day_heading(day) for day in days), _rows(shifts, days, day_of))
    counted = tuple(BoardDay(day, count_gap(by_day[day])) for day in days)
    day = chosen if chosen in days else next((one.day for one in counted if one.gap), days[0])
    return VolunteerBoard(PARTS, _rows(by_day[day], PARTS, _part_of), counted, day)


def keys_of_day(shifts: Iterable[BoardShift], board: VolunteerBoard, rows: Iterable[str]) -> frozenset[str]:
    """Which of these rows of shifts stand beneath the board: of a large one those of its day, and those on no day's."""
    elsewhere = {shift.slot.key for shift in shifts if board.days and day_of(shift) != board.chosen}
    return frozenset(rows) - elsewhere


def day_of(shift: BoardShift) -> date | None:
    """The day of a shift, where it is known."""
    return shift.slot.begins.date() if shift.slot.begins else None


def _part_of(shift: BoardShift) -> str:
    hour = shift.slot.begins.hour if shift.slot.begins else 0
    return PARTS[(hour >= _NOON) + (hour >= _EVENING)]


def _rows(
    shifts: Sequence[BoardShift], columns: Sequence[object], column_of: Callable[[BoardShift], object]
) -> tuple[BoardRow, ...]:
    posts = {shift.slot.post.key: shift.slot.post for shift in shifts}
    rows = []
    for post in posts.values():
        own = [shift for shift in shifts if shift.slot.post.key == post.key]
        rows.append(BoardRow(post, tuple(tuple(s for s in own if column_of(s) == column) for column in columns)))
    return tuple(sorted(rows, key=_row_order))


def _row_order(row: BoardRow) -> tuple[int, int]:
    """By gap where somebody is needed, then those that are full, that have not opened, that go on, that are over."""
    tones = tuple(ShiftTone)
    first = min(tones.index(shift.tone) for shift in row.shifts)
    return max(first, tones.index(ShiftTone.SHORT)), -count_gap(row.shifts)


def _day_order(day: date | None) -> tuple[bool, date]:
    return day is None, day or date.min


def _day_heading(day: date | None) -> str:
    return Day.of(day).label(day.year) if day else "日期待定"


def _opening(opens: datetime | None) -> str:
    return f"{tell_moment(opens)} 开" if opens else ""
