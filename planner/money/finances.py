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
from planner.enums import ReviewSubject, VoucherKind
from planner.money.context import context_of
from planner.money.evidence import Evidence, ExpenseProof
from planner.money.gaps import (
    APPROVAL_LAPSED,
    GAP_CODES,
    GAPS_OF_RULES,
    Gap,
    GapGroup,
    WrittenWaiver,
    find_waiver,
    gaps_of_proofs,
    gaps_of_rules,
    group_gaps,
)
from planner.money.ledger import Ledger
from planner.money.proofs import (
    judge_approval,
    judge_kind,
    judge_of_lines,
    judge_sheets,
    prove_expenses,
    sum_up_expenses,
)
from planner.places import key_in, parse_place

# Findings of a settlement that a written reason answers, and those of them that must be answered before it passes.
ANSWERED_BY_REASONS = frozenset({"overrun-unexplained", "underrun-unexplained"})
TO_BE_EXPLAINED = frozenset({"overrun-unexplained"})
# Findings of the budget that a kept file answers.
ANSWERED_BY_FILES = {"quotes-missing": VoucherKind.QUOTE, "contract-missing": VoucherKind.CONTRACT}
APPROVAL_RULE = "单位制度：先批后办"
_MISSING_EVIDENCE = "evidence-missing"
_OF_THE_WHOLE = frozenset({"budget", ""})


