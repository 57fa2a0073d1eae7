"""What stands between a draft and its approval, for the panel 提交前还差 N 项."""

from collections import Counter
from dataclasses import dataclass

from planner.checkup.context import Context
from planner.checkup.openpoints import has_leader, has_place
from planner.checkup.records import has_emergency_plan, has_hospital
from planner.dossier import Dossier
from planner.findings import Finding
from planner.nouns import tab_of
from planner.telling import is_about_consent, is_about_insurance, is_about_reporting


@dataclass(frozen=True, slots=True)
class Readiness:
    """`done` of `total` named facts are there; `must` is mended before 提交, `may` is advice."""

    done: tuple[str, ...]
    total: int
    must: tuple[Finding, ...]
    may: tuple[Finding, ...]

    @property
    def open(self) -> tuple[Finding, ...]:
        """All that is left, what must be mended first."""
        return self.must + self.may

    @property
    def percent(self) -> int:
        """How much of what is asked for is there, in whole percent, half a percent rounded up."""
        return (200 * len(self.done) + self.total) // (2 * self.total) if self.total else 0

    @property
    def title(self) -> str:
        """How far the plan is from being handed in."""
        if self.must:
            return f"提交前还差 {len(self.must)} 项"
        return f"可以提交，还有 {len(self.may)} 条建议" if self.may else "都齐了"

    def of_tab(self, tab: str) -> tuple[Finding, ...]:
        """What is left of the things on one of the event's pages."""
        return tuple(finding for finding in self.open if tab_of(finding.where) == tab)

    def blocking_by_tab(self) -> Counter[str]:
        """How many findings block 提交, by the page where they are mended."""
        return Counter(tab_of(finding.where) for finding in self.must)


def list_prepared(context: Context) -> dict[str, bool]:
    """The named facts that a leader asks for, and whether they are there; 车辆 only where people are moved."""
    dossier = context.dossier
    facts, total = dossier.facts, dossier.full_budget.total
    prepared = {
        "时间": facts.starts_on is not None,
        "地点": has_place(dossier),
        "负责人": has_leader(dossier),
        "参加人数": dossier.heads is not None,
        "日程安排": bool(dossier.schedule) and all(i.day and i.start for i in dossier.schedule),
        "人员分工": bool(dossier.duties) and all(d.name or d.organisation for d in dossier.duties),
        "预算合计": bool(dossier.budget) and total.is_exact,
        "保险": _is_insured(dossier),
        "监护人同意": any(c.is_done and is_about_consent(c.item) for c in dossier.safety),
        "应急预案": has_emergency_plan(dossier),
        "就近医院": has_hospital(dossier),
        "上报单位": _is_reported(dossier),
    }
    return {**prepared, "车辆": bool(facts.transport.strip())} if dossier.needs_vehicle else prepared


def _is_insured(dossier: Dossier) -> bool:
    """Whether an insurance is paid for in the budget or was checked off on the safety list."""
    is_paid = any(line.amount and is_about_insurance(line.category + line.item) for line in dossier.budget)
    return is_paid or any(c.is_done and is_about_insurance(c.item) for c in dossier.safety)


def _is_reported(dossier: Dossier) -> bool:
    return any(is_about_reporting(s.heading) and s.text.strip() for s in dossier.sections) or any(
        is_about_reporting(c.role) for c in dossier.contacts
    )
