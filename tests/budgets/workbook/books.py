"""A workbook with something of everything, and how its sheets are read back."""

from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO

import openpyxl
from python_calamine import CalamineWorkbook

from budgets import Budget, Heading, Invoice, Line, Loan, Money, Payment, Settlement, Source, build_workbook

CREATED = datetime(2026, 6, 1, 8, 30, tzinfo=UTC)
HEADING = Heading("六一慰问", "白石镇中心小学", "6月1日，学生 30 人", 34)
BUS = Line("bus", "交通费", "大巴", Money(1800_00), Decimal(3), "天", source="财政", basis="三家报价")
TOLL = Line("toll", "交通费", "过路费", stated=Money(420_00))
LUNCH = Line("lunch", "餐费", "午餐", Money(20_00), Decimal(34), "人", Decimal(3), "天")
GIFT = Line("gift", "慰问品", '=HYPERLINK("http://x","y")', quantity=Decimal(30), unit="份")
SOURCES = (Source("财政", Money(7860_00)), Source("捐赠"))
BUDGET = Budget((BUS, LUNCH, TOLL, GIFT), SOURCES)
SETTLEMENT = Settlement(
    BUDGET,
    (
        Payment("1", Money(5400_00), "bus", "客运公司", date(2026, 6, 1), "转账", "周老师", "李老师"),
        Payment("2", Money(2100_00), "lunch", purpose="+午餐", invoice=Invoice("26442000000014209621")),
        Payment("3", Money(30_00), payee="@小店"),
    ),
    {"财政": Money(7860_00)},
    (Loan("a", "周老师", Money(500_00), None, Money(300_00), Money(100_00)),),
    reasons={"lunch": "多两位志愿者"},
)


def book(budget=BUDGET, settlement=SETTLEMENT, heading=HEADING):
    return build_workbook(budget, heading, created=CREATED, settlement=settlement)


def values(workbook, sheet):
    rows = CalamineWorkbook.from_filelike(BytesIO(workbook)).get_sheet_by_name(sheet).to_python(skip_empty_area=False)
    return [[cell for cell in row if cell != ""] for row in rows]


def formulas(workbook, sheet):
    return openpyxl.load_workbook(BytesIO(workbook))[sheet]
