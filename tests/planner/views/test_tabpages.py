"""What the plain tabs show beyond their rows."""

from planner.days import Day
from planner.dossier import Dossier, Duty, SafetyCheck, Supply
from planner.enums import SafetyPhase
from planner.views.tabpages import PhasePanel, SafetyPage, safety_page, supplies_page


def test_supplies_name_their_keeper_or_an_empty_post() -> None:
    duties = (Duty("d1", "后勤", "李老师"), Duty("d2", "司机"))
    supplies = (Supply("s1", "水", duty="d1"), Supply("s2", "药", duty="d2"), Supply("s3", "旗", duty="gone"))

    page = supplies_page(Dossier(duties=duties, supplies=supplies))

    assert page.supplies == supplies
    assert page.keepers == {"s1": "李老师", "s2": "司机"}


def test_safety_counts_the_checks_that_were_made() -> None:
    before = (SafetyCheck("a", "车辆", done_by="李老师"), SafetyCheck("b", "保险"))
    after = (SafetyCheck("c", "清点", phase=SafetyPhase.AFTER, done_on=Day(6, 1)),)

    page = safety_page(Dossier(safety=(*after, *before)))

    assert page == SafetyPage(
        (PhasePanel(SafetyPhase.BEFORE, before, made=1), PhasePanel(SafetyPhase.AFTER, after, made=1))
    )
