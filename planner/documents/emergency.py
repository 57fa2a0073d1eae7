"""Whom to call and what to do first: only what the event says and what everybody knows."""

from collections.abc import Iterator
from typing import Any

from planner.dossier import Contact, Dossier, Duty
from planner.dossier.leading import leaders
from planner.telling import is_about_emergency, is_about_hospital, is_about_police, is_about_superiors

_CALLED = ("负责", "领队", "指挥", "医", "护士", "救护", "安全", "车长", "司机")
_MOST = 8
# A line of the page that nobody has filled stays, to be filled by hand: what it says, and what is about it.
_NEEDED = (
    ("最近医院", is_about_hospital),
    ("辖区派出所", is_about_police),
    ("上级值班", is_about_superiors),
)
STEPS = (
    ("先救人", "把孩子带离危险处，叫身边的大人一起帮忙；会急救的先处置，不懂的不乱动伤者。"),
    ("打电话", "伤病打 120，起火打 119，走失和治安打 110。说清地点、人数、情况，听完再挂。"),
    ("点人数", "其余孩子集中到安全处，按花名册逐个清点，一直有大人看着。"),
    ("告诉监护人", "由负责人打电话，只说已知的事实和孩子现在哪里，不猜原因。电话见花名册。"),
    ("报告", "负责人报本单位和主办单位：时间、地点、人数、经过、已经做了什么；有变化接着报。"),
    ("留下记录", "保护现场，保留食物样品和票据，记下经过；孩子的姓名和照片不外传。"),
)


def person_in_charge(dossier: Dossier) -> Duty:
    """The owner of the event with the phone of his duty; else a duty that says so; else an unnamed one."""
    owner = dossier.facts.owner.strip()
    own = [d for d in dossier.duties if owner and d.name.strip() == owner]
    if owner:
        found = next((d for d in own if d.phone), own[0] if own else None)
        return Duty("", "负责人", owner, found.organisation if found else "", found.phone if found else "")
    return next(iter(leaders(dossier)), Duty("", "负责人"))


def emergency_page(dossier: Dossier) -> dict[str, Any]:
    """The data of the emergency page; an empty string is a line to fill by hand."""
    return {
        "people": list(_people(dossier)),
        "contacts": [*(contact_row(c) for c in dossier.contacts), *_missing_contacts(dossier.contacts)],
        "steps": STEPS,
        "plans": [(s.heading, s.text) for s in dossier.sections if is_about_emergency(s.heading) and s.text.strip()],
    }


def contact_row(contact: Contact) -> tuple[str, str, str, str]:
    """What for, name, organisation, phone."""
    return contact.role or "联系人", contact.name, contact.organisation, contact.phone


def _people(dossier: Dossier) -> Iterator[tuple[str, str, str, str]]:
    chief = person_in_charge(dossier)
    yield chief.role, chief.name.strip(), chief.organisation, chief.phone
    seen = {chief.name.strip()} - {""}
    called = [d for d in dossier.duties if any(word in d.role for word in _CALLED)]
    for duty in called:
        name = duty.name.strip()
        if name in seen or (not name and duty is chief):
            continue
        if len(seen) >= _MOST:
            return
        seen.add(name or duty.key)
        yield duty.role, name, duty.organisation, duty.phone


def _missing_contacts(contacts: tuple[Contact, ...]) -> Iterator[tuple[str, str, str, str]]:
    said = " ".join(f"{c.name} {c.role} {c.organisation}" for c in contacts)
    for what, speaks_of in _NEEDED:
        if not speaks_of(said):
            yield what, "", "", ""
