"""Stops, supplies, safety list, sections, attachments: what is missing, twice there, or left unfinished."""

from collections import Counter
from collections.abc import Iterator

from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows
from planner.dossier import Contact, Dossier, Section
from planner.dossier.sources import SOURCES
from planner.enums import ItemKind
from planner.findings import Finding, Severity
from planner.places import place_of
from planner.telling import find_holes, is_about_emergency, is_about_hospital, is_about_lodging


def has_emergency_plan(dossier: Dossier) -> bool:
    """Whether a section named 应急… has a text."""
    return any(is_about_emergency(s.heading) and s.text.strip() for s in dossier.sections)


def has_hospital(dossier: Dossier) -> bool:
    """Whether the nearest hospital can be called."""
    return any(c.phone.strip() and _is_hospital(c) for c in dossier.contacts)


def _is_hospital(contact: Contact) -> bool:
    return is_about_hospital(f"{contact.name} {contact.role} {contact.organisation}")


def check_stops(context: Context) -> list[Finding]:
    """Every stop of a route has its time in the schedule."""
    dossier = context.dossier
    if len(dossier.stops) < 2 or not dossier.schedule:
        return []
    scheduled = "\n".join(f"{i.place} {i.title} {i.detail}" for i in dossier.schedule)
    missed = [s for s in dossier.stops if s.name not in scheduled]
    names = (s.name for s in missed)
    return about_rows("stops-unvisited", Severity.WARNING, "stops", missed, names, "{names}没有排进日程。")


def check_lodging(context: Context) -> list[Finding]:
    """An event with nights says where people sleep; with a budget its own rule asks."""
    dossier, nights = context.dossier, context.dossier.nights_away
    if dossier.budget or not nights or _mentions_lodging(dossier):
        return []
    words = f"活动要过 {nights} 夜，没有写住宿。"
    return [Finding("stay-missing", Severity.WARNING, words, "schedule")]


def _mentions_lodging(dossier: Dossier) -> bool:
    is_scheduled = any(item.kind is ItemKind.STAY for item in dossier.schedule)
    return is_scheduled or any(is_about_lodging(words) for words in _texts(dossier))


def _texts(dossier: Dossier) -> Iterator[str]:
    yield from (f"{item.title} {item.detail} {item.place}" for item in dossier.schedule)
    yield from (f"{stop.name} {stop.remark}" for stop in dossier.stops)
    yield from (section.text for section in dossier.sections)


def check_supplies(context: Context) -> list[Finding]:
    """Supplies have a number and stand there once."""
    supplies = context.dossier.supplies
    unknown = [s for s in supplies if s.quantity is None and not s.loose]
    loose = [s for s in supplies if s.quantity is None and s.loose]
    counts = Counter((s.name.strip(), s.spec.strip()) for s in supplies)
    twice = [name for (name, _), count in counts.items() if count > 1]
    kinds = (
        ("supplies-without-quantity", Severity.WARNING, unknown, "{n} 样物资没有数量：{names}。"),
        ("supplies-loose", Severity.HINT, loose, "{n} 样物资写着若干，采购前要定数量：{names}。"),
    )
    found = [
        finding
        for code, severity, rows, words in kinds
        for finding in about_rows(code, severity, "supplies", rows, (s.name for s in rows), words)
    ]
    return found + [Finding("supply-twice", Severity.HINT, f"物资里“{n}”写了两次。", "supplies") for n in twice]


def check_safety(context: Context) -> list[Finding]:
    """There are a safety list, an emergency plan and a hospital that can be called."""
    dossier = context.dossier
    found = []
    if not dossier.safety:
        found.append(Finding("safety-empty", Severity.WARNING, "还没有安全清单。", "safety"))
    if not has_emergency_plan(dossier):
        where = next(
            (place_of("sections", s.key) for s in dossier.sections if is_about_emergency(s.heading)), "sections"
        )
        found.append(Finding("emergency-missing", Severity.WARNING, "应急预案还没有写。", where))
    if not has_hospital(dossier):
        where = next((place_of("contacts", c.key) for c in dossier.contacts if _is_hospital(c)), "contacts")
        found.append(Finding("hospital-missing", Severity.WARNING, "就近医院和它的电话待定。", where))
    return found


def check_sections(context: Context) -> list[Finding]:
    """Chapters have a text where no records stand for it, and nothing in it still waits to be filled in."""
    sections = context.dossier.sections
    blank = [s for s in sections if not SOURCES[s.source].is_printed and not s.text.strip()]
    headings = (s.heading for s in blank)
    found = about_rows("sections-blank", Severity.HINT, "sections", blank, headings, "{n} 节还没有写：{names}。")
    return found + [_describe_hole(s, holes[0]) for s in sections if (holes := find_holes(s.text))]


def _describe_hole(section: Section, hole: str) -> Finding:
    words = f"“{section.heading}”里还留着“{hole}”。"
    return Finding("section-unfinished", Severity.WARNING, words, place_of("sections", section.key))


def check_attachments(context: Context) -> list[Finding]:
    """An attachment that the plan lists has its file."""
    missing = [a for a in context.dossier.attachments if not a.filename.strip()]
    names = (a.name for a in missing)
    words = "{n} 个附件还没有上传文件：{names}。"
    return about_rows("attachments-missing", Severity.HINT, "attachments", missing, names, words)


RULES: tuple[Rule, ...] = (
    check_stops,
    check_lodging,
    check_supplies,
    check_safety,
    check_sections,
    check_attachments,
)
