"""What the page of the budget decides: rights, shares of sources, columns, what was changed."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from budgets import Line, Money, Share
from planner import clock
from planner.dossier import Dossier, Facts, FundingSource
from planner.enums import ReviewDecision
from planner.models import FinanceReview
from planner.money.finances import Finances
from planner.money.ledger import Expense, Ledger
from planner.permissions import Access
from planner.views.budgetpage import BudgetPage, budget_page, source_rows
from planner.views.moneypage import Difference
from tests.planner.views.moneyreaders import FINANCE, GUEST, OWNER, READER, event_with, review_with

BUS = Line("bus", "交通费", "大巴", Money(180000), Decimal(3), "天")
TOLL = Line("toll", "交通费", "过路费", stated=Money(20000))
PLAN = Dossier(Facts("研学", stated_total=40), budget=(BUS, TOLL), funding=(FundingSource("f", "财政", Money(560000)),))
OPEN = Finances(PLAN)
PASSED = Finances(PLAN, passed=PLAN.full_budget, passed_on=date(2026, 8, 1))
SPENT = replace(PASSED, ledger=Ledger((Expense("e", "大巴", Money(550000), "bus"),)))
CHANGED = replace(PASSED, dossier=replace(PLAN, budget=(BUS,)))


def page_of(
    app: Flask, money: Finances, access: Access = OWNER, *reviews: FinanceReview, is_settled: bool = False
) -> BudgetPage:
    """The page as that reader sees it."""
    with app.test_request_context():
        return budget_page(event_with(is_settled=is_settled), access, money, reviews, {}, is_barred=False)


@pytest.mark.parametrize(
    ("money", "access", "reviews", "rights"),
    [
        (OPEN, OWNER, (), (False, True, False)),
        (OPEN, OWNER, (review_with(),), (False, False, True)),
        (OPEN, OWNER, (review_with(ReviewDecision.RETURN),), (False, True, False)),
        (OPEN, FINANCE, (review_with(),), (False, False, False)),
        (OPEN, GUEST, (), (False, False, False)),
        (Finances(Dossier(Facts("研学"))), OWNER, (), (False, False, False)),
        (PASSED, OWNER, (), (True, False, False)),
        (PASSED, FINANCE, (), (True, False, False)),
        (PASSED, READER, (), (False, False, False)),
        (PASSED, GUEST, (), (False, False, False)),
        (CHANGED, OWNER, (), (True, True, False)),
    ],
)
def test_who_may_spend_hand_in_and_take_back(
    app: Flask,
    money: Finances,
    access: Access,
    reviews: tuple[FinanceReview, ...],
    rights: tuple[bool, bool, bool],
) -> None:
    page = page_of(app, money, access, *reviews)
    settled = page_of(app, money, access, *reviews, is_settled=True)

    assert page.rights == rights
    assert settled.rights == (False, False, False)


def test_guest_sees_nothing_of_the_accounts(app: Flask) -> None:
    page = page_of(app, SPENT, GUEST)

    assert (page.reads_accounts, page.settlement, page.note, page.change, page.bars) == (False, None, None, None, ())
    assert (page.nav, page.general) == ((), ())
    assert [row.notes for category in page.categories for row in category.rows] == [None, None]


@pytest.mark.parametrize(
    ("money", "access", "columns", "rest"),
    [(OPEN, OWNER, 7, 3), (OPEN, READER, 6, 2), (SPENT, OWNER, 8, 2), (SPENT, READER, 7, 1)],
)
def test_columns_are_counted_with_what_was_spent_and_what_can_be_done(
    app: Flask, money: Finances, access: Access, columns: int, rest: int
) -> None:
    page = page_of(app, money, access)

    assert (page.column_count, page.rest_count) == (columns, rest)


def test_spent_is_held_against_lines_category_and_whole(app: Flask) -> None:
    page = page_of(app, SPENT)

    (category,) = page.categories
    assert (category.name, category.spent, category.difference) == ("交通费", Money(550000), Money(-10000))
    assert [(row.is_first, row.result and row.result.actual) for row in category.rows] == [
        (True, Money(550000)),
        (False, Money(0)),
    ]
    assert (page.figures.left, page.overrun) == (Difference("还能用", Money(10000), "down"), Money(-10000))


def test_change_names_the_review_in_force_and_whether_it_was_sent_again(app: Flask) -> None:
    in_force = review_with(ReviewDecision.PASS, in_force=True)

    (change, again) = (
        page_of(app, CHANGED, OWNER, *newer, in_force).change for newer in ((), (review_with(number=2),))
    )

    assert change is not None
    assert again is not None
    assert (change.changes, change.number_in_force, change.is_sent_again) == (("删了 1 条",), 1, False)
    assert (again.number_in_force, again.is_sent_again) == (1, True)
    assert page_of(app, PASSED, OWNER, in_force).change is None


def test_change_of_the_sources_alone_is_told(app: Flask) -> None:
    money = replace(PASSED, dossier=replace(PLAN, funding=()))

    change = page_of(app, money).change

    assert change is not None
    assert change.changes == ("改了资金来源",)


@pytest.mark.parametrize(
    ("promised", "gap"),
    [
        (Money(560000), None),
        (Money(560001), Difference("多", Money(1), "down")),
        (Money(559999), Difference("差", Money(1), "up")),
        (None, None),
    ],
)
def test_gap_between_promised_and_planned(app: Flask, promised: Money | None, gap: Difference | None) -> None:
    money = replace(OPEN, dossier=replace(PLAN, funding=(FundingSource("f", "财政", promised),)))

    assert page_of(app, money).gap == gap


def test_sources_with_an_amount_take_shares_and_colours_in_turn() -> None:
    amounts = (Money(200000), None, Money(100000), Money(0))
    funding = tuple(FundingSource(str(at), "财政", amount) for at, amount in enumerate(amounts))

    rows = source_rows(replace(PLAN, funding=funding))

    assert [(row.share, row.colour) for row in rows] == [
        (Share(667), "brand"),
        (None, ""),
        (Share(333), "sun"),
        (None, ""),
    ]


def test_versions_can_be_compared_once_there_are_two(app: Flask) -> None:
    reviews = (review_with(number=2), review_with(ReviewDecision.RETURN, withdrawn_at=clock.now()))

    assert [page_of(app, OPEN, OWNER, *reviews[:count]).figures.review.oldest for count in (0, 1, 2)] == [0, 0, 1]
