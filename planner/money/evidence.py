"""What of a settlement is proven, and by how many files: one of three values, and nowhere a fourth."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from budgets import Money
from planner.enums import InvoiceKind, LabelledEnum, VoucherKind
from planner.filetypes import INVOICE, OFD, PDF
from planner.money.ledger import Expense, Voucher
from planner.telling import join_few

E_FILE_LAW = "财会〔2020〕6号：电子发票的打印件不能单独入账"
E_INVOICES = frozenset(
    {
        InvoiceKind.DIGITAL,
        InvoiceKind.DIGITAL_SPECIAL,
        InvoiceKind.RAIL,
        InvoiceKind.AIR,
        InvoiceKind.ELECTRONIC,
        InvoiceKind.ELECTRONIC_SPECIAL,
        InvoiceKind.TOLL,
    }
)
# 数电票 have numbers of their own length, whatever kind somebody typed.
DIGITAL_DIGITS = 20
E_FILES = frozenset({kind.mime for kind in (PDF, OFD, INVOICE)})
_MOST_NAMED = 4


class ProofValue(LabelledEnum):
    """What can be said of a proof."""

    HAVE = "have", "有"
    MISSING = "missing", "没有登记"
    NOT_NEEDED = "not_needed", "不适用"


@dataclass(frozen=True, slots=True)
class Evidence:
    """A proof: at hand with its `files`, missing, or not needed; `note` says what it proves, what is missing, or why.

    `where` is the place that it is about, `kind` what a file that mends it is called. Of an invoice that
    `is_number_only` somebody typed the number, and nobody has the file. `statement` is what is printed of a proof that
    sums others up.
    """

    name: str
    standing: ProofValue
    note: str = ""
    files: tuple[Voucher, ...] = ()
    where: str = ""
    kind: VoucherKind | None = None
    is_number_only: bool = False
    statement: str = ""

    @property
    def is_at_hand(self) -> bool:
        """Whether it is there."""
        return self.standing is ProofValue.HAVE

    @property
    def is_missing(self) -> bool:
        """Whether it is needed and not there."""
        return self.standing is ProofValue.MISSING

    @property
    def page_count(self) -> int | None:
        """The pages of all files; None where those of one are not known."""
        counts = [voucher.page_count for voucher in self.files]
        return None if None in counts else sum(count or 0 for count in counts)

    @property
    def label(self) -> str:
        """有 2 份 3 页, 只有号码, 没有登记, 不适用."""
        if not self.is_at_hand:
            return "只有号码" if self.is_number_only else self.standing.label
        if self.files and all(voucher.kind is VoucherKind.PHOTO for voucher in self.files):
            return f"有 {len(self.files)} 张"
        return f"有 {self.size}" if self.files else self.standing.label

    @property
    def size(self) -> str:
        """2 份 3 页; the pages only where they are known."""
        pages = f" {self.page_count} 页" if self.page_count else ""
        return f"{len(self.files)} 份{pages}"

    @property
    def printed(self) -> str:
        """The same with its note, as 决算说明 prints it: 有 2 份 3 页，每天 40 人。"""
        if self.statement:
            return f"{self.statement}。"
        return f"{self.label}，{self.note}。" if self.note else f"{self.label}。"


def at_hand(name: str, files: Iterable[Voucher], note: str = "", kind: VoucherKind | None = None) -> Evidence:
    """A proof that is there."""
    return Evidence(name, ProofValue.HAVE, note, tuple(files), kind=kind)


def missing(name: str, note: str, where: str, kind: VoucherKind | None, *, is_number_only: bool = False) -> Evidence:
    """A proof that is needed and not there."""
    return Evidence(name, ProofValue.MISSING, note, where=where, kind=kind, is_number_only=is_number_only)


def not_needed(name: str, why: str) -> Evidence:
    """A proof that nobody asks for."""
    return Evidence(name, ProofValue.NOT_NEEDED, why)


def needs_e_file(expense: Expense) -> bool:
    """Whether the invoice of an expense is an electronic one, which a print does not replace (财会〔2020〕6号).

    Its twin in SQL is in `queries.invoiceregister_statements`.
    """
    digits = sum(char.isdigit() for char in expense.invoice_number)
    return expense.invoice_kind in E_INVOICES or digits == DIGITAL_DIGITS == len(expense.invoice_number)


def is_e_file(voucher: Voucher) -> bool:
    """Whether a kept file is the electronic one of an invoice: PDF, OFD or XML, no photo of a print."""
    return voucher.mime in E_FILES


@dataclass(frozen=True, slots=True)
class ExpenseProof:
    """What proves one expense."""

    expense: Expense
    invoice: Evidence
    payment: Evidence
    acceptance: Evidence

    @property
    def parts(self) -> tuple[Evidence, Evidence, Evidence]:
        """All three."""
        return self.invoice, self.payment, self.acceptance

    @property
    def is_complete(self) -> bool:
        """Whether nothing of it is missing."""
        return not any(part.is_missing for part in self.parts)


def sum_up(name: str, proofs: Sequence[tuple[Expense, Evidence]]) -> Evidence:
    """One proof of all expenses together: at hand only when no expense lacks it."""
    if not proofs:
        return not_needed(name, "还没有支出")
    kept = [each for each in proofs if each[1].is_at_hand]
    open_ = [each for each in proofs if each[1].is_missing]
    numbers = [each for each in open_ if each[1].is_number_only]
    bare = [each for each in open_ if not each[1].is_number_only]
    spared = [each for each in proofs if each[1].standing is ProofValue.NOT_NEEDED]
    files = at_hand(name, (voucher for _, proof in kept for voucher in proof.files))
    told = [
        f"{len(kept)} 笔有，{files.size}" if kept else "",
        f"{len(numbers)} 笔只有号码（{_name_some(numbers)}）" if numbers else "",
        f"{len(bare)} 笔没有登记（{_name_some(bare)}）" if bare else "",
        f"{len(spared)} 笔不适用（{_name_whys(spared)}）" if spared else "",
    ]
    statement = f"{len(proofs)} 笔支出，{'；'.join(filter(None, told))}"
    if open_:
        first = open_[0][1]
        found = missing(name, "", first.where, first.kind, is_number_only=not bare)
    else:
        found = files if kept else not_needed(name, "")
    return replace(found, statement=statement)


def _name_some(proofs: Sequence[tuple[Expense, Evidence]]) -> str:
    return join_few([f"{tell_payment(expense)} {expense.amount.plain()} 元" for expense, _ in proofs], _MOST_NAMED)


def _name_whys(proofs: Sequence[tuple[Expense, Evidence]]) -> str:
    return join_few(list(dict.fromkeys(proof.note for _, proof in proofs)), _MOST_NAMED)


def tell_payment(expense: Expense) -> str:
    """How an expense is called in a sentence."""
    return expense.purpose.strip() or expense.payee.strip() or "一笔支出"


def sum_of(expenses: Iterable[Expense]) -> Money:
    """What expenses come to."""
    return Money.sum(expense.amount for expense in expenses)
