"""The money of an event as a whole: plan, what finance passed, what was spent, and what the rules say of it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property

from budgets import (
    Budget,
    BudgetComparison,
    CategoryResult,
    EventFacts,
    Finding,
    LineGroup,
    LineResult,
    Money,
    Policy,
    Settlement,
    Severity,
    check_budget,
    check_settlement,
    compare,
)
from budgets.invoice import plain_name
from budgets.purchases import Purchase
from planner.dossier import Dossier
from planner.enums import InvoiceKind, ReviewSubject, VoucherKind
from planner.money.context import context_of
from planner.money.ledger import Expense, Ledger
from planner.places import APPROVAL, key_in, parse_place, place_of

# Findings of a settlement that a written reason answers, and those of them that must be answered before it passes.
ANSWERED_BY_REASONS = frozenset({"overrun-unexplained", "underrun-unexplained"})
TO_BE_EXPLAINED = frozenset({"overrun-unexplained"})
# Findings of the budget that a kept file answers.
ANSWERED_BY_FILES = {"quotes-missing": VoucherKind.QUOTE, "contract-missing": VoucherKind.CONTRACT}
_MISSING_EVIDENCE = "evidence-missing"
_OF_THE_WHOLE = frozenset({"budget", ""})


@dataclass(frozen=True, slots=True)
class Evidence:
    """One paper of the evidence set: whether it is at hand and, if not, what is missing."""

    name: str
    have: bool
    note: str = ""
    where: str = "expenses"
    kind: VoucherKind | None = None


@dataclass(frozen=True)
class Finances:
    """The money of one event at one moment.

    `passed` is the budget that finance passed last, `approved_on` the day on which the plan was first approved,
    `approver` who approved it last, `reviewer` who settled. A settlement is held against the budget that passed, else
    against the plan as it stands.
    """

    dossier: Dossier
    ledger: Ledger = field(default_factory=Ledger)
    policy: Policy = field(default_factory=Policy)
    tax_number: str = ""
    approved_on: date | None = None
    approver: str = ""
    passed: Budget | None = None
    passed_on: date | None = None
    reviewer: str = ""
    settled_on: date | None = None
    today: date | None = None
    purchases_elsewhere: tuple[Purchase, ...] = ()

    @cached_property
    def budget(self) -> Budget:
        """The budget as it stands in the plan."""
        return self.dossier.full_budget

    @cached_property
    def allowed(self) -> Budget:
        """The budget that expenses are held against."""
        return self.budget if self.passed is None else self.passed

    @cached_property
    def change(self) -> BudgetComparison | None:
        """What changed since finance passed the budget; None while none has passed."""
        return None if self.passed is None else compare(self.passed, self.budget)

    @property
    def is_changed(self) -> bool:
        """Whether the budget needs a new review: lines or sources are not those that passed."""
        if self.passed is None or self.change is None:
            return False
        return not self.change.is_same or self.passed.sources != self.budget.sources

    @cached_property
    def context(self) -> EventFacts:
        """What the rules need to know around the budget."""
        return replace(
            context_of(self.dossier, self.ledger, policy=self.policy, today=self.today),
            tax_number=self.tax_number,
            approved_on=self.approved_on,
            approved_by=find_level(self.approver, self.policy),
            purchases_elsewhere=self.purchases_elsewhere,
        )

    @cached_property
    def budget_findings(self) -> list[Finding]:
        """What the rules say of the budget as it stands, the gravest first."""
        return sort_by_gravity(check_budget(self.budget, self.context))

    @cached_property
    def settlement(self) -> Settlement:
        """What was spent against what was allowed."""
        return self.ledger.settlement(self.allowed, self.reviewer)

    @property
    def overrun(self) -> Money | None:
        """What was spent less the budget as it stands, passed or not; None while that is not exact."""
        planned = self.budget.total
        return self.settlement.spent - planned.known if planned.is_exact else None

    @cached_property
    def results_by_line(self) -> dict[str, LineResult]:
        """What was spent on each line that was allowed, by its key."""
        return {result.line.key: result for result in self.settlement.lines()}

    def result_of(self, group: LineGroup) -> CategoryResult:
        """What was spent on lines of the budget as it stands; a line that has not passed yet has cost nothing."""
        spent = self.results_by_line
        results = tuple(spent[line.key] for line in group.lines if line.key in spent)
        return CategoryResult(group.total, Money.sum(result.actual for result in results), results)

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The evidence set (方案、签到、签收、照片、发票、验收、支付记录) in its order."""
        return (
            Evidence("方案", self.approved_on is not None, "方案还没有经审批同意", APPROVAL),
            self._judge_kind("签到", VoucherKind.SIGN_IN),
            self._judge_sheets(),
            self._judge_kind("照片", VoucherKind.PHOTO),
            self._judge_expenses("发票", [e for e in self.ledger.expenses if not _has_invoice(e)], VoucherKind.INVOICE),
            self._judge_expenses("验收", [e for e in self.ledger.expenses if not e.verifier], VoucherKind.ACCEPTANCE),
            self._judge_expenses("支付记录", list(self.ledger.expenses), VoucherKind.PAYMENT),
        )

    def _judge_kind(self, name: str, kind: VoucherKind) -> Evidence:
        return Evidence(name, any(v.kind == kind for v in self.ledger.vouchers), f"还没有传{kind.label}", kind=kind)

    def _judge_sheets(self) -> Evidence:
        """Every hand-out has its signed sheet; without hand-outs there is nothing to sign."""
        sheets = [v for v in self.ledger.vouchers if v.kind == VoucherKind.SIGN_OFF]
        open_ = [
            h for h in self.ledger.handouts if not any(v.about in (place_of("handouts", h.key), "") for v in sheets)
        ]
        names = "、".join(h.item for h in open_[:3])
        return Evidence("签收", not open_, f"{names}还没有签好的签领表", "handouts", VoucherKind.SIGN_OFF)

    def _judge_expenses(self, name: str, open_: list[Expense], kind: VoucherKind) -> Evidence:
        """Every one of these expenses has a file of that kind."""
        if not self.ledger.expenses:
            return Evidence(name, False, "还没有支出")
        bare = [e for e in open_ if not self.ledger.vouchers_of(place_of("expenses", e.key), kind)]
        names = "、".join(e.purpose for e in bare[:2]) + (" 等" if len(bare) > 2 else "")
        where = place_of("expenses", bare[0].key if bare else "")
        return Evidence(name, not bare, f"{len(bare)} 笔支出没有{name}：{names}", where, kind)

    @cached_property
    def settlement_findings(self) -> list[Finding]:
        """What the rules say of the settlement, the gravest first."""
        have = frozenset(paper.name for paper in self.evidence if paper.have)
        return sort_by_gravity(check_settlement(self.settlement, replace(self.context, evidence=have)))

    @property
    def blocking(self) -> list[Finding]:
        """Why finance can't pass the budget."""
        return [f for f in self.budget_findings if f.severity is Severity.ERROR]

    @property
    def blocking_settlement(self) -> list[Finding]:
        """Why finance can't pass the settlement."""
        return [f for f in self.settlement_findings if f.severity is Severity.ERROR or f.code in TO_BE_EXPLAINED]

    @property
    def missing_evidence(self) -> tuple[Evidence, ...]:
        """The papers that are not at hand."""
        return tuple(paper for paper in self.evidence if not paper.have)

    @property
    def general_findings(self) -> list[Finding]:
        """What the rules say of the settlement as a whole; missing papers are told by `missing_evidence`."""
        found = self.settlement_findings
        return [f for f in found if f.where in _OF_THE_WHOLE and f.code != _MISSING_EVIDENCE]

    @property
    def findings_elsewhere(self) -> list[Finding]:
        """What is mended at an expense, an advance or goods, neither at the whole nor at a line of the budget."""
        found = self.settlement_findings
        return [f for f in found if f.where not in _OF_THE_WHOLE and parse_place(f.where).noun != "budget"]

    def findings_of(self, subject: ReviewSubject) -> list[Finding]:
        """What the rules say of the budget or of the settlement, the gravest first."""
        return self.budget_findings if subject is ReviewSubject.BUDGET else self.settlement_findings

    def blocking_of(self, subject: ReviewSubject) -> list[Finding]:
        """Why finance can't pass the budget or the settlement."""
        return self.blocking if subject is ReviewSubject.BUDGET else self.blocking_settlement

    def as_handed_in(self, dossier: Dossier) -> Finances:
        """The same money with the plan as it was when it was handed in, before anything was settled."""
        return replace(self, dossier=dossier, reviewer="", settled_on=None)

    def findings_by_line(self) -> dict[str, list[Finding]]:
        """The findings of the budget by the key of their line; "" holds those of the whole."""
        return group_by_line(self.budget_findings)


def find_level(approver: str, policy: Policy) -> str:
    """The level of the policy that somebody holds, told by their name (韩校长 holds 校长); "" where it doesn't tell.

    Accounts carry names and no posts, so a level that no name speaks of is not judged.
    """
    name = plain_name(approver)
    held = [level.approver for level in policy.approval_levels if name and plain_name(level.approver) in name]
    return held[-1] if held else ""


def _has_invoice(expense: Expense) -> bool:
    """An invoice is named, or somebody wrote why there is none."""
    return bool(expense.invoice_number or expense.remark) or expense.invoice_kind == InvoiceKind.FISCAL


def sort_by_gravity(findings: list[Finding]) -> list[Finding]:
    """Errors first; among equals the order of the rules."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def group_by_line(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Findings by the key of the line of the budget they are about; "" holds all others."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(key_in("budget", finding.where), []).append(finding)
    return found