@dataclass(frozen=True)
class Finances:
    """The money of one event at one moment.

    `passed` is the budget that finance passed last, `approved_on` the day on which the plan was first approved,
    `approver` who approved it last and `approved_number` which version; `approval_lapsed` says why that is over.
    `reviewer` is who settled. A settlement is held against the budget that passed, else against the plan.
    """

    dossier: Dossier
    ledger: Ledger = field(default_factory=Ledger)
    policy: Policy = field(default_factory=Policy)
    tax_number: str = ""
    approved_on: date | None = None
    approver: str = ""
    approved_number: int = 0
    approval_lapsed: str = ""
    passed: Budget | None = None
    passed_on: date | None = None
    reviewer: str = ""
    settled_on: date | None = None
    today: date | None = None
    purchases_elsewhere: tuple[Purchase, ...] = ()
    waivers: tuple[WrittenWaiver, ...] = ()

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
    def proofs(self) -> tuple[ExpenseProof, ...]:
        """What proves each expense."""
        return prove_expenses(self.ledger, self.allowed)

    @cached_property
    def approval(self) -> Evidence:
        """Whether the plan as it stands was approved."""
        return judge_approval(
            self.ledger,
            approved_on=self.approved_on,
            approver=self.approver,
            number=self.approved_number,
            lapsed=self.approval_lapsed,
        )

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """What proves the event as a whole, in the order in which it is printed."""
        asked = {code: [f for f in self.budget_findings if f.code == code] for code in ANSWERED_BY_FILES}
        return (
            self.approval,
            judge_kind(self.ledger, "签到", VoucherKind.SIGN_IN),
            judge_sheets(self.ledger, self.proofs, self.allowed),
            judge_kind(self.ledger, "照片", VoucherKind.PHOTO),
            *sum_up_expenses(self.proofs),
            judge_of_lines(self.ledger, "询价", VoucherKind.QUOTE, asked["quotes-missing"], "没有到要询价的数额"),
            judge_of_lines(self.ledger, "合同", VoucherKind.CONTRACT, asked["contract-missing"], "没有到要合同的数额"),
        )

    @cached_property
    def _rule_findings(self) -> list[Finding]:
        have = frozenset(paper.name for paper in self.evidence if not paper.is_missing)
        context = replace(self.context, evidence=have, is_approved=self._is_approved)
        found = check_settlement(self.settlement, context)
        if self._is_approved and self.approval.is_missing and self.ledger.expenses:
            sentence = f"方案改过以后没有再批准，{self.approval.note}。"
            found.append(Finding(APPROVAL_LAPSED, Severity.ERROR, sentence, "budget", APPROVAL_RULE))
        return found

    @property
    def _is_approved(self) -> bool:
        """Whether the plan was approved at any time, here or on paper."""
        return self.approved_on is not None or self.approval.is_at_hand

    @cached_property
    def gaps(self) -> tuple[Gap, ...]:
        """What is to be mended or waived in writing before the settlement passes, waived or not."""
        found = [*gaps_of_rules(self._rule_findings, self.ledger.expenses), *gaps_of_proofs(self.proofs)]
        return tuple(replace(gap, waiver=find_waiver(gap, self.waivers)) for gap in found)

    def line_of(self, gap: Gap) -> str:
        """The key of the line of the budget that a gap belongs to; "" for what belongs to none."""
        line = next((expense.line for expense in self.ledger.expenses if expense.key == gap.expense_key), "")
        return line if any(each.key == line for each in self.allowed.lines) else ""

    @property
    def lines_lacking(self) -> frozenset[str]:
        """The keys of the lines of which something is missing that nobody has waived."""
        return frozenset(self.line_of(gap) for gap in self.gaps if gap.waiver is None)

    @property
    def open_gaps(self) -> tuple[GapGroup, ...]:
        """The reasons that are still open, each with all that it is about."""
        return group_gaps(self.gaps)

    @property
    def waived(self) -> tuple[Gap, ...]:
        """What stands without proof by a waiver."""
        return tuple(gap for gap in self.gaps if gap.waiver is not None)

    @cached_property
    def settlement_findings(self) -> list[Finding]:
        """What the rules say of the settlement, the gravest first; what is waived only as a hint."""
        rest = [finding for finding in self._rule_findings if finding.code not in GAPS_OF_RULES]
        return sort_by_gravity([*(gap.told for gap in self.gaps), *rest])

    @property
    def blocking(self) -> list[Finding]:
        """Why finance can't pass the budget."""
        return [f for f in self.budget_findings if f.severity is Severity.ERROR]

    @property
    def blocking_settlement(self) -> list[Finding]:
        """Why finance can't pass the settlement."""
        return [f for f in self.settlement_findings if f.severity is Severity.ERROR or f.code in TO_BE_EXPLAINED]

    @property
    def other_blocking(self) -> list[Finding]:
        """The same without the gaps, which are told and waived by themselves."""
        return [f for f in self.blocking_settlement if f.code not in GAP_CODES]

    @property
    def missing_evidence(self) -> tuple[Evidence, ...]:
        """What is needed and not at hand."""
        return tuple(paper for paper in self.evidence if paper.is_missing)

    @property
    def general_findings(self) -> list[Finding]:
        """What the rules say of the settlement as a whole; what is missing is told by `evidence` and `gaps`."""
        found = self.settlement_findings
        told = {*GAP_CODES, _MISSING_EVIDENCE}
        return [f for f in found if f.where in _OF_THE_WHOLE and f.code not in told]

    @property
    def findings_elsewhere(self) -> list[Finding]:
        """What is mended at an expense, an advance or goods, neither at the whole nor at a line of the budget."""
        found = (f for f in self.settlement_findings if f.code not in GAP_CODES)
        return [f for f in found if f.where not in _OF_THE_WHOLE and parse_place(f.where).noun != "budget"]

    def findings_of(self, subject: ReviewSubject) -> list[Finding]:
        """What the rules say of the budget or of the settlement, the gravest first."""
        return self.budget_findings if subject is ReviewSubject.BUDGET else self.settlement_findings

    def blocking_of(self, subject: ReviewSubject) -> list[Finding]:
        """Why finance can't pass the budget or the settlement; what many expenses lack is one reason."""
        if subject is ReviewSubject.BUDGET:
            return self.blocking
        return [*(group.told for group in self.open_gaps), *self.other_blocking]

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


def sort_by_gravity(findings: list[Finding]) -> list[Finding]:
    """Errors first; among equals the order of the rules."""
    return sorted(findings, key=lambda finding: finding.severity.rank)


def group_by_line(findings: list[Finding]) -> dict[str, list[Finding]]:
    """Findings by the key of the line of the budget they are about; "" holds all others."""
    found: dict[str, list[Finding]] = {}
    for finding in findings:
        found.setdefault(key_in("budget", finding.where), []).append(finding)
    return found
