"""The records of an event as they stand in the plan, one function for each source of a section."""

from collections.abc import Callable, Iterator, Sequence

from planner.days import hours_label, range_label
from planner.documents.gbt9704 import hanging_indent, paragraph, run, text_paragraph, text_width
from planner.documents.plan_tables import (
    compose_budget,
    compose_contacts,
    compose_duties,
    compose_safety,
    compose_schedule,
    compose_supplies,
)
from planner.documents.wording import heads_label
from planner.dossier import Dossier, Facts, HeadCount, Phase
from planner.enums import GroupSide, PartyRole, SectionSource
from planner.numerals import chinese_number
from planner.telling import UNKNOWN


def compose_theme(dossier: Dossier) -> Iterator[str]:
    """主题, as a line of its own."""
    yield text_paragraph(dossier.facts.theme or UNKNOWN)


def compose_time(dossier: Dossier) -> Iterator[str]:
    """The days, with the hours of the first and the last where they are known."""
    yield text_paragraph(_span(dossier.facts) or UNKNOWN)


def _span(facts: Facts) -> str:
    """8月9日（周日）08:30—8月11日（周二）17:40: over several days, hours stand with their day."""
    first, last = facts.starts_on or facts.ends_on, facts.ends_on or facts.starts_on
    if first is None or last is None or first == last:
        return _at(range_label(first, last), hours_label(facts.starts_at, facts.ends_at))
    ends = [
        _at(first.label(), hours_label(facts.starts_at, None)),
        _at(last.label(first.year), hours_label(None, facts.ends_at)),
    ]
    return "—".join(ends)


def _at(day: str, hours: str) -> str:
    return f"{day} {hours}" if hours and day and not day.endswith("）") else day + hours


def compose_place(dossier: Dossier) -> Iterator[str]:
    """The place, the stops in their order, and how one gets there."""
    names = [s.name + ("（免票）" if s.free_entry else "") for s in dossier.stops]
    if dossier.facts.place or not names:
        yield text_paragraph(dossier.facts.place or UNKNOWN)
    if names:
        yield text_paragraph(f"线路：{'—'.join(names)}。")
    for stop in dossier.stops:
        told = "，".join(part for part in (stop.address, stop.remark) if part)
        if told:
            yield text_paragraph(f"{stop.name}：{told}。")
    if dossier.facts.transport:
        yield text_paragraph(f"车辆：{dossier.facts.transport}")


def compose_parties(dossier: Dossier) -> Iterator[str]:
    """Who plays which part."""
    found = [(role, dossier.party_names(role)) for role in PartyRole]
    if not any(names for _, names in found):
        yield text_paragraph(f"主办单位：{UNKNOWN}")
    for role, names in found:
        if names:
            yield text_paragraph(f"{role.label}单位：{'、'.join(names)}")


def compose_people(dossier: Dossier) -> Iterator[str]:
    """The groups, side by side, and the total; both totals where they differ."""
    for side in GroupSide:
        groups = [h for h in dossier.head_counts if h.side is side]
        if groups:
            yield text_paragraph(f"{side.label}：{'、'.join(map(_group, groups))}。")
    label = heads_label(dossier)
    yield text_paragraph(f"人数{UNKNOWN}。" if label == UNKNOWN else f"共{' ' if label[0].isdigit() else ''}{label}。")


def _group(group: HeadCount) -> str:
    """留守儿童 10 人（四至六年级）."""
    count = f"{group.count} 人" if group.count is not None else UNKNOWN
    return f"{group.group} {count}" + (f"（{group.remark}）" if group.remark else "")


def compose_phases(dossier: Dossier) -> Iterator[str]:
    """（一）准备阶段（1月10日—1月29日，负责人：某老师）, and what is done in it."""
    if not dossier.phases:
        yield text_paragraph(UNKNOWN)
    for number, phase in enumerate(dossier.phases, start=1):
        details = [line.strip() for line in phase.detail.split("\n") if line.strip()]
        yield paragraph(run(_phase_heading(number, phase)), "Heading2")
        yield from map(text_paragraph, details)


def _phase_heading(number: int, phase: Phase) -> str:
    days = range_label(phase.starts_on, phase.ends_on) or f"日期{UNKNOWN}"
    return f"（{chinese_number(number)}）{phase.name}（{days}，负责人：{phase.owner or UNKNOWN}）"


def compose_attachments(dossier: Dossier) -> Iterator[str]:
    """The attachments of the plan."""
    yield from list_attachments([attachment.name for attachment in dossier.attachments])


def list_attachments(names: Sequence[str]) -> Iterator[str]:
    """附件：1.名称, the following ones below the first, without a stop at the end; a single one has no number."""
    if names:
        yield paragraph("")
    if len(names) == 1:
        yield paragraph(run(f"附件：{names[0]}"), layout=hanging_indent(200, 500))
        return
    for number, name in enumerate(names, start=1):
        lead = "附件：" if number == 1 else ""
        yield paragraph(run(f"{lead}{number}.{name}"), layout=hanging_indent(500 - text_width(lead), 600))


RECORDS: dict[SectionSource, Callable[[Dossier], Iterator[str]]] = {
    SectionSource.THEME: compose_theme,
    SectionSource.TIME: compose_time,
    SectionSource.PLACE: compose_place,
    SectionSource.PARTIES: compose_parties,
    SectionSource.PEOPLE: compose_people,
    SectionSource.PHASES: compose_phases,
    SectionSource.SCHEDULE: compose_schedule,
    SectionSource.DUTIES: compose_duties,
    SectionSource.SUPPLIES: compose_supplies,
    SectionSource.BUDGET: compose_budget,
    SectionSource.SAFETY: compose_safety,
    SectionSource.CONTACTS: compose_contacts,
    SectionSource.ATTACHMENTS: compose_attachments,
}
