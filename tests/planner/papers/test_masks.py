"""What of an event is hidden from whom."""

from datetime import date

import pytest

from planner.dossier import Contact, Dossier, Duty
from planner.enums import EventStatus, Role, TeamRole
from planner.money.finances import Finances
from planner.papers.masks import (
    mask_dossier,
    mask_edition,
    mask_finances,
    mask_people,
    mask_snapshot,
    rights_of,
)
from planner.people import ErasedRoster, Participant, People
from planner.permissions import Access
from planner.report import Impression
from planner.report.paragraphs import Paragraph
from planner.report.prose import Skeleton
from tests.planner.editions import filed_of, tour_records
from tests.planner.reportvalues import SAID, actuals, told

TEAM = Access(EventStatus.APPROVED, team=TeamRole.PLANNER)
READER = Access(EventStatus.APPROVED, team=TeamRole.READER)
ALLOWED = Access(EventStatus.APPROVED, team=TeamRole.READER, sees_names=True)
UNIT = Access(EventStatus.APPROVED, role=Role.ORGANISER)
ABOVE = Access(EventStatus.APPROVED, roles_above=frozenset({Role.ADMINISTRATOR}))
PLAN = Dossier(
    duties=(Duty("d1", "总负责", "周老师", phone="13800000001"),),
    contacts=(Contact("k1", "县医院", phone="05278880001"),),
)
CHILD = Participant("p1", "林晚晴", school_class="四（1）班", guardian="林家长", phone="13800000101", remark="花生过敏")


def phones(dossier: Dossier) -> list[str]:
    """All phones of a plan."""
    return [row.phone for row in (*dossier.duties, *dossier.contacts)]


@pytest.mark.parametrize("access", [TEAM, UNIT], ids=["team", "unit"])
def test_phones_are_whole_for_the_team_and_the_organisation(access: Access) -> None:
    assert mask_dossier(PLAN, access) == PLAN
    assert mask_finances(Finances(PLAN), access).dossier == PLAN


def test_phones_are_masked_for_units_above_on_the_plan_and_in_the_accounts() -> None:
    assert phones(mask_dossier(PLAN, ABOVE)) == ["138****0001", "052****0001"]
    assert phones(mask_finances(Finances(PLAN), ABOVE).dossier) == ["138****0001", "052****0001"]


@pytest.mark.parametrize(
    ("access", "names"),
    [(TEAM, ["林晚晴"]), (ALLOWED, ["林晚晴"]), (READER, ["林**"]), (UNIT, ["林**"]), (ABOVE, [])],
)
def test_names_of_children_grow_shorter_with_the_distance(access: Access, names: list[str]) -> None:
    assert [child.name for child in mask_people(People((CHILD,)), access).participants] == names


@pytest.mark.parametrize("access", [TEAM, UNIT], ids=["team", "unit"])
def test_papers_never_carry_guardian_remark_or_whole_phone_of_a_child(access: Access) -> None:
    (child,) = mask_people(People((CHILD,)), access).participants

    assert (child.guardian, child.phone, child.remark) == ("", "138****0101", "")
    assert (child.key, child.school_class) == ("p1", "四（1）班")


@pytest.mark.parametrize(("access", "whole"), [(TEAM, True), (READER, False), (UNIT, False), (ABOVE, False)])
def test_phones_of_a_version_that_was_handed_in_are_whole_for_planners_only(access: Access, whole: bool) -> None:
    assert (mask_snapshot(PLAN, access) == PLAN) is whole


def test_what_is_left_of_an_erased_roster_is_no_secret() -> None:
    left = ErasedRoster(date(2027, 12, 2), 28, girls=15, boys=13)

    assert mask_people(People(erased=left), UNIT) == People(erased=left)
    assert mask_people(People(erased=left), ABOVE) == People()


def test_readers_who_see_different_things_have_different_rights() -> None:
    assert len({rights_of(access) for access in (TEAM, UNIT, ABOVE)}) == 3


def test_summary_names_no_child_in_anything_that_papers_print() -> None:
    said = (*SAID[:-2], told("schedule/film", outcome=SAID[-2].outcome, words="林晚晴发烧"))
    impression = Impression(well=("林晚晴唱歌",), sentence="晴天")
    own = Paragraph(key="own", chapter="body", parts=("林晚晴回家了。",), version=1)
    edition = filed_of(tour_records(said=actuals(*said, impression=impression)), own, skeleton=Skeleton.LETTER)

    masked = mask_edition(edition, ["林晚晴", "晴"])

    assert repr(edition).count("林晚晴") == repr(masked).count("林**") > 3
    assert ("林晚晴" in repr(masked), "晴天" in repr(masked)) == (False, True)
