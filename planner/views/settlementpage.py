"""What the settlement shows beside its proofs: figures, what is wrong, accounts, the budget as it was carried out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from flask import url_for

from budgets import CategoryResult, LineResult, Settlement, Total
from planner.drawing.moneybars import MoneyBar, money_bars
from planner.enums import RemarkKind
from planner.findings import Finding
from planner.models import Event, FinanceReview, User
from planner.money.finances import ANSWERED_BY_REASONS, TO_BE_EXPLAINED, Finances, group_by_line
from planner.permissions import Access, can_review_finance, can_work_on_event
from planner.views.eventpage import can_edit_rows
from planner.views.moneypage import Difference, MoneyLink, ReviewNote, difference_of, money_nav, review_note
from planner.views.tones import tone_of


class LineProblem(NamedTuple):
    """What a rule says of a line that was carried out; some are answered by a reason."""

    sentence: str
    tone: str
    reason_href: str


@dataclass(frozen=True, slots=True)
class ExecutedRow:
    """A line of the budget as it was carried out."""

    result: LineResult
    is_first: bool
    problems: tuple[LineProblem, ...]


class ExecutedCategory(NamedTuple):
    """A category as it was carried out; one without lines holds what no line foresees."""

    name: str
    result: CategoryResult
    rows: tuple[ExecutedRow, ...]


@dataclass(frozen=True, slots=True)
class ExecutedBudget:
    """How the budget was carried out, line by line; `passed_on` is None where finance has not passed it."""

    settlement: Settlement
    passed_on: date | None
    categories: tuple[ExecutedCategory, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SettlementPage:
    """The settlement for one reader."""

    nav: tuple[MoneyLink, ...]
    reviewer: str
    note: ReviewNote | None
    settlement: Settlement
    passed_on: date | None
    saving: Difference
    people: int | None
    planned_per_head: Total | None
    general: tuple[Finding, ...]
    elsewhere: tuple[Finding, ...]
    blocking_count: int
    bars: tuple[MoneyBar, ...]
    execution: ExecutedBudget
    may_submit: bool
    may_withdraw: bool
    may_reopen: bool
    review_href: str

    @property
    def finding_count(self) -> int:
        """How many findings stand above the lines."""
        return len(self.general) + len(self.elsewhere)


def settlement_page(
    event: Event,
    access: Access,
    money: Finances,
    reviews: Sequence[FinanceReview],
    user: User,
    *,
    is_barred: bool,
) -> SettlementPage:
    """The page of the settlement; `reviews` are its own, the newest first: a user who `is_barred` doesn't decide it."""
    newest = reviews[0] if reviews else None
    waits = newest is not None and newest.waits
    may_submit = can_work_on_event(access) and not event.settled_at
    people = money.dossier.heads
    return SettlementPage(
        nav=money_nav(event, access, "settlement"),
        reviewer=money.reviewer,
        note=review_note(newest, access, is_barred=is_barred),
        settlement=money.settlement,
        passed_on=money.passed_on,
        saving=difference_of(money.settlement.saving, over="超支", under="比预算省"),
        people=people,
        planned_per_head=money.allowed.per_head(people),
        general=tuple(money.general_findings),
        elsewhere=tuple(money.findings_elsewhere),
        blocking_count=len(money.other_blocking),
        bars=money_bars(money.settlement.by_category()) if money.ledger.expenses else (),
        execution=execution_of(event, money, may_explain=can_edit_rows(event, access, "expenses")),
        may_submit=may_submit and not waits,
        may_withdraw=may_submit and waits,
        may_reopen=can_review_finance(access),
        review_href=_review_href(newest, user),
    )


def _review_href(newest: FinanceReview | None, user: User) -> str:
    """Where whoever passed the settlement may take that back; "" for everybody else."""
    if newest is None or not newest.has_passed or newest.decided_by_id != user.id:
        return ""
    return url_for("reviews.decide", event_id=newest.event_id, subject=newest.subject.value, number=newest.number)


def execution_of(event: Event, money: Finances, *, may_explain: bool) -> ExecutedBudget:
    """The budget as it was carried out; nothing is found of its lines before anything was spent."""
    found = group_by_line(money.settlement_findings) if money.ledger.expenses else {}

    def row_of(result: LineResult, *, is_first: bool) -> ExecutedRow:
        problems = (_problem(event.id, result.line.key, f, may_explain) for f in found.get(result.line.key, ()))
        return ExecutedRow(result, is_first, tuple(problems))

    categories = (
        ExecutedCategory(name, whole, tuple(row_of(r, is_first=at == 0) for at, r in enumerate(whole.lines)))
        for name, whole in money.settlement.by_category().items()
    )
    return ExecutedBudget(money.settlement, money.passed_on, tuple(categories))


def _problem(event_id: int, key: str, finding: Finding, may_explain: bool) -> LineProblem:
    """What must be explained is as red as an error, for finance can't pass it either."""
    is_answered = may_explain and finding.code in ANSWERED_BY_REASONS
    return LineProblem(
        sentence=finding.sentence,
        tone="bad" if finding.code in TO_BE_EXPLAINED else tone_of(finding.severity),
        reason_href=url_for("budget.remark", event_id=event_id, key=key, kind=RemarkKind.REASON.value)
        if is_answered
        else "",
    )
