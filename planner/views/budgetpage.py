"""What the page of the budget shows: figures, what is wrong, where the money comes from, lines with what is said."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import NamedTuple

from budgets import Budget, Line, LineGroup, LineResult, Money, Settlement, Share, Total
from planner.dossier import Dossier, FundingSource
from planner.drawing.moneybars import MoneyBar, money_bars
from planner.findings import Finding
from planner.models import Event, FinanceReview, LineRemark
from planner.money.finances import Finances
from planner.money.reviewstate import ReviewState, find_review_state
from planner.permissions import Access, can_keep_accounts, can_read_accounts, can_work_on_event
from planner.places import place_of
from planner.views.eventpage import can_edit_rows
from planner.views.moneypage import (
    Difference,
    LineNotes,
    MoneyLink,
    NoteDesk,
    ReviewNote,
    difference_of,
    money_nav,
    review_note,
)

SOURCE_COLOURS = ("brand", "sun", "plum", "info", "warn")


class BudgetChange(NamedTuple):
    """What was changed since finance passed the budget, and whether it was handed in again."""

    passed_on: date | None
    changes: tuple[str, ...]
    is_sent_again: bool
    number_in_force: int


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A promised source; one with an amount has a share of all that is promised, and a colour."""

    row: FundingSource
    share: Share | None
    colour: str


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A line of the budget. Without `notes` the reader is a guest and reads what it rests on instead."""

    line: Line
    is_first: bool
    result: LineResult | None
    file_count: int
    files_about: str
    notes: LineNotes | None


@dataclass(frozen=True, slots=True)
class CategoryRows:
    """The lines of a category and what they add up to, planned and spent."""

    name: str
    group: LineGroup
    spent: Money
    difference: Money | None
    rows: tuple[BudgetRow, ...]


@dataclass(frozen=True, slots=True)
class ReviewFigure:
    """Where the budget stands with finance; `oldest` is the number of a version to compare with, 0 for none."""

    state: ReviewState
    error_count: int
    is_without_errors: bool
    oldest: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetFigures:
    """The figures on top. `passed_on` is the day on which the budget passed as it stands; `allowed` may be spent."""

    people: int | None
    per_head: Total | None
    passed_on: date | None
    is_passed: bool
    allowed: Total
    left: Difference
    review: ReviewFigure


class BudgetRights(NamedTuple):
    """What this reader may do next: note an expense, hand the budget to finance, take it back."""

    may_spend: bool = False
    may_submit: bool = False
    may_withdraw: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetPage:
    """The page of the budget for one reader; who doesn't read the accounts sees the plan alone.

    `settlement` is there once something was spent; `gap` where more or less is promised than planned.
    """

    nav: tuple[MoneyLink, ...]
    reads_accounts: bool
    rights: BudgetRights
    note: ReviewNote | None
    change: BudgetChange | None
    budget: Budget
    figures: BudgetFigures
    settlement: Settlement | None
    overrun: Money | None
    general: tuple[Finding, ...]
    bars: tuple[MoneyBar, ...]
    sources: tuple[SourceRow, ...]
    gap: Difference | None
    categories: tuple[CategoryRows, ...]
    column_count: int

    @property
    def rest_count(self) -> int:
        """The columns behind the amounts: notes and what is done with a row."""
        return self.column_count - (6 if self.settlement else 4)


def budget_page(
    event: Event,
    access: Access,
    money: Finances,
    reviews: Sequence[FinanceReview],
    remarks: dict[str, list[LineRemark]],
    *,
    is_barred: bool,
) -> BudgetPage:
    """The page of the budget; `reviews` are those of the budget, the newest first, as far as the reader may know.

    `is_barred` says that the reader does not decide the newest.
    """
    knows, newest = can_read_accounts(access), reviews[0] if reviews else None
    by_line = money.findings_by_line() if knows else {}
    settlement = money.settlement if knows and money.ledger.expenses else None
    desk = NoteDesk.of(event, access, on_budget=True) if knows else None
    return BudgetPage(
        nav=money_nav(event, access, "budget"),
        reads_accounts=knows,
        rights=_rights(event, access, money, newest) if knows and not event.settled_at else BudgetRights(),
        note=review_note(newest, access, is_barred=is_barred),
        change=_change(money, reviews) if knows and money.is_changed else None,
        budget=money.budget,
        figures=_figures(money, reviews, has_findings=bool(by_line)),
        settlement=settlement,
        overrun=money.overrun,
        general=tuple(by_line.get("", ())),
        bars=money_bars(money.settlement.by_category()) if settlement else (),
        sources=source_rows(money.dossier),
        gap=_gap(money.budget),
        categories=_categories(money, by_line, remarks, desk),
        column_count=6 + bool(settlement) + can_edit_rows(event, access, "budget"),
    )


def _rights(event: Event, access: Access, money: Finances, newest: FinanceReview | None) -> BudgetRights:
    """What may be done while nothing is settled: expenses follow a budget that passed, a review one that did not."""
    is_due = bool(money.budget.lines) and (money.passed is None or money.is_changed)
    waits = newest is not None and newest.waits
    may_submit = can_work_on_event(access) and is_due
    return BudgetRights(
        may_spend=can_keep_accounts(access) and money.passed is not None,
        may_submit=may_submit and not waits,
        may_withdraw=may_submit and waits,
    )


def _figures(money: Finances, reviews: Sequence[FinanceReview], *, has_findings: bool) -> BudgetFigures:
    people = money.dossier.heads
    return BudgetFigures(
        people=people,
        per_head=money.budget.per_head(people),
        passed_on=None if money.is_changed else money.passed_on,
        is_passed=money.passed is not None,
        allowed=money.allowed.total,
        left=difference_of(money.settlement.saving, over="超支", under="还能用"),
        review=_review_figure(money, reviews, has_findings=has_findings),
    )


def _change(money: Finances, reviews: Sequence[FinanceReview]) -> BudgetChange:
    """What was changed since; where no line was, it must be the sources."""
    changes = money.change.summary if money.change else ()
    return BudgetChange(
        passed_on=money.passed_on,
        changes=changes or ("改了资金来源",),
        is_sent_again=bool(reviews) and reviews[0].waits,
        number_in_force=next((review.number for review in reviews if review.in_force), 0),
    )


def _review_figure(money: Finances, reviews: Sequence[FinanceReview], *, has_findings: bool) -> ReviewFigure:
    newest = reviews[0] if reviews else None
    state = find_review_state(
        money, waits=bool(newest and newest.waits), is_decided=bool(newest and newest.decision is not None)
    )
    error_count = len(money.blocking)
    return ReviewFigure(
        state=state,
        error_count=error_count,
        is_without_errors=has_findings and not error_count,
        oldest=reviews[-1].number if len(reviews) > 1 else 0,
    )


def _gap(budget: Budget) -> Difference | None:
    """By how much more or less is promised than planned; None where it matches, or is still open."""
    gap = budget.funding_gap
    return difference_of(gap, over="差", under="多") if gap else None


def source_rows(dossier: Dossier) -> tuple[SourceRow, ...]:
    """The promised sources with their shares; those with an amount take the colours in turn."""
    whole = dossier.full_budget.funding.known
    turn = count()
    return tuple(
        SourceRow(source, Share.of(source.amount, whole), SOURCE_COLOURS[next(turn) % len(SOURCE_COLOURS)])
        if source.amount
        else SourceRow(source, None, "")
        for source in dossier.funding
    )


def _categories(
    money: Finances,
    by_line: dict[str, list[Finding]],
    remarks: dict[str, list[LineRemark]],
    desk: NoteDesk | None,
) -> tuple[CategoryRows, ...]:
    """The lines by category; without a desk nothing of the accounts stands beside them."""
    results = money.results_by_line

    def row_of(line: Line, *, is_first: bool) -> BudgetRow:
        about = place_of("budget", line.key)
        return BudgetRow(
            line=line,
            is_first=is_first,
            result=results.get(line.key),
            file_count=len(money.ledger.vouchers_of(about)) if desk else 0,
            files_about=about,
            notes=desk.notes_of(line.key, by_line.get(line.key, ()), remarks.get(line.key, ())) if desk else None,
        )

    found = []
    for name, group in money.budget.by_category().items():
        whole = money.result_of(group)
        rows = tuple(row_of(line, is_first=at == 0) for at, line in enumerate(group.lines))
        found.append(CategoryRows(name, group, whole.actual, whole.difference, rows))
    return tuple(found)
