"""The arithmetic and the rules of an event's budget, exact to the fen.

Everything here is a frozen value or a function of values: no clock, no files, no settings. Public names are those
below; `Money` is whole fen, and what is not known yet is None and stays unknown in every sum that contains it.

A budget is lines; a line is unit price × quantity × times, or an amount stated by hand, or unknown:

>>> from decimal import Decimal
>>> bus = Line("bus", "交通费", "大巴", Money.parse("¥1,800"), Decimal(3), "天", source="财政")
>>> water = Line("water", "餐费", "矿泉水", Money.parse("40元"), Decimal(3), "箱", stated=Money.parse("130"))
>>> camp = Line("camp", "住宿费", "营地")
>>> budget = Budget((bus, water, camp), (Source("财政", Money.parse("6000")),))
>>> budget.total.format()
'至少 ¥5,520.00（1 项待定）'
>>> {name: group.total.format() for name, group in budget.by_category().items()}
{'交通费': '¥5,400.00', '餐费': '¥120.00', '住宿费': '待定'}

The checks hold it against the event; each finding is a sentence with the place where it is mended. Limits come from a
`Policy` of the unit, dated, with the document that sets them; the shipped figures only ask until they are confirmed:

>>> event = EventFacts(kind="study_tour", days=3, nights=2, moving=True)
>>> for finding in check_budget(budget, event, Policy(document="本校经费办法", confirmed=True)):
...     print(finding.severity.label, finding.where, finding.sentence)
错误 budget/camp 营地 没有金额，应写单价和数量。
错误 budget/water 矿泉水 3箱×40元 应为 120.00 元，写的是 130.00 元。
提醒 budget 预算里没有保险费，参加的人外出要有意外险；已由别处投保的，写明保单。
提示 budget/water 2 项没有写资金来源，第一项是 矿泉水。

Two versions are compared line by line; money is shared out without losing a fen, and written in words:

>>> from dataclasses import replace
>>> mended = replace(budget, lines=(bus, replace(water, stated=None)))
>>> change = compare(budget, mended)
>>> [line.item for line in change.removed], [(each.new.item, each.labels) for each in change.changed]
(['营地'], [('矿泉水', ('金额',))])
>>> [share.format() for share in mended.total.known.allocate(7)][:2]
['¥788.58', '¥788.57']
>>> mended.total.words()
'人民币伍仟伍佰贰拾元整'

After the event a `Settlement` sets expenses against lines and says of each source how far its money has come: what it
promised, what came in, what was spent. What is left goes back, what is short was laid out by somebody. An `Invoice` is
read from its QR text:

>>> invoice = parse_qr("01,32,,26510000000014209621,5400,20260811,,74AE")
>>> expense = Payment("1", invoice.amount, "bus", payee="客运公司", method="转账", invoice=invoice)
>>> settlement = Settlement(mended, (expense,), {"财政": Money.parse("6000")})
>>> settlement.position.rest_label, settlement.accounts()["财政"].rest.format()
('结余', '¥600.00')
>>> [finding.sentence for finding in check_settlement(settlement, event)]
['矿泉水 低于预算 120.00 元（100.0%），请写明原因。', '财政 结余 600.00 元，退回或按规定结转。']

All of it leaves as one workbook with live formulas, in bytes:

>>> from datetime import UTC, datetime
>>> workbook = build_workbook(mended, Heading("研学"), created=datetime(2026, 8, 12, tzinfo=UTC), settlement=settlement)
>>> workbook[:2]
b'PK'
"""

from budgets.accounts import Position
from budgets.budget import NO_CATEGORY, NO_SOURCE, Budget, LineGroup, Source, is_reserve
from budgets.checks import CHECKS, Check, check_budget
from budgets.checks.invoices import INVOICE_CHECKS, check_invoices, duplicates, look_alikes
from budgets.checks.settlements import EVIDENCE, SETTLEMENT_CHECKS, check_settlement, missing_evidence
from budgets.compare import FIELD_LABELS, BudgetComparison, LineChange, compare
from budgets.credit_code import credit_code_problem, is_credit_code
from budgets.eventfacts import EventFacts, HeadGroup
from budgets.findings import Finding, Severity, line_address
from budgets.invoice import Invoice
from budgets.invoice_code import SeveralCodesError, WebAddressError, looks_like_code, parse_qr, split_codes
from budgets.invoice_number import InvoiceError, InvoiceNumber, parse_invoice_number
from budgets.line import Line, Total
from budgets.money import MAX_FEN, Money, MoneyError
from budgets.payment import Payment
from budgets.policy import UNCONFIRMED, ApprovalLevel, Per, PerHeadLimit, Policy, policy_on
from budgets.policy_data import PolicyError, policy_from_dict, policy_to_dict
from budgets.price import UnitPrice
from budgets.quantity import MAX_QUANTITY, QuantityError, format_quantity, parse_quantity
from budgets.settlement import (
    UNPLANNED,
    CategoryResult,
    GoodsAccount,
    LineResult,
    Loan,
    Settlement,
)
from budgets.shares import Share
from budgets.topics import Topic, topics_in, topics_of
from budgets.workbook import Heading, build_workbook

__all__ = [
    "CHECKS",
    "EVIDENCE",
    "FIELD_LABELS",
    "INVOICE_CHECKS",
    "MAX_FEN",
    "MAX_QUANTITY",
    "NO_CATEGORY",
    "NO_SOURCE",
    "SETTLEMENT_CHECKS",
    "UNCONFIRMED",
    "UNPLANNED",
    "ApprovalLevel",
    "Budget",
    "BudgetComparison",
    "CategoryResult",
    "Check",
    "EventFacts",
    "Finding",
    "GoodsAccount",
    "HeadGroup",
    "Heading",
    "Invoice",
    "InvoiceError",
    "InvoiceNumber",
    "Line",
    "LineChange",
    "LineGroup",
    "LineResult",
    "Loan",
    "Money",
    "MoneyError",
    "Payment",
    "Per",
    "PerHeadLimit",
    "Policy",
    "PolicyError",
    "Position",
    "QuantityError",
    "Settlement",
    "SeveralCodesError",
    "Severity",
    "Share",
    "Source",
    "Topic",
    "Total",
    "UnitPrice",
    "WebAddressError",
    "build_workbook",
    "check_budget",
    "check_invoices",
    "check_settlement",
    "compare",
    "credit_code_problem",
    "duplicates",
    "format_quantity",
    "is_credit_code",
    "is_reserve",
    "line_address",
    "look_alikes",
    "looks_like_code",
    "missing_evidence",
    "parse_invoice_number",
    "parse_qr",
    "parse_quantity",
    "policy_from_dict",
    "policy_on",
    "policy_to_dict",
    "split_codes",
    "topics_in",
    "topics_of",
]
