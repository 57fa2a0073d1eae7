"""The volunteers of an event by person: each once with all their shifts, 50 a page."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from flask import url_for

from planner.enums import SignUpState
from planner.masking import Phone, show_phone
from planner.models import Attendance, Event, SignUp
from planner.people import Slot
from planner.people.overlaps import Overlap
from planner.people.volunteerrules import VolunteerRules
from planner.permissions import Access, can_see_names, can_see_persons
from planner.pinyin import person_key
from planner.queries.attendance import attendance_of
from planner.queries.volunteering import list_sign_ups
from planner.queries.volunteerrules import find_rules_of_event
from planner.views.pager import Pager, read_pager
from planner.views.places import shift_url
from planner.views.shiftpanel import OVERLAPPING, Tag, person_tags, state_tag
from planner.views.volunteernames import show_volunteer

PAGE = 50


class Only(Enum):
    """To whom the list is narrowed; the first value names it in addresses."""

    ALL = "", "全部"
    OPEN = "open", "没答"
    WAITING = "waiting", "候补"
    OVERLAP = "overlap", "时间重叠"

    def __init__(self, code: str, label: str) -> None:
        self.code, self.label = code, label


@dataclass(frozen=True, slots=True)
class OneShift:
    """One of the shifts of somebody, and how they stand there."""

    label: str
    href: str
    state: Tag


@dataclass(frozen=True, slots=True)
class PersonLine:
    """Somebody with all their shifts, by day."""

    name: str
    tags: tuple[Tag, ...]
    phone: Phone
    shifts: tuple[OneShift, ...]


@dataclass(frozen=True, slots=True)
class _Told:
    """What people are told by: the moment, the rules of the unit, when they came and went."""

    now: datetime
    rules: VolunteerRules
    noted: Mapping[int, Attendance]


@dataclass(frozen=True, slots=True)
class PeoplePanel:
    """A page of the people of an event."""

    count: int
    lines: tuple[PersonLine, ...]
    pager: Pager
    chips: tuple[tuple[str, str, bool], ...]

    @property
    def names_people(self) -> bool:
        """Whether anybody is shown."""
        return bool(self.lines)


def people_panel(
    event: Event, access: Access, slots: Sequence[Slot], overlaps: Sequence[Overlap], now: datetime, only: str
) -> PeoplePanel:
    """Those whom the address asks for, by the sounds of their names; two statements."""
    by_key = {slot.key: slot for slot in slots}
    twice = frozenset(each.sign_up for overlap in overlaps for each in (overlap.one, overlap.other))
    people: dict[int, list[SignUp]] = {}
    listed, rules = list_sign_ups(event.id), find_rules_of_event(event)
    for one in listed:
        if one.shift in by_key:
            people.setdefault(one.volunteer_id, []).append(one)
    chosen = next((each for each in Only if each.code == only), Only.ALL)
    fitting = {each: [own for own in people.values() if _fits(own, by_key, twice, each)] for each in Only}
    found = sorted(fitting[chosen], key=lambda own: person_key(own[0].volunteer.name))
    pager = read_pager(len(found), PAGE)
    shown = pager.cut(found, PAGE)
    told = _Told(now, rules, attendance_of(one.id for own in shown for one in own))
    return PeoplePanel(
        count=len(people),
        lines=tuple(_line(event, access, own, by_key, twice, told) for own in shown),
        pager=pager,
        chips=tuple(
            (f"{each.label} {len(fitting[each])}", _url(event, each), each is chosen)
            for each in Only
            if each is Only.ALL or fitting[each]
        ),
    )


def _url(event: Event, only: Only) -> str:
    return url_for("volunteers.show", event_id=event.id, view="people", only=only.code or None) + "#people"


def _fits(own: Sequence[SignUp], slots: Mapping[str, Slot], twice: Collection[int], only: Only) -> bool:
    if only is Only.OPEN:
        return any(_is_open(one, slots[one.shift]) for one in own)
    if only is Only.WAITING:
        return any(one.state is SignUpState.WAITING for one in own)
    return only is Only.ALL or any(one.id in twice for one in own)


def _is_open(sign_up: SignUp, slot: Slot) -> bool:
    """Whether an answer of theirs, or to them, is outstanding."""
    asks = sign_up.state in (SignUpState.INVITED, SignUpState.HELD) or sign_up.leave_asked_at is not None
    return asks or (sign_up.state is SignUpState.CONFIRMED and sign_up.known != slot.mark)


def _line(
    event: Event,
    access: Access,
    own: Sequence[SignUp],
    slots: Mapping[str, Slot],
    twice: Collection[int],
    told: _Told,
) -> PersonLine:
    order = list(slots)
    ordered = sorted(own, key=lambda one: order.index(one.shift))
    person, sees = own[0].volunteer, can_see_names(access)
    tags = person_tags(ordered[0], slots[ordered[0].shift], told.now, told.rules) if sees else ()
    if any(one.id in twice for one in own):
        tags = (*tags, Tag(OVERLAPPING, "bad"))
    shifts = (
        OneShift(
            slots[one.shift].label,
            shift_url(event.id, one.shift),
            state_tag(one, slots[one.shift], told.now, told.noted.get(one.id)),
        )
        for one in ordered
    )
    return PersonLine(
        name=show_volunteer(person, access),
        tags=tags,
        phone=show_phone(person.phone, whole=can_see_persons(access)),
        shifts=tuple(shifts),
    )
