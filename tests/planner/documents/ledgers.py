"""Accounts that the tests of the money papers print: those of the tour, empty ones, hostile ones."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from budgets import Budget, Line, Money
from planner.dossier import Dossier, Facts, FundingSource
from planner.enums import InvoiceKind, PaymentMethod, VoucherKind
from planner.money.finances import Finances
from planner.money.ledger import Advance, Donation, Expense, Handout, Income, Ledger, Voucher
from planner.nouns import Aggregate, row_types
from tests.planner.documents.events import NASTY, _spoiled, nasty, tour

BOOKS = Handout(
    "h1",
    "书包",
    Decimal(1),
    "个",
    people=28,
    donated=True,
    handed_on=date(2026, 8, 9),
    handler="周老师",
    witness="李医生",
)
CASH = Handout("h2", "慰问金", cash=Money(200_00), people=24)
LINES = (
    Line("b1", "交通费", "车费", Money(1800_00), Decimal(3), "天", source="财政"),
    Line("b2", "餐费", "生活费", Money(60_00), Decimal(29), "人", Decimal(3), "天", source="捐赠"),
    Line("b3", "交通费", "过路费", stated=Money(42_50), source="财政"),
    Line("b4", "慰问", "慰问金", Money(200_00), Decimal(24), "人", source="捐赠"),
)
FUNDING = (FundingSource("s1", "财政", Money(6000_00)), FundingSource("s2", "捐赠", Money(12000_00)))
LEDGER = Ledger(
    expenses=(
        Expense(
            "e1",
            "大巴租赁",
            Money(5600_00),
            "b1",
            "县客运公司",
            date(2026, 8, 12),
            handler="周老师",
            verifier="李医生",
            invoice_kind=InvoiceKind.DIGITAL,
            invoice_number="26510000000014209621",
            borrower="周老师",
        ),
        Expense(
            "e2",
            "三天生活费",
            Money(5001_50),
            "b2",
            "营地食堂",
            date(2026, 8, 11),
            PaymentMethod.CARD,
            "周老师",
            "李医生",
            invoice_kind=InvoiceKind.RECEIPT,
            remark="村里没有税务登记",
        ),
        Expense("e3", "过路费", Money(42_50), "b3", handler="周老师"),
        Expense("e4", "慰问金", Money(4800_00), "b4"),
        Expense("e5", "药品", Money(88_00), "", "镇药店", source="财政"),
    ),
    incomes=(Income("i1", "财政", Money(6000_00)), Income("i2", "捐赠", Money(10000_00), date(2026, 7, 20))),
    advances=(Advance("a1", "周老师", Money(2000_00), date(2026, 8, 1), Money(1500_50)),),
    donations=(
        Donation("d1", "书包", "镇商会", Decimal(20), "个", received_on=date(2026, 7, 28)),
        Donation("d2", "书包", "县书店", Decimal(10), "个", received_on=date(2026, 7, 30)),
        Donation("d3", "油", received=Decimal(12), unit="桶", stock=Decimal(11)),
    ),
    handouts=(BOOKS, CASH),
    vouchers=(
        Voucher(
            "v1", VoucherKind.SIGN_IN, "", "签到.pdf", "0" * 64, "application/pdf", 9, datetime(2026, 8, 12, tzinfo=UTC)
        ),
    ),
    reasons={"b1": "多等了一晚，客运公司加收 200 元"},
)


def spent(**more: Any) -> Finances:
    """The tour after its last day: a passed budget, expenses of every sort; `more` replaces fields."""
    dossier = replace(tour(2026), budget=LINES, funding=FUNDING)
    money = Finances(
        dossier=dossier,
        ledger=LEDGER,
        approved_on=date(2026, 7, 25),
        passed=dossier.full_budget,
        passed_on=date(2026, 7, 22),
        today=date(2026, 8, 20),
    )
    return replace(money, **more)


def untouched() -> Finances:
    """An event of which nothing is known."""
    return Finances(dossier=Dossier(facts=Facts()))


def hostile() -> Finances:
    """The accounts with hostile text in every field that people type."""
    names = [name for name in row_types(Aggregate.MONEY) if name != "vouchers"]
    rows = {name: tuple(_spoiled(row) for row in getattr(LEDGER, name)) for name in names}
    lines = nasty().budget
    return Finances(
        dossier=nasty(), ledger=Ledger(**rows, reasons={lines[0].key: NASTY, "": NASTY}), passed=Budget(lines)
    )
