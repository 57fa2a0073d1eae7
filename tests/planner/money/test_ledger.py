"""The ledger: invoices as values, hand-outs against donations, a balance that is always nothing."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budgets import Budget, Invoice, Line, Money, Source
from planner.enums import InvoiceKind, VoucherKind
from planner.money.ledger import Advance, Donation, Expense, Handout, Income, Ledger, kind_of_invoice, split_number
from tests.planner.moneyvalues import voucher

DIGITAL, OLD = "26512000000012345678", "051001900111-12345678"
NAMES = st.sampled_from(["财政", "捐赠", "自筹", ""])
FEN = st.integers(0, 10**9)


@pytest.mark.parametrize(
    ("text", "parts"),
    [(DIGITAL, (DIGITAL, "")), (OLD, ("12345678", "051001900111")), ("老票 7", ("老票 7", "")), ("", ("", ""))],
)
def test_split_number(text: str, parts: tuple[str, str]) -> None:
    assert split_number(text) == parts


def test_invoice_is_what_stands_on_it() -> None:
    expense = Expense(
        "e",
        "大巴",
        Money(5),
        payee="客运公司",
        invoice_kind=InvoiceKind.PLAIN,
        invoice_number=OLD,
        net=Money(4),
        tax=Money(1),
        issued_on=date(2026, 8, 1),
        goods="服务",
        has_list=True,
        buyer="小学",
    )

    invoice = expense.invoice

    assert invoice is not None
    assert (invoice.key, invoice.kind_name, invoice.seller, invoice.face_amount) == (
        OLD,
        "增值税普通发票",
        "客运公司",
        Money(5),
    )
    assert (invoice.ref, invoice.buyer, invoice.has_list) == ("expenses/e", "小学", True)


@pytest.mark.parametrize(
    ("kind", "number", "name"),
    [
        (InvoiceKind.NONE, "", None),
        (InvoiceKind.RECEIPT, "", "收据"),
        (InvoiceKind.FISCAL, "", "财政票据"),
        (InvoiceKind.NONE, DIGITAL, ""),
    ],
)
def test_invoice_is_there_with_a_kind_or_a_number(kind: InvoiceKind, number: str, name: str | None) -> None:
    invoice = Expense("e", "大巴", Money(5), invoice_kind=kind, invoice_number=number).invoice

    assert (invoice and invoice.kind_name) == name


def test_handouts_are_charged_to_the_donations_of_their_item_in_turn() -> None:
    ledger = Ledger(
        donations=(
            Donation("a", "书包", received=Decimal(10)),
            Donation("b", "书包", received=Decimal(20), stock=Decimal(1)),
            Donation("c", "水杯", received=Decimal(5)),
        ),
        handouts=(
            Handout("x", "书包", Decimal(1), people=12, donated=True),
            Handout("y", "书包", Decimal(1), people=3),
            Handout("z", "水杯", Decimal(2), people=4, donated=True),
        ),
    )

    found = [(d.key, d.given_out, d.stock, d.missing) for d in ledger.settlement(Budget()).donations]

    assert found == [("a", 10, 0, 0), ("b", 2, 1, 17), ("c", 8, 0, -3)]


def test_handout_sums_goods_and_cash_and_knows_neither_when_it_is_not_told() -> None:
    both, none = Handout("a", "礼包", Decimal("1.5"), cash=Money(20050), people=4), Handout("b", "礼包", people=4)

    assert [(h.quantity, h.total) for h in (both, none)] == [(Decimal(6), Money(80200)), (None, None)]


def test_people_are_those_who_handled_or_verified() -> None:
    expenses = (
        Expense("a", "水", Money(1), handler="周 老师", verifier=""),
        Expense("b", "水", Money(1), verifier="李老师"),
    )

    assert Ledger(expenses).people == {"周老师", "李老师"}


def test_vouchers_of_a_place_by_kind() -> None:
    invoice, photo = voucher("expenses/a", VoucherKind.INVOICE), voucher("", VoucherKind.PHOTO)
    ledger = Ledger(vouchers=(invoice, photo))

    assert ledger.vouchers_of("expenses/a") == (invoice,)
    assert ledger.vouchers_of("expenses/a", VoucherKind.PAYMENT) == ()
    assert ledger.vouchers_of("") == (photo,)


def test_advance_is_open_until_spent_or_returned() -> None:
    advances = (
        Advance("a", "周老师", Money(500)),
        Advance("b", "周老师", Money(500), spent=Money(300), returned=Money(200)),
    )

    assert [advance.open for advance in advances] == [Money(500), Money(0)]


@given(
    st.lists(st.tuples(NAMES, FEN), max_size=6),
    st.lists(st.tuples(NAMES, FEN, st.sampled_from(["a", "b", "gone", ""])), max_size=6),
    st.lists(st.tuples(NAMES, FEN), max_size=4),
)
def test_settlement_always_balances(
    incomes: list[tuple[str, int]], expenses: list[tuple[str, int, str]], sources: list[tuple[str, int]]
) -> None:
    budget = Budget(
        (Line("a", "餐费", "饭", stated=Money(7), source="财政"), Line("b", "", "水")),
        tuple(Source(name, Money(fen)) for name, fen in sources),
    )
    ledger = Ledger(
        tuple(Expense(str(n), "水", Money(fen), line, source=name) for n, (name, fen, line) in enumerate(expenses)),
        tuple(Income(str(n), name, Money(fen)) for n, (name, fen) in enumerate(incomes)),
    )

    settlement = ledger.settlement(budget)

    assert Money.sum(each.left for each in settlement.accounts().values()) == settlement.position.left
    assert settlement.spent == ledger.spent == Money.sum(result.actual for result in settlement.by_category().values())


@pytest.mark.parametrize(
    ("invoice", "kind"),
    [
        (Invoice(DIGITAL, kind="31"), InvoiceKind.DIGITAL_SPECIAL),
        (Invoice(DIGITAL, kind="51"), InvoiceKind.RAIL),
        (Invoice(DIGITAL, kind="99"), InvoiceKind.DIGITAL),
        (Invoice(DIGITAL), InvoiceKind.DIGITAL),
        (Invoice(DIGITAL, kind="32", amount=Money(-1)), InvoiceKind.RED),
        (Invoice("12345678", "044001900112"), InvoiceKind.TOLL),
        (Invoice("0012345678", "36060125", kind="fiscal"), InvoiceKind.FISCAL),
        (Invoice("0012345678", "36060125"), InvoiceKind.FISCAL),
    ],
)
def test_kind_of_an_invoice_is_what_its_code_or_its_number_says(invoice: Invoice, kind: InvoiceKind) -> None:
    assert kind_of_invoice(invoice) == kind
