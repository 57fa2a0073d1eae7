"""Which proof stands behind each expense, and behind the event as a whole; a file counts, a typed word does not."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from budgets import Budget, Finding, Topic, topics_in, topics_of
from planner.days import Day
from planner.enums import InvoiceKind, VoucherKind
from planner.money.evidence import (
    Evidence,
    ExpenseProof,
    at_hand,
    is_e_file,
    missing,
    needs_e_file,
    not_needed,
    sum_up,
)
from planner.money.ledger import Expense, Handout, Ledger, Voucher
from planner.places import place_of
from planner.telling import join_few

PLAN_APPROVAL = "方案批准"
# What is used up in being done leaves nothing to be looked over; who got money or clothes signs for them.
_SERVICES = frozenset({Topic.TRANSPORT, Topic.INSURANCE, Topic.TICKET, Topic.GUIDE, Topic.LECTURE, Topic.LABOUR})
_SIGNED_FOR = frozenset({Topic.GIFT, Topic.CASH_GIFT, Topic.CLOTHES})
_MOST_NAMED = 3


def prove_expenses(ledger: Ledger, budget: Budget) -> tuple[ExpenseProof, ...]:
    """The proofs of each expense, in the order of the accounts."""
    lines = {line.key: line for line in budget.lines}
    proofs = []
    for expense in ledger.expenses:
        line = lines.get(expense.line)
        topics = topics_of(line) if line else topics_in(expense.purpose)
        files = ledger.proofs(about=place_of("expenses", expense.key))
        proofs.append(
            ExpenseProof(
                expense,
                invoice=_judge_invoice(expense, files),
                payment=_judge_payment(expense, files),
                acceptance=_judge_acceptance(expense, files, topics),
            )
        )
    return tuple(proofs)


def _judge_invoice(expense: Expense, files: Sequence[Voucher]) -> Evidence:
    """The file of the invoice; of an electronic one the electronic file, of which a photo is no replacement."""
    kind, where = VoucherKind.INVOICE, place_of("expenses", expense.key)
    invoices = [voucher for voucher in files if voucher.kind is kind]
    if needs_e_file(expense):
        electronic = [voucher for voucher in invoices if is_e_file(voucher)]
        if electronic:
            return at_hand("发票", electronic)
        note = f"只传了 {len(invoices)} 份照片，没有电子文件" if invoices else "没有电子文件"
        return missing("发票", note, where, kind, is_number_only=bool(expense.invoice_number))
    if invoices:
        return at_hand("发票", invoices)
    if expense.invoice_number:
        return missing("发票", "没有传发票", where, kind, is_number_only=True)
    if expense.invoice_kind is InvoiceKind.NONE and expense.remark.strip():
        return not_needed("发票", f"没有发票：{expense.remark.strip()}")
    why = "没有说有没有发票" if expense.invoice_kind is None else "也没有写为什么没有"
    return missing("发票", f"没有传发票，{why}", where, kind)


def _judge_payment(expense: Expense, files: Sequence[Voucher]) -> Evidence:
    kind = VoucherKind.PAYMENT
    payments = [voucher for voucher in files if voucher.kind is kind]
    if payments:
        return at_hand("支付记录", payments)
    if not expense.amount:
        return not_needed("支付记录", "金额是零")
    note = "没有传支付记录" if expense.method else "没有传支付记录，付款方式也待定"
    return missing("支付记录", note, place_of("expenses", expense.key), kind)


def _judge_acceptance(expense: Expense, files: Sequence[Voucher], topics: frozenset[Topic]) -> Evidence:
    kind = VoucherKind.ACCEPTANCE
    papers = [voucher for voucher in files if voucher.kind is kind]
    if papers:
        return at_hand("验收", papers)
    if expense.amount.fen <= 0:
        return not_needed("验收", "没有付出钱")
    if Topic.CASH_GIFT in topics:
        return not_needed("验收", "慰问金看签领表")
    if topics & _SERVICES:
        return not_needed("验收", "服务不验收")
    note = f"写了验收人{expense.verifier}，没有验收单" if expense.verifier else "没有验收单"
    return missing("验收", note, place_of("expenses", expense.key), kind)


def sum_up_expenses(proofs: Sequence[ExpenseProof]) -> tuple[Evidence, Evidence, Evidence]:
    """Invoices, acceptances and payments of all expenses together."""
    return (
        sum_up("发票", [(proof.expense, proof.invoice) for proof in proofs]),
        sum_up("验收", [(proof.expense, proof.acceptance) for proof in proofs]),
        sum_up("支付记录", [(proof.expense, proof.payment) for proof in proofs]),
    )


def judge_approval(ledger: Ledger, *, approved_on: date | None, approver: str, number: int, lapsed: str) -> Evidence:
    """Whether the plan as it stands was approved: here, by the newest version, or on a paper that was kept."""
    papers = ledger.proofs(VoucherKind.APPROVAL)
    if papers:
        return at_hand(PLAN_APPROVAL, papers, "批件")
    if approved_on is None:
        return missing(PLAN_APPROVAL, "", "approval", VoucherKind.APPROVAL)
    version = f"第 {number} 版" if number else ""
    if lapsed:
        return missing(PLAN_APPROVAL, f"批的是{version or '以前的'}，{lapsed}", "approval", VoucherKind.APPROVAL)
    day = Day.of(approved_on)
    agreed = f"{approver}同意{version}" if approver else f"{version}已同意"
    return at_hand(PLAN_APPROVAL, (), f"{agreed}，最早在 {day.date.year if day.date else ''}年{day.short}批准")


def judge_kind(ledger: Ledger, name: str, kind: VoucherKind) -> Evidence:
    """Files of the event as a whole."""
    files = ledger.proofs(kind)
    return at_hand(name, files, kind=kind) if files else missing(name, f"还没有传{kind.label}", "", kind)


def judge_of_lines(ledger: Ledger, name: str, kind: VoucherKind, asked: Iterable[Finding], why_not: str) -> Evidence:
    """Quotations or contracts, where a rule of the budget asks for them."""
    wanted = list(asked)
    if wanted:
        return missing(name, wanted[0].sentence.rstrip("。"), wanted[0].where, kind)
    files = ledger.proofs(kind)
    return at_hand(name, files) if files else not_needed(name, why_not)


def judge_sheets(ledger: Ledger, proofs: Sequence[ExpenseProof], budget: Budget) -> Evidence:
    """Every hand-out has its signed sheet; what was bought or given to be handed out was handed out."""
    kind = VoucherKind.SIGN_OFF
    sheets = ledger.proofs(kind)
    open_ = [handout for handout in ledger.handouts if not _has_sheet(handout, sheets)]
    if open_:
        names = join_few([handout.item for handout in open_], _MOST_NAMED)
        return missing("签收", f"{names}还没有签好的签领表", "handouts", kind)
    if sheets:
        return at_hand("签收", sheets, _tell_handed_out(ledger.handouts))
    goods = _to_be_handed_out(ledger, proofs, budget)
    if goods:
        names = join_few(goods, _MOST_NAMED)
        return missing("签收", f"{names}没有发放记录，也没有签领表", "handouts", kind)
    return not_needed("签收", "没有买过、收过要发的东西")


def _has_sheet(handout: Handout, sheets: Sequence[Voucher]) -> bool:
    return any(sheet.about in (place_of("handouts", handout.key), "") for sheet in sheets)


def _tell_handed_out(handouts: Sequence[Handout]) -> str:
    told = [f"{handout.item} {handout.people} 人" if handout.people else handout.item for handout in handouts]
    return join_few(told, _MOST_NAMED)


def _to_be_handed_out(ledger: Ledger, proofs: Sequence[ExpenseProof], budget: Budget) -> list[str]:
    """Gifts, clothes and cash that were bought, and goods that were given."""
    lines = {line.key: line for line in budget.lines}
    bought = []
    for proof in proofs:
        line = lines.get(proof.expense.line)
        topics = topics_in(proof.expense.purpose) | (topics_of(line) if line else frozenset())
        if topics & _SIGNED_FOR:
            bought.append(proof.expense.purpose)
    given = [donation.item for donation in ledger.donations if donation.received]
    return list(dict.fromkeys([*bought, *given]))
