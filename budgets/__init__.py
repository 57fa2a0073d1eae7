"""The arithmetic and the rules of an event's budget, exact to the fen."""

from budgets.budget import NO_CATEGORY, NO_SOURCE, Budget, LineGroup, Source, is_reserve
from budgets.checks import CHECKS, Check, check_budget
from budgets.checks.invoices import INVOICE_CHECKS, check_invoices, duplicates, look_alikes
from budgets.checks.settlements import EVIDENCE, SETTLEMENT_CHECKS, check_settlement, missing_evidence
from budgets.compare import FIELD_LABELS, Change, Comparison, compare
from budgets.context import Context, HeadGroup
from budgets.credit_code import credit_code_problem, is_credit_code
from budgets.findings import Finding, Severity, line_address
from budgets.invoice import Invoice, InvoiceError, InvoiceNumber, parse_invoice_number, parse_qr
from budgets.line import Line, Total
from budgets.money import MAX_FEN, Money, MoneyError
from budgets.policy import UNCONFIRMED, ApprovalLevel, Per, PerHeadLimit, Policy, policy_on
from budgets.policy_data import PolicyError, policy_from_dict, policy_to_dict
from budgets.quantity import MAX_QUANTITY, QuantityError, format_quantity, parse_quantity
from budgets.settlement import (
    UNPLANNED,
    Account,
    Advance,
    CategoryResult,
    Donation,
    Entry,
    Expense,
    LineResult,
    Settlement,
)
from budgets.topics import Topic, topics_in, topics_of
from budgets.workbook import build_workbook
from budgets.workbook.layout import Heading

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
    "Account",
    "Advance",
    "ApprovalLevel",
    "Budget",
    "CategoryResult",
    "Change",
    "Check",
    "Comparison",
    "Context",
    "Donation",
    "Entry",
    "Expense",
    "Finding",
    "HeadGroup",
    "Heading",
    "Invoice",
    "InvoiceError",
    "InvoiceNumber",
    "Line",
    "LineGroup",
    "LineResult",
    "Money",
    "MoneyError",
    "Per",
    "PerHeadLimit",
    "Policy",
    "PolicyError",
    "QuantityError",
    "Settlement",
    "Severity",
    "Source",
    "Topic",
    "Total",
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
    "missing_evidence",
    "parse_invoice_number",
    "parse_qr",
    "parse_quantity",
    "policy_from_dict",
    "policy_on",
    "policy_to_dict",
    "topics_in",
    "topics_of",
]
