"""Proofs: a file counts, a typed word does not; three values, and nowhere a fourth."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from budgets import Budget, Line, Money
from planner.enums import InvoiceKind, VoucherKind
from planner.filetypes import DAMAGED_MIME, INVOICE, JPEG, OFD, PDF
from planner.money.evidence import Evidence, ProofValue
from planner.money.ledger import Donation, Expense, Handout, Ledger, Voucher
from planner.money.proofs import judge_sheets, prove_expenses, sum_up_expenses
from tests.planner.moneyvalues import voucher

K, N = VoucherKind, InvoiceKind
BOOKS = Expense("e", "书架", Money(100), handler="周老师", verifier="李老师", invoice_kind=N.PLAIN, invoice_number="8")
DIGITAL = replace(BOOKS, invoice_kind=N.DIGITAL, invoice_number="2" * 20)


def kept(kind: VoucherKind, mime: str = PDF.mime, pages: int | None = 2, about: str = "expenses/e") -> Voucher:
    return replace(voucher(about, kind), mime=mime, pages=pages)


def parts(expense: Expense, *files: Voucher, line: Line | None = None) -> list[str]:
    """What is said of invoice, payment and acceptance."""
    (proof,) = prove_expenses(Ledger((expense,), vouchers=files), Budget((line,) if line else ()))
    return [part.label for part in proof.parts]


# Its bytes went with the data of the children that it named.
ERASED = replace(kept(K.INVOICE), sha256="", size=0)


@pytest.mark.parametrize(
    ("expense", "files", "said"),
    [
        (BOOKS, (), "只有号码"),
        (BOOKS, (kept(K.INVOICE),), "有 1 份 2 页"),
        (BOOKS, (kept(K.INVOICE, JPEG.mime, 1), kept(K.INVOICE, JPEG.mime, 1)), "有 2 份 2 页"),
        (BOOKS, (kept(K.INVOICE, pages=None),), "有 1 份"),
        (BOOKS, (kept(K.INVOICE, pages=0), kept(K.INVOICE)), "有 2 份"),
        (BOOKS, (kept(K.INVOICE, about="expenses/other"),), "只有号码"),
        (BOOKS, (ERASED,), "只有号码"),
        (BOOKS, (ERASED, kept(K.INVOICE)), "有 1 份 2 页"),
        (BOOKS, (kept(K.INVOICE, DAMAGED_MIME, 0),), "只有号码"),
        (BOOKS, (kept(K.QUOTE),), "只有号码"),
        (DIGITAL, (), "只有号码"),
        (DIGITAL, (kept(K.INVOICE, JPEG.mime, 1),), "只有号码"),
        (DIGITAL, (kept(K.INVOICE, JPEG.mime, 1), kept(K.INVOICE, OFD.mime, 3)), "有 1 份 3 页"),
        (DIGITAL, (kept(K.INVOICE, INVOICE.mime, 0),), "有 1 份"),
        (replace(DIGITAL, invoice_kind=N.NONE), (kept(K.INVOICE, JPEG.mime, 1),), "只有号码"),
        (replace(DIGITAL, invoice_kind=N.ELECTRONIC, invoice_number=""), (), "没有登记"),
        (replace(BOOKS, invoice_kind=N.FISCAL, invoice_number=""), (), "没有登记"),
        (replace(BOOKS, invoice_kind=N.NONE, invoice_number=""), (), "没有登记"),
        (replace(BOOKS, invoice_kind=N.NONE, invoice_number="", remark="村民自产"), (), "不适用"),
        (replace(BOOKS, invoice_kind=None, invoice_number="", remark="村民自产"), (), "没有登记"),
    ],
)
def test_invoice_is_at_hand_with_its_file_only(expense: Expense, files: tuple[Voucher, ...], said: str) -> None:
    assert parts(expense, *files)[0] == said


@pytest.mark.parametrize(
    ("values", "files", "said"),
    [
        ({}, (), "没有登记"),
        ({}, (kept(K.PAYMENT, JPEG.mime, 1),), "有 1 份 1 页"),
        ({"amount": Money(-5)}, (), "没有登记"),
        ({"amount": Money(0)}, (), "不适用"),
    ],
)
def test_payment_has_its_record(values: dict[str, Any], files: tuple[Voucher, ...], said: str) -> None:
    assert parts(replace(BOOKS, **values), *files)[1] == said


@pytest.mark.parametrize(
    ("values", "line", "files", "said"),
    [
        ({}, None, (), "没有登记"),
        ({}, None, (kept(K.ACCEPTANCE),), "有 1 份 2 页"),
        ({"purpose": "大巴租赁"}, None, (), "不适用"),
        ({"purpose": "大巴租赁"}, None, (kept(K.ACCEPTANCE),), "有 1 份 2 页"),
        ({"line": "x"}, Line("x", "保险费", "意外险"), (), "不适用"),
        ({"line": "x"}, Line("x", "慰问", "慰问金"), (), "不适用"),
        ({"line": "x"}, Line("x", "餐费", "午餐"), (), "没有登记"),
        ({"amount": Money(-5)}, None, (), "不适用"),
    ],
)
def test_acceptance_has_its_paper_whoever_is_named(
    values: dict[str, Any], line: Line | None, files: tuple[Voucher, ...], said: str
) -> None:
    assert parts(replace(BOOKS, **values), *files, line=line)[2] == said


GIFT = Expense("e", "书包 30 个", Money(100))
BAGS, SIGNED = Handout("h", "书包", Decimal(1), people=30), kept(K.SIGN_OFF, about="handouts/h")


@pytest.mark.parametrize(
    ("ledger", "said", "note"),
    [
        (Ledger((GIFT,)), "没有登记", "书包 30 个没有发放记录，也没有签领表"),
        (Ledger((replace(GIFT, purpose="体育器材", line="x"),)), "没有登记", "体育器材没有发放记录，也没有签领表"),
        (Ledger(donations=(Donation("d", "油", received=Decimal(3)),)), "没有登记", "油没有发放记录，也没有签领表"),
        (Ledger((BOOKS,)), "不适用", "没有买过、收过要发的东西"),
        (Ledger((GIFT,), handouts=(BAGS,)), "没有登记", "书包还没有签好的签领表"),
        (Ledger((GIFT,), handouts=(BAGS,), vouchers=(SIGNED,)), "有 1 份 2 页", "书包 30 人"),
        (Ledger((GIFT,), vouchers=(kept(K.SIGN_OFF, about=""),)), "有 1 份 2 页", ""),
        (
            Ledger(handouts=(BAGS, replace(BAGS, key="i", item="油")), vouchers=(SIGNED,)),
            "没有登记",
            "油还没有签好的签领表",
        ),
    ],
)
def test_sheets_are_asked_for_whatever_was_bought_or_given_to_be_handed_out(
    ledger: Ledger, said: str, note: str
) -> None:
    budget = Budget((Line("x", "慰问品", "器材"),))
    found = judge_sheets(ledger, prove_expenses(ledger, budget), budget)
    assert (found.label, found.note) == (said, note)


def test_expenses_are_summed_up_to_one_value_that_says_all() -> None:
    expenses = (
        replace(BOOKS, key="a", purpose="桌", amount=Money(1_00)),
        replace(BOOKS, key="b", purpose="椅", amount=Money(2_00)),
        replace(BOOKS, key="c", purpose="灯", amount=Money(3_00), invoice_kind=N.NONE, invoice_number=""),
        replace(BOOKS, key="d", purpose="菜", invoice_kind=N.NONE, invoice_number="", remark="村民自产"),
    )
    file = kept(K.INVOICE, about="expenses/a")

    def invoices(*chosen: Expense) -> Evidence:
        return sum_up_expenses(prove_expenses(Ledger(chosen, vouchers=(file,)), Budget()))[0]

    told = [(each.label, each.printed) for each in (invoices(*expenses[:n]) for n in range(5))]

    assert told == [
        ("不适用", "不适用，还没有支出。"),
        ("有 1 份 2 页", "1 笔支出，1 笔有，1 份 2 页。"),
        ("只有号码", "2 笔支出，1 笔有，1 份 2 页；1 笔只有号码（椅 2.00 元）。"),
        ("没有登记", "3 笔支出，1 笔有，1 份 2 页；1 笔只有号码（椅 2.00 元）；1 笔没有登记（灯 3.00 元）。"),
        (
            "没有登记",
            "4 笔支出，1 笔有，1 份 2 页；1 笔只有号码（椅 2.00 元）；1 笔没有登记（灯 3.00 元）；"
            "1 笔不适用（没有发票：村民自产）。",
        ),
    ]
    assert invoices(expenses[0], expenses[3]).standing is ProofValue.HAVE
    assert invoices(expenses[3]).label == "不适用"


@pytest.mark.parametrize("expense", [BOOKS, DIGITAL, GIFT, replace(BOOKS, remark="无票", invoice_number="")])
@pytest.mark.parametrize("kind", list(VoucherKind))
def test_there_is_no_fourth_value(expense: Expense, kind: VoucherKind) -> None:
    said = {label.partition(" ")[0] for label in parts(expense, kept(kind))}
    assert said <= {"有", "只有号码", "没有登记", "不适用"}
