"""The check-up of a plan: what is missing, what cannot be, what a leader would ask. Pure: Dossier in, findings out."""

from planner.checkup.budget import check_plan_budget
from planner.checkup.clashes import clashes_by_item, find_clashes
from planner.checkup.openpoints import open_points
from planner.checkup.people import check_people
from planner.checkup.phases import check_phases
from planner.checkup.readiness import Readiness, prepared
from planner.checkup.records import check_records
from planner.checkup.schedule import check_schedule
from planner.dossier import Dossier
from planner.findings import Finding, Severity

__all__ = [
    "Readiness",
    "check_people",
    "check_phases",
    "check_plan",
    "check_plan_budget",
    "check_records",
    "check_schedule",
    "clashes_by_item",
    "find_clashes",
    "open_points",
    "readiness",
]

_CHECKS = (open_points, find_clashes, check_phases, check_people, check_schedule, check_records, check_plan_budget)


def check_plan(dossier: Dossier) -> list[Finding]:
    """All findings, what must be mended first, then what asks for a reason, then advice.

    Errors are few: what nothing can be approved without, a person in two places, an event that ends before it starts.
    """
    found = [finding for check in _CHECKS for finding in check(dossier)]
    return sorted(found, key=lambda finding: finding.severity.rank)


def readiness(dossier: Dossier) -> Readiness:
    """What is prepared and what is left: errors are `must`, the rest `may`."""
    found, named = check_plan(dossier), prepared(dossier)
    return Readiness(
        done=tuple(name for name, is_there in named.items() if is_there),
        total=len(named),
        must=tuple(f for f in found if f.severity is Severity.ERROR),
        may=tuple(f for f in found if f.severity is not Severity.ERROR),
    )
