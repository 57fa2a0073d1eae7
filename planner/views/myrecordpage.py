"""What the own page of a volunteer shows of their record: events of the unit, person, trainings, awards."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from planner.days import say_date
from planner.models import IssuedCertificate
from planner.people.certificatefacts import read_facts
from planner.people.hours import format_hours
from planner.people.servedshifts import HoursState
from planner.queries.hours import Helper, find_helper
from planner.queries.hourstotals import read_elsewhere
from planner.services.jointcertificates import ONE_EVENT, Served
from planner.views.personrecordspage import PersonRecordPage, person_record_page
from planner.views.visitors import OwnPage

NOT_YET = "这次活动的时长核定以后，这里有你在本单位每次活动的时长。"


@dataclass(frozen=True, slots=True)
class ServedEvent:
    """An event at which somebody served: its days and hours in words."""

    title: str
    days: str
    hours: str


@dataclass(frozen=True, slots=True)
class _Day:
    """An approved shift, wherever it was."""

    event_id: int
    title: str
    day: date
    minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class MyRecord:
    """The record of whoever opened the page.

    `events`, and what the file of the unit knows, are told once hours were approved here: before that nobody knows
    whether it is they. `certificate` is the good one over several events; `note` says why there can't be one; it
    `may_ask` for one where none says all of this yet.
    """

    person: PersonRecordPage
    has_hours: bool
    events: tuple[ServedEvent, ...]
    total: str
    certificate: IssuedCertificate | None
    note: str
    may_ask: bool


def my_record(own: OwnPage) -> MyRecord:
    """The record as it stands; the number of statements is constant."""
    helper = find_helper(own.event, own.volunteer.id)
    is_known = helper is not None and helper.approved > 0
    elsewhere = read_elsewhere(own.event, own.volunteer) if is_known else []
    days = [*_days_here(own, helper), *_days_of(elsewhere)] if is_known else []
    last = helper.last_joint_certificate if helper else None
    good = last if last is not None and last.is_good else None
    note = _tell_why_not(last, is_known=is_known, has_others=bool(elsewhere))
    return MyRecord(
        person=person_record_page(own.event, own.volunteer, is_known=is_known),
        has_hours=helper is not None,
        events=_by_event(days),
        total=format_hours(sum(one.minutes for one in days)),
        certificate=good,
        note=note,
        may_ask=not note and not (good and _says_all(good, days)),
    )


def _says_all(certificate: IssuedCertificate, days: Iterable[_Day]) -> bool:
    """Whether a certificate states just these days and hours."""
    stated = Counter((line.day, line.minutes) for line in read_facts(certificate.facts).lines)
    return stated == Counter((one.day, one.minutes) for one in days if one.minutes)


def _by_event(days: Iterable[_Day]) -> tuple[ServedEvent, ...]:
    """The events in the order of their first days."""
    found: dict[int, list[_Day]] = {}
    for one in sorted(days, key=lambda one: one.day):
        found.setdefault(one.event_id, []).append(one)
    return tuple(_tell_event(shifts) for shifts in found.values())


def _days_of(elsewhere: Served) -> list[_Day]:
    return [_Day(event.id, event.title, hours.day, hours.minutes) for event, _, hours in elsewhere]


def _days_here(own: OwnPage, helper: Helper | None) -> list[_Day]:
    shifts = helper.shifts if helper else ()
    return [
        _Day(own.event.id, own.dossier.facts.title, shift.day, shift.minutes)
        for shift in shifts
        if shift.state is HoursState.APPROVED and shift.minutes and shift.day is not None
    ]


def _tell_event(shifts: Sequence[_Day]) -> ServedEvent:
    """看见家乡，2027年8月10日—2027年8月12日，3 班; the shifts are in their order."""
    first, last = shifts[0].day, shifts[-1].day
    days = say_date(first) if first == last else f"{say_date(first)}—{say_date(last)}"
    times = f"，{len(shifts)} 班" if len(shifts) > 1 else ""
    return ServedEvent(shifts[0].title, f"{days}{times}", format_hours(sum(one.minutes for one in shifts)))


def _tell_why_not(last: IssuedCertificate | None, *, is_known: bool, has_others: bool) -> str:
    if not is_known:
        return NOT_YET
    if last is not None and last.withdrawn_at is not None:
        return f"{last.number} 已撤销：{last.withdrawn_because}。要新的请找组织者。"
    return "" if has_others else ONE_EVENT
