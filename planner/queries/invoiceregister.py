"""The register of invoices: every expense that somebody may read, what is wrong between them, their sums."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import select

from budgets import Money
from budgets.checks.splits import SplitRun, find_runs
from budgets.policy import Policy
from budgets.purchases import Purchase
from planner import clock
from planner.enums import PaymentMethod
from planner.extensions import db
from planner.models import Event, Expense, Organisation, User
from planner.money.invoiceregister import (
    OpenTotal,
    RegisterFilters,
    RegisterRow,
    RegisterState,
    RegisterTotals,
    SplitPurchase,
    Suspects,
)
from planner.money.ledger import split_number
from planner.queries.events import bind_reader
from planner.queries.invoicedoubles import list_doubles
from planner.queries.invoiceregister_statements import (
    DAY,
    PAGE,
    SOLD_BY,
    looks_at_newest_only,
    narrow_register,
    open_statement,
    rows_statement,
    sums_statement,
)
from planner.queries.policies import policy_for
from planner.queries.purchases import tell_cash
from planner.queries.reach import reach_of
from planner.queries.tree import units_where
from planner.unitpermissions import REVIEWING_FROM_ABOVE

__all__ = [
    "MOST_EXPORTED",
    "PAGE",
    "count_register",
    "find_suspects",
    "list_register",
    "read_totals",
    "reads_newest_only",
]
# So many of the newest purchases are looked through for those that were cut into pieces.
MOST_PURCHASES = 1_000
MOST_EXPORTED = 10_000


def find_suspects(user: User, filters: RegisterFilters) -> Suspects:
    """What is to be looked at in the units of the filters; four statements at most."""
    return Suspects(doubles=tuple(list_doubles(user)), splits=tuple(_find_splits(user, filters)))


def list_register(
    user: User, filters: RegisterFilters, suspects: Suspects, *, first: int = 0, most: int = PAGE
) -> list[RegisterRow]:
    """Rows from the `first` on, those to look at before all others, then the newest; one statement."""
    doubles, splits = {*suspects.double_ids}, {*suspects.split_ids}
    found = rows_statement(reach_of(user), filters, suspects).offset(first).limit(most)
    rows = db.session.execute(found, _bind(user, filters)).mappings()
    return [RegisterRow(**row, mark=_mark(row["id"], doubles, splits)) for row in rows]


def _mark(row_id: int, doubles: set[int], splits: set[int]) -> RegisterState | None:
    if row_id in doubles:
        return RegisterState.DOUBLE
    return RegisterState.SPLIT if row_id in splits else None


def count_register(user: User, filters: RegisterFilters, suspects: Suspects) -> tuple[int, Money]:
    """How many rows there are, and their sum; one statement."""
    count, fen = db.session.execute(sums_statement(reach_of(user), filters, suspects), _bind(user, filters)).one()
    return count, Money(int(fen))


def read_totals(user: User, filters: RegisterFilters, suspects: Suspects) -> RegisterTotals:
    """The rows that the filters leave, and what is to be looked at in their units; two statements."""
    count, amount = count_register(user, filters, suspects)
    found = db.session.execute(open_statement(reach_of(user), filters), _bind(user, filters)).one()
    half = len(found) // 2
    numbers, cash = (OpenTotal(part[0], Money(int(part[1])), *part[2:]) for part in (found[:half], found[half:]))
    return RegisterTotals(count=count, amount=amount, numbers=numbers, cash=cash)


def reads_newest_only(user: User, filters: RegisterFilters) -> bool:
    """Whether not all events are looked through, since they are those of too many units."""
    return looks_at_newest_only(reach_of(user), filters)


def _bind(user: User, filters: RegisterFilters) -> dict[str, object]:
    return {**bind_reader(user), "unit": filters.unit_ids}


def _find_splits(user: User, filters: RegisterFilters) -> list[SplitPurchase]:
    """Pieces of one purchase over all units of the filters, their events, days and the spellings of a seller.

    They are held against the limits of the reader's own unit. The newest come first.
    """
    units = units_where(user.roles, REVIEWING_FROM_ABOVE) or list(user.roles)
    if not units:
        return []
    policy = policy_for(units[0], clock.today())
    runs = find_runs([*_newest_purchases(user, filters, policy)], policy)
    return sorted(map(_as_split, runs), key=lambda split: split.last_day, reverse=True)


def _newest_purchases(user: User, filters: RegisterFilters, policy: Policy) -> Iterator[Purchase]:
    limits = [limit for limit in (policy.cash_limit, policy.quotes_from) if limit]
    if not limits:
        return
    columns = (
        Expense.id,
        SOLD_BY,
        Expense.amount,
        DAY,
        Expense.seller_tax_number,
        Expense.invoice_number,
        Expense.handler,
        Expense.method,
        Organisation.name,
    )
    found = narrow_register(select(*columns).select_from(Expense), reach_of(user), filters.whole)
    found = found.join(Organisation, Organisation.id == Event.organisation_id).where(
        DAY.is_not(None), Expense.amount > Money(0), Expense.amount < max(limits)
    )
    newest = found.order_by(DAY.desc(), Expense.id.desc()).limit(MOST_PURCHASES)
    for row in db.session.execute(newest, _bind(user, filters)):
        yield _as_purchase(*row)


def _as_purchase(
    expense_id: int,
    seller: str,
    amount: Money,
    day: date,
    tax_number: str,
    invoice: str,
    handler: str,
    method: PaymentMethod | None,
    unit: str,
) -> Purchase:
    number, code = split_number(invoice)
    return Purchase(
        seller=seller,
        amount=amount,
        day=day,
        tax_number=tax_number,
        code=code,
        number=number,
        handler=handler,
        is_cash=tell_cash(method),
        ref=str(expense_id),
        unit=unit,
    )


def _as_split(run: SplitRun) -> SplitPurchase:
    days = [purchase.day for purchase in run.purchases]
    return SplitPurchase(
        units=tuple(dict.fromkeys(purchase.unit for purchase in run.purchases)),
        row_ids=tuple(int(purchase.ref) for purchase in run.purchases),
        sellers=tuple(dict.fromkeys(purchase.seller for purchase in run.purchases if purchase.seller)),
        doubted=run.doubted,
        first_day=min(days),
        last_day=max(days),
        total=Money.sum(purchase.amount for purchase in run.purchases),
        limit=run.limit,
        is_in_a_row=run.is_in_a_row,
    )
