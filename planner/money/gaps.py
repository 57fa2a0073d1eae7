"""Why finance can't pass a settlement: what is missing, how much it is about, who can mend it, and what was waived."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property

from budgets import Finding, Money, Severity
from planner.days import Day
from planner.enums import GapReason
from planner.money.evidence import E_FILE_LAW, ExpenseProof, needs_e_file, sum_of, tell_payment
from planner.money.ledger import Expense
from planner.places import APPROVAL, key_in, place_of
from planner.telling import join_few

PAYMENT_LAW = "会计法第十四条"
APPROVAL_LAPSED = "approval-outdated"
# Findings of the rules that are gaps: to be mended, or waived in writing.
GAPS_OF_RULES = {
    "approval-missing": GapReason.APPROVAL,
    APPROVAL_LAPSED: GapReason.APPROVAL,
    "paid-before-approval": GapReason.EARLY,
    "invoice-before-approval": GapReason.EARLY,
}
GAP_CODES = frozenset({*GAPS_OF_RULES, "payment-missing", "e-file-missing"})
# The page that shows them all.
SETTLEMENT = "settlement"
# Between the codes of gaps that are chosen at once.
CODES_APART = ","
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class WrittenWaiver:
    """What finance wrote: which gap of which `subject`, "" for the event as a whole, needs no proof, up to `amount`."""

    id: int
    reason: GapReason
    subject: str
    amount: Money
    words: str
    author: str
    at: datetime

    def covers(self, reason: GapReason, subject: str, amount: Money) -> bool:
        """Whether it speaks of this gap, and the gap has not grown since."""
        return (self.reason, self.subject) == (reason, subject) and abs(amount) <= abs(self.amount)


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that is missing; `subject` is the place of an expense, "" for the event as a whole."""

    reason: GapReason
    subject: str
    name: str
    amount: Money
    finding: Finding
    paid_on: date | None = None
    person: str = ""
    waiver: WrittenWaiver | None = None

    @property
    def code(self) -> str:
        """What names it in a form."""
        return f"{self.reason.value}:{self.subject}"

    @property
    def expense_key(self) -> str:
        """The key of its expense; "" for the event as a whole."""
        return key_in("expenses", self.subject)

    @property
    def told(self) -> Finding:
        """What is said of it: an error, or a hint once it is waived."""
        if self.waiver is None:
            return self.finding
        sentence = f"{self.finding.sentence}{self.waiver.author}已经豁免。"
        return Finding(self.finding.code, Severity.HINT, sentence, self.finding.where, self.finding.source)


@dataclass(frozen=True)
class GapGroup:
    """All gaps of one reason that are still open, as one reason why finance can't pass."""

    reason: GapReason
    gaps: tuple[Gap, ...]

    @cached_property
    def amount(self) -> Money:
        """How much they are about."""
        return Money.sum(gap.amount for gap in self.gaps)

    @property
    def codes(self) -> str:
        """What names all of them in a form, as one choice."""
        return CODES_APART.join(gap.code for gap in self.gaps)

    @property
    def is_whole(self) -> bool:
        """Whether it is about the event, no single expense."""
        return self.gaps[0].subject == ""

    @property
    def has_several(self) -> bool:
        """Whether it is about more than one."""
        return len(self.gaps) > 1

    @property
    def title(self) -> str:
        """What is missing and how much: 师生用餐等 3 笔没有付款记录，共 7,860.00 元."""
        if self.is_whole:
            return self.gaps[0].finding.sentence.partition("，")[0].rstrip("。")
        names = list(dict.fromkeys(gap.name for gap in self.gaps))
        count = f" {len(self.gaps)} 笔" if len(self.gaps) > 1 else ""
        name = names[0] + ("等" if len(names) > 1 else "") + count
        return f"{name}{self.reason.label}，共 {self.amount.plain()} 元"

    @property
    def told(self) -> Finding:
        """All of them in one sentence, with the page where they are mended."""
        first = self.gaps[0].finding
        if not self.has_several:
            return first
        return Finding(first.code, Severity.ERROR, f"{self.title}。", SETTLEMENT, first.source)

    @property
    def why(self) -> str:
        """Where from: days, amounts and names."""
        if self.is_whole:
            return self.gaps[0].finding.sentence.partition("，")[2] or self.gaps[0].finding.source
        parts = [
            f"{Day.of(gap.paid_on).short + ' ' if gap.paid_on else ''}{gap.name} {gap.amount.plain()} 元"
            for gap in self.gaps
        ]
        told = join_few(parts, _MOST_NAMED)
        people = self.people
        handled = f"；经办 {'、'.join(people)}" if people else ""
        law = f"。{E_FILE_LAW}" if self.reason is GapReason.E_FILE else ""
        return f"{told}{handled}{law}"

    @property
    def people(self) -> tuple[str, ...]:
        """Who handled them."""
        return tuple(dict.fromkeys(gap.person for gap in self.gaps if gap.person))


