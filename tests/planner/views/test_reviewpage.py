"""What finance sees of a review, and who hands in before it does."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from budgets import Line, Money
from planner.dossier import Dossier, Facts
from planner.enums import BarReason, GapReason, RemarkKind, ReviewDecision, ReviewSubject
from planner.models import FinanceReview, LineRemark
from planner.money.finances import Finances
from planner.money.gaps import WrittenWaiver
from planner.money.ledger import Expense, Ledger
from planner.permissions import Access
from planner.views.reviewpage import ReviewPage, review_page, submit_page
from planner.views.whodecides import Stance, WhoDecides
from tests.planner.views.moneyreaders import FINANCE, OWNER, event_with, review_with

BUS = Line("bus", "交通费", "大巴", stated=Money(50000), source="财政", basis="报价")
CAMP = Line("camp", "住宿费", "营地")
PLAN = Dossier(Facts("研学"), budget=(BUS, CAMP))
MONEY = Finances(PLAN, Ledger((Expense("e", "大巴", Money(60000), "bus"),)))
SETTLEMENT = ReviewSubject.SETTLEMENT
AT = datetime(2026, 8, 18, tzinfo=UTC)
WHO = WhoDecides("镇中心小学", "钱会计（财务）", "")
FREE = Stance(WHO)


def page_of(
    app: Flask, review: FinanceReview, access: Access = FINANCE, stance: Stance = FREE, money: Finances = MONEY
) -> ReviewPage:
    """The page of that review as that user sees it, with a remark that was typed and refused."""
    said = {"bus": [LineRemark(line="bus", kind=RemarkKind.OPINION, text="太贵", author="钱会计")]}
    with app.test_request_context():
        return review_page(event_with(), access, money, review, remarks=said, typed={"camp": "写清楚"}, stance=stance)


@pytest.mark.parametrize(
    ("decision", "access", "stance", "may_decide"),
    [
        (None, FINANCE, FREE, True),
        (None, FINANCE, replace(FREE, bar=BarReason.SUBMITTER), False),
        (None, FINANCE, replace(FREE, bar=BarReason.NAMED), False),
        (None, OWNER, FREE, False),
        (ReviewDecision.PASS, FINANCE, FREE, False),
    ],
)
def test_finance_decides_what_waits_and_is_not_its_own(
    app: Flask, decision: ReviewDecision | None, access: Access, stance: Stance, may_decide: bool
) -> None:
    page = page_of(app, review_with(decision), access, stance)

    assert (page.stance, page.may_decide) == (stance, may_decide)


def test_budget_is_read_line_by_line(app: Flask) -> None:
    page = page_of(app, review_with())

    rows = [row for category in page.categories for row in category.rows]
    assert [(row.about, row.typed, row.is_first) for row in rows] == [("财政，报价", "", True), ("", "写清楚", True)]
    assert [[saying.text for saying in row.notes.sayings] for row in rows] == [["太贵"], []]
    assert [row.notes.ask_href for row in rows] == ["", ""]
    assert (page.execution, page.proof) == (None, None)


def test_settlement_is_read_as_it_was_carried_out(app: Flask) -> None:
    page = page_of(app, review_with(subject=SETTLEMENT))

    assert page.categories == ()
    assert page.execution is not None
    assert [category.name for category in page.execution.categories] == ["交通费", "住宿费"]
    assert page.proof is not None
    assert [row.group.reason for row in page.proof.gaps.rows] == [GapReason.APPROVAL, GapReason.PAYMENT]
    assert (page.proof.gaps.may_waive, page.proof.gaps.elsewhere_href) == (False, "/events/7/settlement")


@pytest.mark.parametrize("subject", list(ReviewSubject))
def test_figures_tell_what_blocks_from_the_rest(app: Flask, subject: ReviewSubject) -> None:
    figures = page_of(app, review_with(subject=subject)).figures

    blocking = len(MONEY.blocking_of(subject))
    assert blocking > 0
    assert (figures.blocking_count, figures.rest_count) == (blocking, len(MONEY.findings_of(subject)) - blocking)
    assert (figures.open_count, figures.line_count) == (1, 2)


def test_what_was_waived_is_told_by_itself_and_not_counted(app: Flask) -> None:
    waivers = [WrittenWaiver(1, gap.reason, gap.subject, gap.amount, "写明了", "钱会计", AT) for gap in MONEY.gaps]
    waived = replace(MONEY, waivers=tuple(waivers))

    open_, closed = (page_of(app, review_with(subject=SETTLEMENT), money=money) for money in (MONEY, waived))

    assert closed.figures.rest_count == open_.figures.rest_count
    assert closed.figures.blocking_count == open_.figures.blocking_count - len(MONEY.open_gaps)
    assert closed.proof is not None
    assert len(closed.proof.gaps.waivers) == len(MONEY.open_gaps)


@pytest.mark.parametrize(
    ("decision", "subject", "shows_change"),
    [(None, ReviewSubject.BUDGET, True), (ReviewDecision.PASS, ReviewSubject.BUDGET, False), (None, SETTLEMENT, False)],
)
def test_change_is_shown_while_a_changed_budget_waits(
    app: Flask, decision: ReviewDecision | None, subject: ReviewSubject, shows_change: bool
) -> None:
    changed = replace(MONEY, passed=replace(PLAN, budget=(BUS,)).full_budget)
    unchanged = replace(MONEY, passed=PLAN.full_budget)

    assert page_of(app, review_with(decision, subject=subject), money=changed).shows_change is shows_change
    assert page_of(app, review_with(decision, subject=subject), money=unchanged).shows_change is False


@pytest.mark.parametrize(
    ("newest", "is_told"),
    [
        (None, False),
        (review_with(ReviewDecision.RETURN, words="写清楚"), True),
        (review_with(ReviewDecision.RETURN), False),
        (review_with(ReviewDecision.PASS, words="好"), False),
    ],
)
def test_words_of_the_last_return_stand_before_the_next(
    app: Flask, newest: FinanceReview | None, is_told: bool
) -> None:
    with app.test_request_context():
        page = submit_page(event_with(), OWNER, MONEY, ReviewSubject.BUDGET, newest, WHO)

    assert page.returned is (newest if is_told else None)
    assert page.who is WHO


@pytest.mark.parametrize(("subject", "amount"), [(ReviewSubject.BUDGET, "¥500.00"), (SETTLEMENT, "支出 ¥600.00")])
def test_submit_page_tells_what_blocks_from_the_rest(app: Flask, subject: ReviewSubject, amount: str) -> None:
    with app.test_request_context():
        page = submit_page(event_with(), OWNER, MONEY, subject, None, WHO)

    assert page.amount == amount
    assert list(page.blocking) == MONEY.blocking_of(subject)
    assert [*page.blocking, *page.rest] == sorted(
        MONEY.findings_of(subject), key=lambda finding: finding not in page.blocking
    )
