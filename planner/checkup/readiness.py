"""What stands between a draft and its approval, for the panel 提交前还差 N 项."""

import re
from dataclasses import dataclass

from planner.checkup.openpoints import has_chief, has_place
from planner.checkup.records import has_emergency_plan, has_hospital
from planner.dossier import Dossier, SafetyCheck
from planner.findings import Finding

_INSURANCE = re.compile("保险|意外险|责任险|保单|投保")
_CONSENT = re.compile("同意")
_REPORT = re.compile("上报|报送")


@dataclass(frozen=True, slots=True)
class Readiness:
    """`done` of `total` named facts are there; `must` is mended before 提交, `may` is advice."""

    done: tuple[str, ...]
    total: int
    must: tuple[Finding, ...]
    may: tuple[Finding, ...]


def prepared(dossier: Dossier) -> dict[str, bool]:
    """The named facts that a leader asks for, and whether they are there; 车辆 only where people are moved."""
    facts, total = dossier.facts, dossier.full_budget.total
    named = {
        "时间": facts.starts_on is not None,
        "地点": has_place(dossier),
        "负责人": has_chief(dossier),
        "参加人数": dossier.heads is not None,
        "日程安排": bool(dossier.schedule) and all(i.day and i.start for i in dossier.schedule),
        "人员分工": bool(dossier.duties) and all(d.name or d.organisation for d in dossier.duties),
        "预算合计": bool(dossier.budget) and total.is_exact,
        "保险": _is_insured(dossier),
        "监护人同意": any(_is_done(c) and _CONSENT.search(c.item) for c in dossier.safety),
        "应急预案": has_emergency_plan(dossier),
        "就近医院": has_hospital(dossier),
        "上报单位": _is_reported(dossier),
    }
    return {**named, "车辆": bool(facts.transport.strip())} if dossier.needs_vehicle else named


def _is_done(check: SafetyCheck) -> bool:
    return bool(check.done_by.strip() or check.done_on)


def _is_insured(dossier: Dossier) -> bool:
    paid = any(line.amount and _INSURANCE.search(line.category + line.item) for line in dossier.budget)
    return paid or any(_is_done(c) and _INSURANCE.search(c.item) for c in dossier.safety)


def _is_reported(dossier: Dossier) -> bool:
    return any(_REPORT.search(s.heading) and s.text.strip() for s in dossier.sections) or any(
        _REPORT.search(c.role) for c in dossier.contacts
    )
