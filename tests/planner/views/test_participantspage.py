"""The roster as its reader may see it."""

from datetime import date
from typing import Any

import pytest

from planner.dossier import Dossier, HeadCount
from planner.enums import EventStatus, GroupSide, Role, TeamRole
from planner.people import Participant, People
from planner.permissions import Access
from planner.retention import Retention
from planner.views.participantspage import ParticipantRow, participants_page

CHILD = Participant("p1", "林晚晴", guardian="林大山", phone="13800000001", remark="花生过敏")
MASKED = Participant("p1", "林晚晴", guardian="林**", phone="138****0001", remark="有备注")
UNNAMED = Participant("p1", "林**", guardian="林**", phone="138****0001", remark="有备注")
DRAFT = EventStatus.DRAFT
OWNER = Access(DRAFT, role=Role.ORGANISER, team=TeamRole.OWNER)
MEMBER = Access(DRAFT, role=Role.READER, team=TeamRole.READER)
ALLOWED = Access(DRAFT, role=Role.READER, team=TeamRole.READER, sees_names=True)
COLLEAGUE = Access(DRAFT, role=Role.READER)
ABOVE = Access(EventStatus.APPROVED, roles_above=frozenset({Role.ADMINISTRATOR}))
KEPT = Retention(date(2027, 12, 1), date(2027, 6, 1), date(2029, 6, 1))
DAYS: dict[str, Any] = {"retention": KEPT, "today": date(2027, 12, 1)}


@pytest.mark.parametrize(
    ("access", "whole", "row", "may_see_whole"),
    [
        (OWNER, True, ParticipantRow(CHILD, "林晚晴"), True),
        (OWNER, False, ParticipantRow(MASKED, "林晚晴"), True),
        (MEMBER, False, ParticipantRow(UNNAMED, "这一行"), False),
        (ALLOWED, False, ParticipantRow(MASKED, "林晚晴"), False),
        (COLLEAGUE, False, ParticipantRow(UNNAMED, "这一行"), False),
    ],
)
def test_roster_is_masked_for_its_reader(access: Access, whole: bool, row: ParticipantRow, may_see_whole: bool) -> None:
    page = participants_page(People((CHILD,)), Dossier(), access, whole=whole, **DAYS)

    assert (page.rows, page.is_whole, page.may_see_whole) == ((row,), whole, may_see_whole)


def test_no_remark_is_no_remark() -> None:
    (row,) = participants_page(People((Participant("p1", "林晚晴"),)), Dossier(), OWNER, whole=False, **DAYS).rows

    assert row.participant.remark == ""


def test_planned_are_the_children_and_not_their_teachers() -> None:
    counts = (HeadCount("h1", "学生", 28, GroupSide.CHILD), HeadCount("h2", "老师", 4, GroupSide.STAFF))

    assert participants_page(People(), Dossier(head_counts=counts), OWNER, whole=False, **DAYS).planned == 28


def test_units_above_see_a_number_and_no_child() -> None:
    page = participants_page(People((CHILD,)), Dossier(), ABOVE, whole=False, **DAYS)

    assert (page.count, page.rows, page.shows_rows, page.may_erase, page.may_set_day) == (1, (), False, False, False)


@pytest.mark.parametrize(("day", "is_over"), [(date(2027, 12, 1), False), (date(2027, 12, 2), True)])
def test_last_day_of_the_data_is_over_when_the_next_one_begins(day: date, is_over: bool) -> None:
    page = participants_page(People(), Dossier(), OWNER, whole=False, retention=KEPT, today=day)

    assert page.is_over is is_over
