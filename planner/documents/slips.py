"""任务单.pdf: an A5 page for each person with a duty: where, when, what, with what, and whom to call."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from planner.documents.emergency import contact_row, person_in_charge
from planner.documents.handbook import format_day_or_unknown, supply_quantity
from planner.documents.typesetting import ems, shorten, typeset
from planner.dossier import Dossier, Duty, ScheduleItem
from planner.telling import UNKNOWN

MOST_MATES = 8
MOST_CONTACTS = 5
# A slip with no more lines (two for each day) fits in full size.
MOST_LINES = 20


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with duties; without a name it is one empty post."""

    name: str
    duties: tuple[Duty, ...]

    @property
    def keys(self) -> frozenset[str]:
        """The keys of all duties."""
        return frozenset(duty.key for duty in self.duties)

    @property
    def workgroups(self) -> frozenset[str]:
        """The workgroups that the duties belong to."""
        return frozenset(duty.workgroup for duty in self.duties if duty.workgroup)


def build_slips(dossier: Dossier, *, today: date) -> bytes:
    """The slips as PDF, A5, a page a person; one page that says so while there are no duties.

    Duties of the same name belong to one person; every empty post has its own page. The same event gives the same
    bytes all year. User text is printed as it stands.
    """
    return typeset("slips.typ", lay_out_slips(dossier, today=today))


def lay_out_slips(dossier: Dossier, *, today: date) -> dict[str, Any]:
    """All texts that the slips print, as their template takes them."""
    facts = dossier.facts
    event = " · ".join(part for part in (facts.title or "活动", dossier.dates_label() or f"时间{UNKNOWN}") if part)
    slips = [_slip(dossier, person, event, today.year) for person in group_by_person(dossier.duties)]
    return {"title": facts.title or "活动", "event": event, "slips": slips}


def group_by_person(duties: Iterable[Duty]) -> list[Person]:
    """Who has a duty, in the order of the list."""
    found: dict[str, list[Duty]] = {}
    for duty in duties:
        found.setdefault(duty.name.strip() or f"\0{duty.key}", []).append(duty)
    return [Person(own[0].name.strip(), tuple(own)) for own in found.values()]


def _slip(dossier: Dossier, person: Person, event: str, year: int) -> dict[str, Any]:
    own = [
        (day, [item for item in items if person.keys.intersection(item.duties)])
        for day, items in dossier.schedule_by_day()
    ]
    days = [(day, items) for day, items in own if items]
    calls, more = _calls(dossier, person)
    name = person.name or person.duties[0].role or f"职务{UNKNOWN}"
    slip = {
        "name": name,
        "short-name": shorten(name, 24),
        "roles": _roles(person),
        "event": event,
        "first": _first(dossier, [item for _, items in days for item in items], year),
        "days": [(format_day_or_unknown(day, year), [_time(item) for item in items]) for day, items in days],
        "tasks": _tasks(person, year),
        "supplies": _supplies(dossier, person),
        "calls": calls,
        "more": more,
    }
    return slip | {"short": _is_short(slip)}


def _is_short(slip: dict[str, Any]) -> bool:
    """Whether it stands on one page for certain: measuring takes as long as typesetting, and most slips are short."""
    items = [item for _, items in slip["days"] for item in items]
    rows: list[list[tuple[str, float]]]
    rows = [[(i["title"], 16), (i["place"], 10)] for i in items] + [[(i["detail"], 17)] for i in items if i["detail"]]
    rows += [[(row["what"] + row["more"], 22), (row["side"], 9)] for row in (*slip["tasks"], *slip["supplies"])]
    rows += [[(role, 7.5), (name, 15)] for role, name, _ in slip["calls"]]
    rows += [[("", 1)], [("", 1)]] * len(slip["days"])
    rows += [[(slip["name"], 20)], [(slip["roles"], 26)], [(slip["event"], 34)], [(slip["first"]["place"], 14)]]
    return sum(max(1, *(ceil(ems(text) / room) for text, room in row)) for row in rows) <= MOST_LINES


def _roles(person: Person) -> str:
    roles = dict.fromkeys(duty.role for duty in person.duties if duty.role)
    groups = dict.fromkeys(part for d in person.duties for part in (d.organisation, d.workgroup) if part)
    words = ["、".join(roles)] if person.name else [f"姓名{UNKNOWN}"]
    return " · ".join(word for word in (*words, *groups) if word)


def _first(dossier: Dossier, items: list[ScheduleItem], year: int) -> dict[str, str]:
    """The first own item; without any, the beginning of the event."""
    facts = dossier.facts
    if items:
        item = items[0]
        when = f"{format_day_or_unknown(item.day, year)} {f'{item.start:%H:%M}' if item.start else f'时间{UNKNOWN}'}"
        return {"place": item.place or facts.place or UNKNOWN, "when": when, "what": item.title}
    start = f" {facts.starts_at:%H:%M}" if facts.starts_at else ""
    return {
        "place": facts.place or UNKNOWN,
        "when": format_day_or_unknown(facts.starts_on, year) + start,
        "what": "活动开始",
    }


def _time(item: ScheduleItem) -> dict[str, str]:
    return {
        "hours": item.hours or UNKNOWN,
        "title": item.title,
        "detail": item.detail,
        "kind": item.kind.value,
        "place": item.place or UNKNOWN,
    }


def _tasks(person: Person, year: int) -> list[dict[str, Any]]:
    return [
        {
            "what": duty.task,
            "more": duty.role if len(person.duties) > 1 else "",
            "side": "已完成" if duty.done else f"{duty.due_on.label(year)}前" if duty.due_on else "",
            "done": duty.done,
        }
        for duty in person.duties
        if duty.task
    ]


def _supplies(dossier: Dossier, person: Person) -> list[dict[str, Any]]:
    own = [supply for supply in dossier.supplies if supply.duty in person.keys]
    return [
        {
            "what": supply.name,
            "more": "，".join(part for part in (supply.spec, supply.remark) if part),
            "side": supply_quantity(supply),
            "done": False,
        }
        for supply in own
    ]


def _calls(dossier: Dossier, person: Person) -> tuple[list[tuple[str, str, str]], str]:
    """The person in charge, the own workgroup (for the person in charge: everybody), the contacts of the event."""
    chief = person_in_charge(dossier)
    is_chief = bool(person.name) and person.name == chief.name.strip()
    rows = [] if is_chief else [("负责人", chief.name.strip() or UNKNOWN, chief.phone)]
    others = [p for p in group_by_person(dossier.duties) if p.name and p.name not in (person.name, chief.name.strip())]
    mates = [p for p in others if is_chief or p.workgroups & person.workgroups]
    rows += [_call(mate) for mate in mates[:MOST_MATES]]
    for contact in dossier.contacts[:MOST_CONTACTS]:
        what, name, organisation, phone = contact_row(contact)
        rows.append((what, "，".join(part for part in (name, organisation) if part), phone))
    left = len(mates[MOST_MATES:]) + len(dossier.contacts[MOST_CONTACTS:])
    return rows, f"另有 {left} 个电话，见活动手册。" if left else ""


def _call(mate: Person) -> tuple[str, str, str]:
    return mate.duties[0].role, mate.name, next((d.phone for d in mate.duties if d.phone), "")
