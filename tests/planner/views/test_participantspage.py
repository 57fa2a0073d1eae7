"""The roster as its reader may see it."""

import pytest

from planner.dossier import Dossier, HeadCount
from planner.enums import EventStatus, GroupSide, Role, TeamRole
from planner.people import Participant
from planner.permissions import Access
from planner.views.participantspage import ParticipantRow, participants_page

CHILD = Participant("p1", "林晚晴", guardian="林大山", phone="13800000001", remark="花生过敏")
MASKED = Participant("p1", "林晚晴", guardian="林**", phone="138****0001", remark="有备注")
UNNAMED = Participant("p1", "林**", guardian="林**", phone="138****0001", remark="有备注")
DRAFT = EventStatus.DRAFT
OWNER = Access(DRAFT, role=Role.ORGANISER, team=TeamRole.OWNER)
MEMBER = Access(DRAFT, role=Role.READER, team=TeamRole.READER)
COLLEAGUE = Access(DRAFT, role=Role.READER)


@pytest.mark.parametrize(
    ("access", "whole", "row", "may_see_whole"),
    [
        (OWNER, True, ParticipantRow(CHILD, "林晚晴"), True),
        (OWNER, False, ParticipantRow(MASKED, "林晚晴"), True),
        (MEMBER, False, ParticipantRow(MASKED, "林晚晴"), False),
        (COLLEAGUE, False, ParticipantRow(UNNAMED, "这一行"), False),
    ],
)
def test_roster_is_masked_for_its_reader(access: Access, whole: bool, row: ParticipantRow, may_see_whole: bool) -> None:
    page = participants_page([CHILD], Dossier(), access, whole=whole)

    assert (page.rows, page.is_whole, page.may_see_whole) == ((row,), whole, may_see_whole)


def test_no_remark_is_no_remark() -> None:
    (row,) = participants_page([Participant("p1", "林晚晴")], Dossier(), OWNER, whole=False).rows

    assert row.participant.remark == ""


def test_planned_are_the_children_and_not_their_teachers() -> None:
    counts = (HeadCount("h1", "学生", 28, GroupSide.CHILD), HeadCount("h2", "老师", 4, GroupSide.STAFF))

    assert participants_page([], Dossier(head_counts=counts), OWNER, whole=False).planned == 28
