"""What finance and those who hand in to it see: what the rules say, the money as it was handed in, who decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import url_for

from budgets import Line, LineGroup, Total
from planner.dossier import Dossier
from planner.enums import ReviewSubject
from planner.findings import Finding
from planner.models import Event, FinanceReview, LineRemark
from planner.money.finances import Finances, group_by_line
from planner.money.gaps import GAP_CODES
from planner.permissions import Access, can_decide_review
from planner.views.gapspage import GapPanel, gap_panel
from planner.views.moneypage import LineNotes, MoneyLink, NoteDesk, money_nav
from planner.views.proofpage import ProofTable, WholeRow, prove_table, whole_rows
from planner.views.settlementpage import ExecutedBudget, execution_of
from planner.views.whodecides import Stance, WhoDecides


class ReviewRow(NamedTuple):
    """A line as it was handed in, what is said of it, and what finance has typed beside it."""

    line: Line
    is_first: bool
    about: str
    notes: LineNotes
    typed: str


class ReviewCategory(NamedTuple):
    """The lines of a category and their sum."""

    name: str
    group: LineGroup
    rows: tuple[ReviewRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewFigures:
    """What finance weighs first. Of a budget: a head's share and who may approve so much; of a settlement: what was
    spent. Then how much is to be mended, and how much to be explained or looked at.
    """

    whole: Total
    open_count: int
    line_count: int
    per_head: Total | None
    approver: str
    blocking_count: int
    rest_count: int


class ReviewProof(NamedTuple):
    """What a settlement that waits lacks and what proves it; waivers are written on the page of the settlement."""

    gaps: GapPanel
    table: ProofTable
    whole: tuple[WholeRow, ...]


def _proof(event: Event, access: Access, money: Finances) -> ReviewProof:
    return ReviewProof(
        gaps=gap_panel(
            event,
            access,
            money,
            may_waive=False,
            elsewhere_href=url_for("settlement.show", event_id=event.id),
        ),
        table=prove_table(event, access, money),
        whole=whole_rows(event, access, money),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewPage:
    """A review as one reader sees it. Of a settlement there are `execution` and `proof`, of a budget categories."""

    review: FinanceReview
    is_budget: bool
    stance: Stance
    may_decide: bool
    dossier: Dossier
    money: Finances
    figures: ReviewFigures
    shows_change: bool
    general: tuple[Finding, ...]
    categories: tuple[ReviewCategory, ...]
    execution: ExecutedBudget | None
    proof: ReviewProof | None


def review_page(
    event: Event,
    access: Access,
    money: Finances,
    review: FinanceReview,
    *,
    remarks: Mapping[str, Sequence[LineRemark]],
    typed: Mapping[str, str],
    stance: Stance,
) -> ReviewPage:
    """The page of a review; `money` is that which was handed in, `typed` what was written beside lines and refused."""
    is_budget = review.subject is ReviewSubject.BUDGET
    by_line = group_by_line(money.findings_of(review.subject))
    desk = NoteDesk.of(event, access, on_budget=False)
    return ReviewPage(
        review=review,
        is_budget=is_budget,
        stance=stance,
        may_decide=review.waits and can_decide_review(access, is_barred=stance.bar is not None),
        dossier=money.dossier,
        money=money,
        figures=_figures(money, review.subject),
        shows_change=is_budget and review.waits and money.is_changed,
        general=tuple(by_line.get("", ())) if is_budget else (*money.general_findings, *money.findings_elsewhere),
        categories=_categories(money, desk, by_line, remarks, typed) if is_budget else (),
        execution=None if is_budget else execution_of(event, money, may_explain=False),
        proof=None if is_budget else _proof(event, access, money),
    )


def _figures(money: Finances, subject: ReviewSubject) -> ReviewFigures:
    is_budget = subject is ReviewSubject.BUDGET
    total = money.budget.total
    return ReviewFigures(
        whole=total if is_budget else money.allowed.total,
        open_count=total.unknown,
        line_count=len(money.budget.lines),
        per_head=money.budget.per_head(money.dossier.heads),
        approver=money.policy.approver_of(total.known) or "",
        blocking_count=len(money.blocking_of(subject)),
        rest_count=len(_rest_of(money, subject)),
    )


def _rest_of(money: Finances, subject: ReviewSubject) -> tuple[Finding, ...]:
    """What is to be explained or looked at, and keeps nothing back; what was waived is told by itself."""
    found = money.findings_of(subject)
    if subject is ReviewSubject.BUDGET:
        return tuple(finding for finding in found if finding not in money.blocking)
    blocking = money.blocking_settlement
    return tuple(finding for finding in found if finding not in blocking and finding.code not in GAP_CODES)


def _categories(
    money: Finances,
    desk: NoteDesk,
    by_line: Mapping[str, Sequence[Finding]],
    remarks: Mapping[str, Sequence[LineRemark]],
    typed: Mapping[str, str],
) -> tuple[ReviewCategory, ...]:
    def row_of(line: Line, *, is_first: bool) -> ReviewRow:
        return ReviewRow(
            line=line,
            is_first=is_first,
            about="，".join(text for text in (line.source, line.basis) if text),
            notes=desk.notes_of(line.key, by_line.get(line.key, ()), remarks.get(line.key, ())),
            typed=typed.get(line.key, ""),
        )

    return tuple(
        ReviewCategory(name, group, tuple(row_of(line, is_first=at == 0) for at, line in enumerate(group.lines)))
        for name, group in money.budget.by_category().items()
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewSubmitPage:
    """What stands before a budget or a settlement is handed in; `returned` is the review that came back last."""

    nav: tuple[MoneyLink, ...]
    subject: ReviewSubject
    is_budget: bool
    amount: str
    blocking: tuple[Finding, ...]
    rest: tuple[Finding, ...]
    returned: FinanceReview | None
    who: WhoDecides


def submit_page(
    event: Event,
    access: Access,
    money: Finances,
    subject: ReviewSubject,
    newest: FinanceReview | None,
    who: WhoDecides,
) -> ReviewSubmitPage:
    """The page before handing in; `newest` is the review before, `who` decides the next."""
    is_budget = subject is ReviewSubject.BUDGET
    has_come_back = newest is not None and newest.is_returned and bool(newest.words)
    return ReviewSubmitPage(
        nav=money_nav(event, access, subject.value),
        subject=subject,
        is_budget=is_budget,
        amount=money.budget.total.label if is_budget else f"支出 {money.ledger.spent.format()}",
        blocking=tuple(money.blocking_of(subject)),
        rest=_rest_of(money, subject),
        returned=newest if has_come_back else None,
        who=who,
    )
