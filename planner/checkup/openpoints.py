"""Open points: facts that are not known yet and would be printed as 待定."""

import re

from planner.days import Day
from planner.dossier import Dossier
from planner.enums import PartyRole
from planner.findings import Finding, Severity

_CHIEF = re.compile("总负责|总指挥")


def open_points(dossier: Dossier) -> list[Finding]:
    """The facts still unknown: errors where nothing can be approved without, else what will print as 待定."""
    return [*_needed(dossier), *_wanted(dossier)]


def has_place(dossier: Dossier) -> bool:
    """Whether anything is said about where it is."""
    return bool(dossier.facts.place.strip() or dossier.stops)


def has_chief(dossier: Dossier) -> bool:
    """Whether somebody answers for the whole event."""
    return bool(dossier.facts.owner.strip()) or any(d.name and _CHIEF.search(d.role) for d in dossier.duties)


def _needed(dossier: Dossier) -> list[Finding]:
    facts = dossier.facts
    rules = (
        (not facts.title.strip(), "title-missing", "活动还没有名称。", "facts/title"),
        (
            facts.starts_on is None and facts.ends_on is None,
            "day-missing",
            "活动日期待定，先写月和日，年份可以以后补。",
            "facts/starts_on",
        ),
        (not has_place(dossier), "place-missing", "活动地点待定。", "facts/place"),
        (not has_chief(dossier), "chief-missing", "还没有总负责人。", "duties"),
        (dossier.heads is None, "heads-missing", "参加人数待定，分组写或写总数都行。", "head_counts"),
    )
    return [Finding(code, Severity.ERROR, words, where) for open_, code, words, where in rules if open_]


def _wanted(dossier: Dossier) -> list[Finding]:
    facts, days = dossier.facts, (dossier.facts.starts_on, dossier.facts.ends_on)
    known = [day for day in days if day is not None]
    on_foot = dossier.needs_vehicle and not facts.transport.strip()
    rules = (
        (on_foot, "vehicle-missing", True, "要走几处地方，车辆待定；步行也请写明。", "transport"),
        (len(known) == 1, "day-open", True, _half_known(days), "ends_on" if days[0] else "starts_on"),
        (any(d.year is None for d in known), "year-missing", False, "年份待定，纸上只印月和日。", "starts_on"),
        (facts.starts_at is None, "hour-missing", False, "开始时间待定。", "starts_at"),
        (not facts.theme.strip(), "theme-missing", False, "活动主题待定。", "theme"),
        (facts.signed_on is None, "signature-open", False, "成文日期待定，落款印成待定。", "signed_on"),
    )
    found = [
        Finding(code, Severity.WARNING if grave else Severity.HINT, words, f"facts/{field}")
        for open_, code, grave, words, field in rules
        if open_
    ]
    if not dossier.party_names(PartyRole.HOST):
        found.append(Finding("host-missing", Severity.HINT, "主办单位待定。", "parties"))
    return found


def _half_known(days: tuple[Day | None, Day | None]) -> str:
    return "结束日期待定。" if days[0] else "开始日期待定。"
