"""Volunteers as plain data: who signs up, for which stretch of time, and how a shift stands."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from planner.days import Day, date_near
from planner.dossier import Dossier, Post, Shift
from planner.enums import SignUpState
from planner.telling import UNKNOWN

MonthOfBirth = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Slot:
    """A shift of a post at its moments in Shanghai; both None while its day or its hours are not known.

    The `day` may be known without the hours.
    """

    shift: Shift
    post: Post
    begins: datetime | None = None
    ends: datetime | None = None
    day: date | None = None

    @property
    def key(self) -> str:
        """The key of the shift."""
        return self.shift.key

    @property
    def minutes(self) -> int:
        """How long it lasts; 0 while that is not known."""
        return int((self.ends - self.begins) / timedelta(minutes=1)) if self.begins and self.ends else 0

    def has_begun(self, now: datetime) -> bool:
        """Whether it is too late to look for people, at a moment in Shanghai; of one without a time it never is."""
        return self.begins is not None and self.begins <= now

    @property
    def day_label(self) -> str:
        """Its day as people say it, with the day of the week where it is known."""
        if self.begins is None:
            return self.shift.day.short if self.shift.day else "日期待定"
        day = Day.of(self.begins)
        return f"{day.short} {day.weekday}"

    @property
    def label(self) -> str:
        """Day, hours and post: 8月10日 周二 14:00—16:30 栈道看护."""
        return " ".join(filter(None, (self.day_label, self.shift.hours, self.post.title)))

    @property
    def mark(self) -> str:
        """When and where it is, as whoever signs up agrees to it; any other value is a change to be told."""
        when = f"{self.day_label} {self.shift.hours}".strip()
        place = self.post.meeting or self.post.place
        return f"{when}，{place}" if place else when


@dataclass(frozen=True, slots=True)
class Offer:
    """A shift and how far it is filled; `waiting` stand in line behind those who have a place, `entered` are drawn."""

    slot: Slot
    taken: int = 0
    waiting: int = 0
    entered: int = 0

    @property
    def left(self) -> int:
        """How many places are free, never below zero."""
        return max(self.slot.shift.places - self.taken, 0)

    @property
    def is_full(self) -> bool:
        """Whether whoever comes now has to wait."""
        return self.left == 0 or self.waiting > 0


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the rules must know of whoever signs up; of a stranger nothing is known yet.

    `taken` are the shifts that they have, or stand in line for.
    """

    born: MonthOfBirth | None = None
    trained: bool = False
    checked: bool = False
    taken: tuple[Slot, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class InLine:
    """One of those who signed up for a shift, in order of arrival."""

    id: int
    state: SignUpState
    arrival: int


def age_on(born: MonthOfBirth, day: date) -> int:
    """Full years on that day. Of the day of birth nothing is known, so the month of birth counts as not yet reached."""
    year, month = born
    return day.year - year - (day.month <= month)


def slots_of(dossier: Dossier) -> tuple[Slot, ...]:
    """The shifts of an event by day and hour, each with its post; those of posts that are gone are left out.

    Where the post is not known yet, nobody signs up for the shift but those whom the organiser puts there.
    """
    posts = {"": Post("", f"岗位{UNKNOWN}", public=False)} | {post.key: post for post in dossier.posts}
    slots = [_slot(shift, posts[shift.post], dossier) for shift in dossier.shifts if shift.post in posts]
    return tuple(sorted(slots, key=_slot_order))


def _slot_order(slot: Slot) -> tuple[bool, str]:
    """By day and hour, those without at the end."""
    return slot.begins is None, slot.begins.isoformat() if slot.begins else ""


def _slot(shift: Shift, post: Post, dossier: Dossier) -> Slot:
    day = shift.day or (dossier.facts.starts_on if dossier.nights == 0 else None)
    there = date_near(day, dossier.facts.starts_on) if day else None
    if there is None or shift.start is None or shift.end is None:
        return Slot(shift, post, day=there)
    return Slot(shift, post, datetime.combine(there, shift.start), datetime.combine(there, shift.end), there)
