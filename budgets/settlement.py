"""What was spent against what was planned, and where every fen that came in has gone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgets.accounts import Position, charge, promised_by
from budgets.budget import NO_CATEGORY, Budget
from budgets.line import Line, Total
from budgets.money import Money
from budgets.payment import Payment
from budgets.shares import Share

UNPLANNED = "未列入预算"


@dataclass(frozen=True, slots=True)
class Loan:
    """Money lent to somebody for the event: settled by vouchers or paid back, the rest is open.

    `vouched` is what the expenses that name it come to; None where nobody asked.
    """

    key: str
    person: str
    lent: Money
    lent_on: date | None = None
    spent: Money = Money(0)
    returned: Money = Money(0)
    vouched: Money | None = None

    @property
    def unproven(self) -> Money:
        """What is said to be settled beyond the expenses that name it."""
        return Money(0) if self.vouched is None else max(self.spent - self.vouched, Money(0))

    @property
    def open(self) -> Money:
        """What is neither spent with vouchers nor paid back; below zero the unit owes it."""
        return self.lent - self.spent - self.returned


@dataclass(frozen=True, slots=True)
class GoodsAccount:
    """Goods given to the event: what came in was given out or is in stock."""

    key: str
    item: str
    received: Decimal
    given_out: Decimal
    stock: Decimal
    unit: str = ""

    @property
    def missing(self) -> Decimal:
        """What came in and is neither given out nor in stock; zero when the ledger balances."""
        return self.received - self.given_out - self.stock


class LineResult(NamedTuple):
    """A line of the budget and what was spent on it."""

    line: Line
    planned: Money | None
    actual: Money
    expenses: tuple[Payment, ...]
    reason: str

    @property
    def difference(self) -> Money | None:
        """Actual less planned: above zero an over-run; None while the plan is unknown."""
        return None if self.planned is None else self.actual - self.planned

    @property
    def is_over(self) -> bool:
        """Whether more was spent than planned."""
        return self.difference is not None and self.difference.fen > 0

    @property
    def share(self) -> Decimal | None:
        """The difference as a share of the plan, four decimals; None where there is no plan to compare with."""
        if self.difference is None or not self.planned:
            return None
        return (Decimal(self.difference.fen) / Decimal(self.planned.fen)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


class CategoryResult(NamedTuple):
    """A category: planned, actual, and its lines."""

    planned: Total
    actual: Money
    lines: tuple[LineResult, ...]

    @property
    def difference(self) -> Money | None:
        """Actual less planned; None while the plan is not exact."""
        return self.actual - self.planned.known if self.planned.is_exact else None

    @property
    def has_subtotal(self) -> bool:
        """Whether its sum says more than its lines: of several, or of expenses that no line foresees."""
        return len(self.lines) != 1

    @property
    def row_count(self) -> int:
        """The rows that it takes in a table: its lines, and its 小计 where there is one."""
        return len(self.lines) + self.has_subtotal


@dataclass(frozen=True, slots=True)
class Settlement:
    """A budget after the event. `received` maps a source to what it really paid; it is empty while nothing is
    registered. `reasons` explains over- and under-runs by line key.
    """

    budget: Budget
    expenses: tuple[Payment, ...] = ()
    received: Mapping[str, Money] = field(default_factory=dict)
    advances: tuple[Loan, ...] = ()
    donations: tuple[GoodsAccount, ...] = ()
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def planned(self) -> Total:
        """The total of the budget."""
        return self.budget.total

    @property
    def spent(self) -> Money:
        """The sum of all expenses, planned for or not."""
        return Money.sum(expense.amount for expense in self.expenses)

    @property
    def difference(self) -> Money | None:
        """Spent less planned: above zero an over-run; None while the plan is not exact."""
        return self.spent - self.planned.known if self.planned.is_exact else None

    @property
    def saving(self) -> Money:
        """What may still be spent of what is known of the plan; below zero an over-run."""
        return self.planned.known - self.spent

    @property
    def saving_share(self) -> Share | None:
        """The saving or the over-run, whichever it is, as a share of the plan; None while that is not exact."""
        return Share.of(abs(self.saving), self.planned.known) if self.planned.is_exact else None

    @property
    def invoice_count(self) -> int:
        """How many expenses rest on an invoice."""
        return sum(expense.invoice is not None for expense in self.expenses)

    def per_head(self, people: int | None) -> Money | None:
        """What was spent on each of `people`; None while nobody is counted."""
        return self.spent.per(people) if people else None

    @property
    def position(self) -> Position:
        """How far the money of the event has come; every page and paper shows these figures."""
        return Position(
            self.budget.funding, Money.sum(self.received.values()), self.spent, is_registered=bool(self.received)
        )

    @property
    def unplanned(self) -> tuple[Payment, ...]:
        """Expenses that belong to no line of the budget."""
        keys = {line.key for line in self.budget.lines}
        return tuple(expense for expense in self.expenses if expense.line_key not in keys)

    @property
    def unplanned_spent(self) -> Money:
        """The sum of the expenses that belong to no line of the budget."""
        return Money.sum(expense.amount for expense in self.unplanned)

    def lines(self) -> tuple[LineResult, ...]:
        """Every line of the budget with its expenses, in the order of the budget."""
        spent: dict[str, list[Payment]] = {}
        for expense in self.expenses:
            spent.setdefault(expense.line_key, []).append(expense)
        return tuple(self._result(line, tuple(spent.pop(line.key, ()))) for line in self.budget.lines)

    def _result(self, line: Line, expenses: tuple[Payment, ...]) -> LineResult:
        actual = Money.sum(expense.amount for expense in expenses)
        return LineResult(line, line.amount, actual, expenses, self.reasons.get(line.key, "").strip())

    def by_category(self) -> dict[str, CategoryResult]:
        """Category -> planned and actual, in the order of the budget; what was not planned comes last."""
        groups: dict[str, list[LineResult]] = {}
        for result in self.lines():
            groups.setdefault(result.line.category.strip() or NO_CATEGORY, []).append(result)
        results = {name: _category(lines) for name, lines in groups.items()}
        if self.unplanned:
            before = results.get(UNPLANNED, CategoryResult(Total(Money(0)), Money(0), ()))
            results[UNPLANNED] = before._replace(actual=before.actual + self.unplanned_spent)
        return results

    def accounts(self) -> dict[str, Position]:
        """Source -> how far its money has come; the parts are the whole, to the fen.

        An expense is charged to its own source, else to that of its line (see `budgets.accounts.charge`).
        """
        by_line = {line.key: line.source.strip() for line in self.budget.lines}
        named = ((each.source.strip() or by_line.get(each.line_key, ""), each.amount) for each in self.expenses)
        return charge(named, promised=promised_by(self.budget.sources), received=self.received)

    @property
    def open_advances(self) -> tuple[Loan, ...]:
        """Advances that are not settled to the fen."""
        return tuple(advance for advance in self.advances if advance.open)


def _category(lines: list[LineResult]) -> CategoryResult:
    planned = Total.of(result.planned for result in lines)
    return CategoryResult(planned, Money.sum(result.actual for result in lines), tuple(lines))