def tell_request(gaps: Sequence[Gap], owner: str) -> str:
    """请吴老师补：师生用餐 2,580.00 元没有付款记录。Whoever handled it is asked, else the owner of the event."""
    people = list(dict.fromkeys(gap.person or owner for gap in gaps if gap.person or owner))
    asked = f"请{join_few(people, _MOST_NAMED)}补：" if people else "请补："
    return asked + "；".join(gap.finding.sentence.rstrip("。") for gap in gaps) + "。"


def gaps_of_rules(findings: Iterable[Finding], expenses: Sequence[Expense]) -> list[Gap]:
    """The findings of the rules that are gaps; of several about one expense, such as its payment and its invoice that
    both came before the approval, the first.
    """
    by_key = {expense.key: expense for expense in expenses}
    found: dict[str, Gap] = {}
    for finding in findings:
        reason = GAPS_OF_RULES.get(finding.code)
        if reason is None:
            continue
        expense = by_key.get(key_in("expenses", finding.where))
        if expense is not None:
            gap = _of_expense(reason, expense, finding)
        else:
            gap = Gap(reason, "", "方案", sum_of(expenses), replace(finding, where=APPROVAL))
        found.setdefault(gap.code, gap)
    return list(found.values())


def gaps_of_proofs(proofs: Iterable[ExpenseProof]) -> list[Gap]:
    """Expenses without a payment record, and electronic invoices without their file."""
    payments, e_files = [], []
    for proof in proofs:
        expense, name = proof.expense, f"{tell_payment(proof.expense)} {proof.expense.amount.plain()} 元"
        where = place_of("expenses", expense.key)
        if proof.payment.is_missing:
            sentence = f"{name}没有付款记录，传转账回单或收款凭据。"
            finding = Finding("payment-missing", Severity.ERROR, sentence, where, PAYMENT_LAW)
            payments.append(_of_expense(GapReason.PAYMENT, expense, finding))
        if proof.invoice.is_missing and needs_e_file(expense):
            sentence = f"{name}的电子发票没有电子文件，传 PDF、OFD 或 XML。"
            finding = Finding("e-file-missing", Severity.ERROR, sentence, where, E_FILE_LAW)
            e_files.append(_of_expense(GapReason.E_FILE, expense, finding))
    return [*payments, *e_files]


def _of_expense(reason: GapReason, expense: Expense, finding: Finding) -> Gap:
    return Gap(
        reason=reason,
        subject=place_of("expenses", expense.key),
        name=tell_payment(expense),
        amount=expense.amount,
        finding=finding,
        paid_on=expense.paid_on,
        person=expense.handler,
    )


def find_waiver(gap: Gap, waivers: Iterable[WrittenWaiver]) -> WrittenWaiver | None:
    """The waiver that covers a gap; the newest of several."""
    covering = [each for each in waivers if each.covers(gap.reason, gap.subject, gap.amount)]
    return covering[-1] if covering else None


def group_gaps(gaps: Iterable[Gap]) -> tuple[GapGroup, ...]:
    """The open ones by reason, in the order of the reasons."""
    open_ = [gap for gap in gaps if gap.waiver is None]
    groups = [(reason, tuple(gap for gap in open_ if gap.reason is reason)) for reason in GapReason]
    return tuple(GapGroup(reason, found) for reason, found in groups if found)
