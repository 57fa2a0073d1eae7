"""Who leads, as far as the duties say: the check-up, the approval page and the emergency page ask the same."""

from planner.checkup import Context, check_plan
from planner.documents.emergency import person_in_charge
from planner.dossier import Dossier, Duty, Facts
from planner.dossier.leading import guides, leaders
from planner.findings import Severity

CHIEF = Duty("a", "总领队", "周老师", phone="13800000001")
GUIDE = Duty("b", "副负责人、领队", "李老师")
EMPTY = Duty("c", "总指挥")


def _chief_findings(dossier: Dossier) -> list[Severity]:
    return [f.severity for f in check_plan(Context(dossier)) if f.code == "chief-missing"]


def test_named_chief_leads_and_the_guide_goes_with_the_children() -> None:
    dossier = Dossier(duties=(GUIDE, EMPTY, CHIEF))

    assert leaders(dossier) == (CHIEF,)
    assert guides(dossier) == (GUIDE,)


def test_chief_that_is_printed_is_not_reported_as_missing() -> None:
    dossier = Dossier(duties=(GUIDE, CHIEF))

    assert person_in_charge(dossier) == CHIEF
    assert _chief_findings(dossier) == []


def test_chief_is_missed_though_the_event_has_an_owner() -> None:
    """Every event of a database has its owner: that alone must not keep the question from being asked."""
    owned = Dossier(facts=Facts(owner="周老师"), duties=(GUIDE, EMPTY))

    assert _chief_findings(owned) == [Severity.WARNING]
    assert _chief_findings(Dossier(duties=(GUIDE, EMPTY))) == [Severity.ERROR]
