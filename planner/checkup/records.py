"""Stops, supplies, safety list, sections, attachments: what is missing, twice there, or left unfinished."""

import re
from collections import Counter
from collections.abc import Iterator

from planner.checkup.sentences import about_rows
from planner.dossier import Contact, Dossier, Section
from planner.enums import ItemKind, SectionSource
from planner.findings import Finding, Severity

# In a longer event people go home in between.
_AWAY_WITHIN = 14
_LODGING = re.compile("住宿|入住|宿舍|营地|宾馆|酒店|旅馆|招待所|查寝|查房")
_HOSPITAL = re.compile("医院|卫生院|卫生所|医务|诊所|急诊")
_EMERGENCY = re.compile("应急")
_UNFINISHED = re.compile(r"待补|待定|待写|(?<![A-Za-z])[xX×]{2,}(?![A-Za-z])|_{2,}|…{3,}")


def check_records(dossier: Dossier) -> list[Finding]:
    """Everything of the records that a careful reader would ask about."""
    return [
        *_stops(dossier),
        *_lodging(dossier),
        *_supplies(dossier),
        *_safety(dossier),
        *_sections(dossier),
        *_attachments(dossier),
    ]


def has_emergency_plan(dossier: Dossier) -> bool:
    """Whether a section named 应急… has a text."""
    return any(_EMERGENCY.search(s.heading) and s.text.strip() for s in dossier.sections)


def has_hospital(dossier: Dossier) -> bool:
    """Whether the nearest hospital can be called."""
    return any(c.phone.strip() and _is_hospital(c) for c in dossier.contacts)


def _is_hospital(contact: Contact) -> bool:
    return bool(_HOSPITAL.search(f"{contact.name} {contact.role} {contact.organisation}"))


def _stops(dossier: Dossier) -> list[Finding]:
    if len(dossier.stops) < 2 or not dossier.schedule:
        return []
    said = "\n".join(f"{i.place} {i.title} {i.detail}" for i in dossier.schedule)
    missed = [s for s in dossier.stops if s.name not in said]
    names = (s.name for s in missed)
    return about_rows("stops-unvisited", Severity.WARNING, "stops", missed, names, "{names}没有排进日程。")


def _lodging(dossier: Dossier) -> list[Finding]:
    nights = dossier.nights
    if dossier.budget or not nights or nights > _AWAY_WITHIN or _mentions_lodging(dossier):
        return []  # with a budget its own rule asks
    words = f"活动要过 {nights} 夜，没有写住宿。"
    return [Finding("stay-missing", Severity.WARNING, words, "schedule")]


def _mentions_lodging(dossier: Dossier) -> bool:
    return any(_LODGING.search(words) for words in _words(dossier)) or any(
        item.kind is ItemKind.STAY for item in dossier.schedule
    )


def _words(dossier: Dossier) -> Iterator[str]:
    yield from (f"{item.title} {item.detail} {item.place}" for item in dossier.schedule)
    yield from (f"{stop.name} {stop.remark}" for stop in dossier.stops)
    yield from (section.text for section in dossier.sections)


def _supplies(dossier: Dossier) -> list[Finding]:
    open_ = [s for s in dossier.supplies if s.quantity is None and not s.loose]
    loose = [s for s in dossier.supplies if s.quantity is None and s.loose]
    counts = Counter((s.name.strip(), s.spec.strip()) for s in dossier.supplies)
    twice = [name for (name, _), count in counts.items() if count > 1]
    found = [
        *about_rows(
            "supplies-without-quantity",
            Severity.WARNING,
            "supplies",
            open_,
            (s.name for s in open_),
            "{n} 样物资没有数量：{names}。",
        ),
        *about_rows(
            "supplies-loose",
            Severity.HINT,
            "supplies",
            loose,
            (s.name for s in loose),
            "{n} 样物资写着若干，采购前要定数量：{names}。",
        ),
    ]
    return found + [Finding("supply-twice", Severity.HINT, f"物资里“{n}”写了两次。", "supplies") for n in twice]


def _safety(dossier: Dossier) -> list[Finding]:
    found = []
    if not dossier.safety:
        found.append(Finding("safety-empty", Severity.WARNING, "还没有安全清单。", "safety"))
    if not has_emergency_plan(dossier):
        where = next((f"sections/{s.key}" for s in dossier.sections if _EMERGENCY.search(s.heading)), "sections")
        found.append(Finding("emergency-missing", Severity.WARNING, "应急预案还没有写。", where))
    if not has_hospital(dossier):
        where = next((f"contacts/{c.key}" for c in dossier.contacts if _is_hospital(c)), "contacts")
        found.append(Finding("hospital-missing", Severity.WARNING, "就近医院和它的电话待定。", where))
    due = [c for c in dossier.safety if c.required and not (c.done_by.strip() or c.done_on)]
    words = "{n} 项必查的安全检查要在行前做完：{names}。"
    return found + about_rows("safety-due", Severity.HINT, "safety", due, (c.item for c in due), words)


def _sections(dossier: Dossier) -> list[Finding]:
    blank = [s for s in dossier.sections if s.source is SectionSource.TEXT and not s.text.strip()]
    headings = (s.heading for s in blank)
    found = about_rows("sections-blank", Severity.HINT, "sections", blank, headings, "{n} 节还没有写：{names}。")
    return found + [_unfinished(s, hit[0]) for s in dossier.sections if (hit := _UNFINISHED.search(s.text))]


def _unfinished(section: Section, word: str) -> Finding:
    words = f"“{section.heading}”里还留着“{word}”。"
    return Finding("section-unfinished", Severity.WARNING, words, f"sections/{section.key}")


def _attachments(dossier: Dossier) -> list[Finding]:
    missing = [a for a in dossier.attachments if not a.filename.strip()]
    names = (a.name for a in missing)
    words = "{n} 个附件还没有上传文件：{names}。"
    return about_rows("attachments-missing", Severity.HINT, "attachments", missing, names, words)
