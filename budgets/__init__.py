"""The arithmetic and the rules of an event's budget, exact to the fen."""

from budgets.budget import NO_CATEGORY, NO_SOURCE, Budget, LineGroup, Source
from budgets.compare import Change, Comparison, compare
from budgets.findings import Finding, Severity
from budgets.line import Line, Total
from budgets.money import MAX_FEN, Money, MoneyError
from budgets.quantity import QuantityError, format_quantity, parse_quantity
from budgets.topics import Topic

__all__ = [
    "MAX_FEN",
    "NO_CATEGORY",
    "NO_SOURCE",
    "Budget",
    "Change",
    "Comparison",
    "Finding",
    "Line",
    "LineGroup",
    "Money",
    "MoneyError",
    "QuantityError",
    "Severity",
    "Source",
    "Topic",
    "Total",
    "compare",
    "format_quantity",
    "parse_quantity",
]
