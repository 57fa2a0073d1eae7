"""What is asked, and what records say of it."""

from planner.money.ledger import Ledger
from planner.report import (
    build_report,
    find_questions,
)
from planner.report.actuals import ALL_COMERS, Actual
from tests.planner.reportvalues import (
    EXPENSES,
    SAID,
    actuals,
    handout,
    plan,
    records,
)


def test_what_is_not_to_be_written_is_neither_asked_nor_known() -> None:
    silent = Actual(place="head_counts/kids", is_unsaid=True, version=1)
    found = records(said=actuals(*SAID[1:], silent))
    made = build_report(found)

    assert find_questions(made, found) == ()
    assert made.figure("participants") is None


def test_questions_ask_participants_first_and_say_what_records_show() -> None:
    ledger = Ledger(expenses=EXPENSES, handouts=(handout("h1", "书包", 29, each=1), handout("h2", "本子", 29, each=2)))
    found = records(said=actuals(), ledger=ledger, roster=30)

    asked = find_questions(build_report(found), found)

    assert [(one.words, one.records, one.yes) for one in asked] == [
        ("四至六年级留守儿童实到多少人？", "计划 30 人；花名册 30 人；书包签领 29 人", "就是 29 人"),
        ("带队老师实到多少人？", "计划 5 人", "5 人都到了"),
        ("随队医生实到多少人？", "计划 1 人", "1 人到了"),
    ]


def test_hand_outs_to_different_numbers_show_nothing() -> None:
    ledger = Ledger(handouts=(handout("h1", "书包", 29, each=1), handout("h2", "本子", 12, each=2)))
    found = records(said=actuals(), ledger=ledger)

    asked = find_questions(build_report(found), found)[0]

    assert (asked.records, asked.yes) == ("计划 30 人", "30 人都到了")


def test_event_without_schedule_budget_and_groups_has_neither_in_its_report() -> None:
    found = records(dossier=plan(head_counts=(), schedule=(), budget=(), funding=()), ledger=Ledger(), said=actuals())
    made = build_report(found)

    assert [question.place for question in find_questions(made, found)] == [ALL_COMERS]
    assert (made.programme.items, made.spending.total.plan, made.spending.categories) == ((), None, ())
    assert made.figures == ()
