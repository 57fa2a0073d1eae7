"""What the settlement decides: rights, missing papers, what must be explained."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from flask import Flask

from budgets import Line, Money
from planner.dossier import Dossier, Facts
from planner.enums import ReviewDecision, ReviewSubject, VoucherKind
from planner.models import FinanceReview
from planner.money.finances import Finances
from planner.money.ledger import Expense, Handout, Ledger
from planner.permissions import Access
from planner.views.moneypage import Difference
from planner.views.settlementpage import SettlementPage, execution_of, settlement_page
from tests.planner.moneyvalues import voucher
from tests.planner.views.moneyreaders import FINANCE, ME, OWNER, READER, event_with, review_with

BUS = Line("bus", "交通费", "大巴", Money(100000), Decimal(1), "天", source="财政")
PLAN = Dossier(Facts("研学", stated_total=40), budget=(BUS,))
PAID = Expense("e", "大巴", Money(120000), "bus", handler="周老师", verifier="李老师")
MONEY = Finances(
    PLAN,
    Ledger((PAID,), vouchers=(voucher("", VoucherKind.PHOTO),), handouts=(Handout("h", "书包", people=3),)),
    passed=PLAN.full_budget,
    passed_on=date(2026, 8, 1),
)
HANDED_IN = review_with(subject=ReviewSubject.SETTLEMENT)
REASON = "/events/7/budget/bus/remark?kind=reason"


def page_of(
    app: Flask, money: Finances, access: Access, *reviews: FinanceReview, is_settled: bool = False
) -> SettlementPage:
    """The page as that reader sees it."""
    with app.test_request_context():
        return settlement_page(event_with(is_settled=is_settled), access, money, reviews, ME, is_barred=False)


@pytest.mark.parametrize(
    ("access", "reviews", "is_settled", "rights"),
    [
        (OWNER, (), False, (True, False, False)),
        (OWNER, (HANDED_IN,), False, (False, True, False)),
        (OWNER, (review_with(ReviewDecision.RETURN),), False, (True, False, False)),
        (OWNER, (), True, (False, False, False)),
        (FINANCE, (HANDED_IN,), False, (False, False, True)),
        (FINANCE, (), True, (False, False, True)),
        (READER, (HANDED_IN,), False, (False, False, False)),
    ],
)
def test_who_may_hand_in_take_back_and_open_again(
    app: Flask,
    access: Access,
    reviews: tuple[FinanceReview, ...],
    is_settled: bool,
    rights: tuple[bool, bool, bool],
) -> None:
    page = page_of(app, MONEY, access, *reviews, is_settled=is_settled)

    assert (page.may_submit, page.may_withdraw, page.may_reopen) == rights


def test_figures_stand_beside_what_was_planned(app: Flask) -> None:
    page = page_of(app, MONEY, OWNER)

    assert page.saving == Difference("超支", Money(20000), "up")
    assert page.planned_per_head is not None
    assert (page.planned_per_head.known, page.people) == (Money(2500), 40)
    assert page.finding_count == len(page.general) + len(page.elsewhere) > 0
    assert page_of(app, replace(MONEY, ledger=Ledger()), OWNER).bars == ()


@pytest.mark.parametrize(("spent", "tone"), [(Money(120000), "bad"), (Money(50000), "hint")], ids=["over", "under"])
@pytest.mark.parametrize(("may_explain", "href"), [(True, REASON), (False, "")])
def test_overrun_must_be_explained_and_what_was_saved_may(
    app: Flask, spent: Money, tone: str, may_explain: bool, href: str
) -> None:
    money = replace(MONEY, ledger=Ledger((replace(PAID, amount=spent),)))

    with app.test_request_context():
        (category,) = execution_of(event_with(), money, may_explain=may_explain).categories

    (row,) = category.rows
    assert [(problem.tone, problem.reason_href) for problem in row.problems] == [(tone, href)]
    assert row.is_first


def test_nothing_is_found_of_lines_before_anything_was_spent(app: Flask) -> None:
    with app.test_request_context():
        (category,) = execution_of(event_with(), replace(MONEY, ledger=Ledger()), may_explain=True).categories

    assert [row.problems for row in category.rows] == [()]
