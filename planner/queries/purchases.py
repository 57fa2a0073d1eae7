"""What other events bought of the same sellers at about the same time, for the rule of split purchases."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import ColumnElement, func, or_, select

from budgets.credit_code import normalise_credit_code
from budgets.purchases import Origin, Purchase, purchase_of_payment
from budgets.sellers import SellerName, read_seller
from planner.enums import PaymentMethod
from planner.extensions import db
from planner.models import Event, Expense
from planner.models.expenses import mark_key
from planner.money.ledger import Ledger, split_number
from planner.queries.tree import above, below

MOST = 500
_CASH = (PaymentMethod.CASH, PaymentMethod.LAID_OUT)


def purchases_elsewhere(event: Event, ledger: Ledger, days: int) -> tuple[Purchase, ...]:
    """Purchases of the sellers that are in this ledger, by all other events of the whole tree of units, up to `days`
    before the first or after the last of ours; the newest `MOST` of them.

    They say whether they are of the same unit, and nothing else of where they were entered. One statement, none while
    nothing was bought here.
    """
    bought = (purchase_of_payment(expense.as_payment(), "") for expense in ledger.expenses)
    own = [purchase for purchase in bought if purchase is not None]
    sellers = {seller for purchase in own if (seller := read_seller(purchase.seller)).key}
    numbers = {number for purchase in own if (number := normalise_credit_code(purchase.tax_number))}
    if not sellers and not numbers:
        return ()
    span = timedelta(days=days)
    day = func.coalesce(Expense.issued_on, Expense.paid_on)
    upwards = above(event.organisation_id, "purchases_upwards")
    whole = below(select(upwards.c.id).where(upwards.c.parent_id.is_(None)), "purchases_whole")
    found = (
        select(Expense, Event.organisation_id)
        .join(Event, Event.id == Expense.event_id)
        .where(or_(_may_be_one_of(sellers), Expense.seller_tax_number.in_(numbers)))
        .where(Expense.event_id != event.id, Expense.deleted_at.is_(None), Event.deleted_at.is_(None))
        .where(day.between(min(p.day for p in own) - span, max(p.day for p in own) + span))
        .where(Event.organisation_id.in_(whole))
        .order_by(day.desc(), Expense.id.desc())
        .limit(MOST)
    )
    return tuple(
        _as_purchase(expense, Origin.UNIT if unit == event.organisation_id else Origin.ELSEWHERE)
        for expense, unit in db.session.execute(found)
    )


def tell_cash(method: PaymentMethod | None) -> bool | None:
    """Whether somebody paid in cash, their own or that of the unit; None as long as nobody said how."""
    return None if method is None else method in _CASH


def _may_be_one_of(sellers: Iterable[SellerName]) -> ColumnElement[bool]:
    """Expenses at a seller of the same name, with fewer or more places in it: `budgets.sellergroups` tells them apart.

    A longer name ends in what it trades as, which every end of ours from two characters on may be.
    """
    as_written = {mark_key(key) for seller in sellers for key in (seller.key, *seller.shorter_keys)}
    longer = {mark_key(seller.key[start:]) for seller in sellers for start in range(len(seller.key) - 1)}
    return or_(Expense.seller_mark.in_(as_written), Expense.trade_mark.in_(longer))


def _as_purchase(expense: Expense, origin: Origin) -> Purchase:
    number, code = split_number(expense.invoice_number)
    day = expense.issued_on or expense.paid_on
    assert day is not None  # as the statement asks for
    return Purchase(
        seller=expense.seller or expense.payee,
        amount=expense.amount,
        day=day,
        tax_number=expense.seller_tax_number,
        code=code,
        number=number,
        is_cash=tell_cash(expense.method),
        origin=origin,
    )
