"""Which expenses and hand-outs are charged to which advance and donation, where several could bear them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from budgets import GoodsAccount, Loan, Money
from budgets.persons import plain_person

if TYPE_CHECKING:
    from planner.money.ledger import Advance, Donation, Expense, Handout

_NOTHING = Money(0)


def charge_advances(advances: Sequence[Advance], expenses: Iterable[Expense]) -> tuple[Loan, ...]:
    """The advances, each with what the expenses that name its borrower come to, charged to them in turn."""
    left = sum_by_borrower((expense.borrower, expense.amount) for expense in expenses)
    found = []
    for advance in advances:
        name = plain_person(advance.person)
        vouched = max(min(left.get(name, _NOTHING), advance.spent or _NOTHING), _NOTHING)
        left[name] = left.get(name, _NOTHING) - vouched
        found.append(advance.as_loan(vouched))
    return tuple(found)


def sum_by_borrower(paid: Iterable[tuple[str, Money]]) -> dict[str, Money]:
    """What was paid from the advances of each person, by their names as they are compared; "" is nobody."""
    found: dict[str, Money] = {}
    for borrower, amount in paid:
        if borrower:
            name = plain_person(borrower)
            found[name] = found.get(name, _NOTHING) + amount
    return found


def given_out(handouts: Iterable[Handout], item: str) -> Decimal:
    """How much of a donated item was handed out."""
    return sum((h.quantity or Decimal(0) for h in handouts if h.donated and h.item == item), Decimal(0))


def charge_donations(donations: Sequence[Donation], handouts: Sequence[Handout]) -> tuple[GoodsAccount, ...]:
    """Hand-outs are charged to the donations of their item in turn; the last one bears what is too much.

    A donation whose stock was not counted holds what is left of it.
    """
    left = {row.item: given_out(handouts, row.item) for row in donations}
    last = {row.item: row.key for row in donations}
    found = []
    for row in donations:
        given = left[row.item] if row.key == last[row.item] else min(left[row.item], row.received)
        left[row.item] -= given
        stock = max(row.received - given, Decimal(0)) if row.stock is None else row.stock
        found.append(
            GoodsAccount(
                key=row.key,
                item=row.item,
                received=row.received,
                given_out=given,
                stock=stock,
                unit=row.unit,
            )
        )
    return tuple(found)
