"""Planned against actual: what is counted, and what stays unknown."""

import pytest

from planner.actualkinds import Outcome, TallyKind
from planner.dossier import HeadCount, Shift
from planner.enums import GroupSide
from planner.money.ledger import Ledger
from planner.report import (
    ServedHelpers,
    TallyEntry,
    Turnout,
)
from tests.planner.reportvalues import (
    GROUPS,
    SAID,
    actuals,
    handout,
    plan,
    report,
    supply,
    told,
)


@pytest.mark.parametrize(
    ("answer", "difference"),
    [(29, "计划 30 名，少 1 名"), (30, "照计划"), (32, "计划 30 名，多 2 名"), (None, "计划 30 名")],
)
def test_difference_in_words(answer: int | None, difference: str) -> None:
    made = report(said=actuals(*(told("head_counts/kids", answer),) if answer else ()))

    assert made.people.participants.difference == difference


def test_participants_are_unknown_while_one_group_of_them_is() -> None:
    groups = (*GROUPS, HeadCount("more", "初中学生", 4))
    made = report(dossier=plan(head_counts=groups))

    assert made.people.participants.actual.value is None
    assert made.people.participants.planned == 34


@pytest.mark.parametrize(("unit", "difference"), [("个", "计划 41 个，少 1 个"), ("件", "")])
def test_gift_is_held_against_the_supply_of_its_name_and_measure(unit: str, difference: str) -> None:
    ledger = Ledger(handouts=(handout("h1", "书包", 20, each=1), handout("h2", "书包", 10, each=2)))
    [gift] = report(dossier=plan(supplies=(supply("s", "书包", 41, unit),)), ledger=ledger).gifts

    assert gift.pieces is not None
    assert (gift.pieces.difference, gift.people.text) == (difference, "30 人次")


def test_turns_of_volunteers_are_held_against_the_places_of_the_shifts() -> None:
    shifts = (Shift("s1", "p", places=4), Shift("s2", "p", places=3))
    served = ServedHelpers(turnout=Turnout(persons=4, turns=6), minutes=630, waiting=1)
    helpers = report(dossier=plan(shifts=shifts), helpers=served).helpers

    assert helpers is not None
    assert (helpers.turns.difference, helpers.hours.text) == ("计划 7 人次，少 1 人次", "10.5 小时")
    assert helpers.note == "还有 1 人的时长没核定"


def test_volunteers_who_checked_in_are_counted_without_being_asked() -> None:
    groups = (HeadCount("kids", "学生", 30), HeadCount("v", "志愿者", 5, GroupSide.STAFF))
    served = ServedHelpers(turnout=Turnout(persons=4, turns=9))
    made = report(dossier=plan(head_counts=groups, shifts=(Shift("s", "p"),)), helpers=served, said=actuals())

    assert made.people.groups[1].comparison.difference == "计划 5 名，少 1 名"


@pytest.mark.parametrize(("persons", "turns"), [(3, 2), (-1, 0)])
def test_turnout_has_no_fewer_turns_than_persons(persons: int, turns: int) -> None:
    with pytest.raises(ValueError, match="人次"):
        Turnout(persons=persons, turns=turns)


@pytest.mark.parametrize(("counted", "known"), [(28, None), (29, 29), (87, 87)])
def test_attendances_of_fewer_than_came_are_not_believed(counted: int, known: int | None) -> None:
    made = report(said=actuals(*SAID, tallies=(TallyEntry("t", TallyKind.TURNS, counted),)))

    assert made.turns.value == known


def test_item_nobody_spoke_of_is_unknown_until_the_rest_is_said_to_be_held() -> None:
    only_one = report(said=actuals(told("schedule/film", outcome=Outcome.CHANGED)))

    assert only_one.programme.held.value is None
    assert report().programme.difference == "1 项改，1 项没办"


def test_figure_leads_to_its_only_row_or_to_the_list() -> None:
    made = report()

    assert [figure.place for key in ("participants", "spent") if (figure := made.figure(key))] == [
        "head_counts/kids",
        "expenses",
    ]
    assert made.people.participants.actual.heading == "29 名孩子从哪来"
