"""Who has come to a shift and who hasn't, as those who work on the event tick it on their phones."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.attendancekinds import AttendanceMark
from planner.masking import Phone, show_phone
from planner.models import Attendance, Event, SignUp
from planner.people import Slot
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import Access, can_see_persons
from planner.queries.attendance import attendance_of
from planner.queries.volunteering import list_sign_ups
from planner.services.attendancemarks import last_mark
from planner.services.postcodes import code_of_post
from planner.views.attendancewords import Noted, is_present, tell_presence
from planner.views.volunteernames import show_volunteer


@dataclass(frozen=True, slots=True, kw_only=True)
class TickRow:
    """Somebody of a shift; `back` is what takes back what was noted last, empty where nothing is."""

    id: int
    name: str
    phone: Phone
    noted: tuple[Noted, ...] = ()
    back: str = ""
    back_label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TickPage:
    """A shift being ticked: who is missing first, then who is here, who has gone, who is marked as absent.

    `forgotten` are still here although the shift is over; `ends` says by when they would have gone.
    """

    key: str
    title: str
    sub: str
    digits: str
    may_tick: bool
    has_begun: bool
    missing: tuple[TickRow, ...]
    here: tuple[TickRow, ...]
    gone: tuple[TickRow, ...]
    absent: tuple[TickRow, ...]
    waiting: int
    forgotten: int
    ends: str

    @property
    def arrived(self) -> int:
        """How many have come, whether they are still here or not."""
        return len(self.here) + len(self.gone)

    @property
    def expected(self) -> int:
        """How many have a place."""
        return self.arrived + len(self.missing) + len(self.absent)

    @property
    def headline(self) -> str:
        """How many are still missing."""
        if not self.expected:
            return "这一班没有人报"
        return f"{len(self.missing)} 人没到" if self.missing else "都到了" if not self.absent else "没有人还没到"

    @property
    def percent(self) -> str:
        """How far the bar is filled."""
        return f"{100 * self.arrived / self.expected:.1f}%" if self.expected else "0%"


def tick_page(event: Event, access: Access, slot: Slot, now: datetime) -> TickPage:
    """The shift as it stands; two statements, however many people."""
    people = list_sign_ups(event.id, slot.key)
    noted = attendance_of(one.id for one in people)
    groups = _group(people, noted)
    rows = {
        name: tuple(_row(one, noted.get(one.id), slot, access, now) for one in found) for name, found in groups.items()
    }
    ends, begins = slot.ends, slot.begins
    is_over = ends is not None and ends <= now
    return TickPage(
        key=slot.key,
        title=slot.post.title,
        sub="，".join(filter(None, (f"{slot.day_label} {slot.shift.hours}", slot.post.meeting or slot.post.place))),
        digits=code_of_post(event, slot.post.key, begins.date()) if begins else "",
        may_tick=begins is not None and begins.date() <= now.date(),
        has_begun=begins is not None and begins <= now,
        missing=rows["missing"],
        here=rows["here"],
        gone=rows["gone"],
        absent=rows["absent"],
        waiting=sum(one.state not in HAVING_A_PLACE for one in people),
        forgotten=len(rows["here"]) if is_over else 0,
        ends=f"{ends:%H:%M}" if ends else "",
    )


def _group(people: Iterable[SignUp], noted: Mapping[int, Attendance]) -> dict[str, list[SignUp]]:
    """Those who have a place, or came without one, by how they stand."""
    groups: dict[str, list[SignUp]] = {"missing": [], "here": [], "gone": [], "absent": []}
    for one in people:
        at = noted.get(one.id)
        if one.absent_by:
            groups["absent"].append(one)
        elif at is not None and at.left_at is not None:
            groups["gone"].append(one)
        elif at is not None and at.arrived_at is not None:
            groups["here"].append(one)
        elif one.state in HAVING_A_PLACE:
            groups["missing"].append(one)
    return groups


def _row(one: SignUp, noted: Attendance | None, slot: Slot, access: Access, now: datetime) -> TickRow:
    person = one.volunteer
    mark = last_mark(noted) if noted is not None and is_present(noted) else None
    return TickRow(
        id=one.id,
        name=show_volunteer(person, access),
        phone=show_phone(person.phone, whole=can_see_persons(access)),
        noted=(*_absence(one), *tell_presence(slot, noted, now)),
        back=f"back-{one.id}-{mark.value}-{noted.version}" if noted and mark else "",
        back_label=f"撤回{mark.label}" if mark else "",
    )


def _absence(one: SignUp) -> Sequence[Noted]:
    return (Noted(f"{one.absent_by}记了未到"),) if one.absent_by else ()


@dataclass(frozen=True, slots=True)
class TickAsked:
    """What a button says: what to do, with whom, and of taking back which mark of which version."""

    verb: str
    sign_up_id: int
    mark: AttendanceMark | None = None
    version: int = 0


def read_tick(text: str) -> TickAsked | None:
    """What stands in a button of the page (arrive-7, back-7-left-3); None for anything else."""
    verb, _, rest = text.partition("-")
    number, _, seen = rest.partition("-")
    if not _is_number(number):
        return None
    if verb in ("arrive", "leave", "absent", "present") and not seen:
        return TickAsked(verb, int(number))
    mark, _, version = seen.partition("-")
    if verb != "back" or mark not in set(AttendanceMark) or not _is_number(version):
        return None
    return TickAsked(verb, int(number), AttendanceMark(mark), int(version))


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) < 10
