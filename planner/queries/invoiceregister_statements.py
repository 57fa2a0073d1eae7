"""The statements of the register of invoices: its rows and its sums, for a reach and for filters of a shape."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Integer, and_, bindparam, case, func, literal, or_, select, type_coerce, union_all

from planner.enums import InvoiceKind, PaymentMethod, VoucherKind
from planner.filetypes import DAMAGED_MIME
from planner.models import Event, Expense, Organisation, Voucher
from planner.money.evidence import DIGITAL_DIGITS, E_FILES, E_INVOICES
from planner.money.invoiceregister import RegisterFilters, RegisterRow, RegisterState, Suspects
from planner.queries.events import like_pattern, month_span
from planner.queries.reach import READABLE, Reach, is_one_of
from planner.queries.tree import below

PAGE = 50
# Of the events of many units only the newest are looked through, unless it is said of which unit.
MOST_EVENTS = 5_000
DAY = func.coalesce(Expense.issued_on, Expense.paid_on)
SOLD_BY = func.coalesce(func.nullif(Expense.seller, ""), Expense.payee)
# `money.evidence.needs_e_file` as SQL: numbers are kept without blanks, and no other is as long.
_NEEDS_E_FILE = or_(
    Expense.invoice_kind.in_(E_INVOICES), func.length(Expense.invoice_number) == literal(DIGITAL_DIGITS)
)
HAS_FILE = (
    select(Voucher.id)
    .where(
        Voucher.event_id == Expense.event_id,
        Voucher.about == literal("expenses/") + Expense.key,
        Voucher.kind == VoucherKind.INVOICE,
        Voucher.deleted_at.is_(None),
        Voucher.sha256 != "",
        Voucher.mime != DAMAGED_MIME,
        or_(Voucher.mime.in_(E_FILES), ~_NEEDS_E_FILE),
    )
    .exists()
)
_IS_OPEN = Event.settled_at.is_(None)
# What is still to be brought while the accounts are open.
_TO_BRING = frozenset({RegisterState.NUMBER, RegisterState.CASH})
_STATES = {
    RegisterState.NUMBER: and_(Expense.invoice_number != "", ~HAS_FILE),
    RegisterState.CASH: and_(
        Expense.invoice_number == "",
        or_(Expense.invoice_kind.is_(None), Expense.invoice_kind == InvoiceKind.NONE),
        Expense.method == PaymentMethod.CASH,
        ~HAS_FILE,
    ),
    RegisterState.METHOD: Expense.method.is_(None),
    RegisterState.RED: Expense.blue_number != "",
    RegisterState.FILE: HAS_FILE,
}
_UNIT_TREE = below(bindparam("unit", expanding=True, type_=Integer), "units")
_OF_EXPENSE = [
    name for name in RegisterRow.__dataclass_fields__ if name not in ("event_title", "unit", "has_file", "mark")
]


def _newest_events() -> Any:
    """The events of a county that were last, and those without a day that were last touched."""
    readable = select(Event.id).where(READABLE[Reach.MANY])
    dated = readable.where(Event.first_date.is_not(None)).order_by(Event.first_date.desc(), Event.id.desc())
    undated = readable.where(Event.first_date.is_(None)).order_by(Event.updated_at.desc(), Event.id.desc())
    parts = (part.limit(MOST_EVENTS).subquery() for part in (dated, undated))
    return union_all(*(select(part.c.id) for part in parts))


_NEWEST = _newest_events()


def looks_at_newest_only(reach: Reach, filters: RegisterFilters) -> bool:
    """Whether not all events are looked through."""
    return reach is Reach.MANY and not filters.unit_ids


def narrow_register(statement: Any, reach: Reach, filters: RegisterFilters, suspects: Suspects | None = None) -> Any:
    """A statement over expenses and their events, narrowed to what a reader may read and the filters ask for.

    `bind_register` goes with it.
    """
    statement = statement.join(Event, Event.id == Expense.event_id).where(READABLE[reach], Expense.deleted_at.is_(None))
    if filters.unit_ids:
        statement = statement.where(is_one_of(Event.organisation_id, _UNIT_TREE))
    elif looks_at_newest_only(reach, filters):
        statement = statement.where(is_one_of(Event.id, _NEWEST))
    if filters.month:
        start, end = month_span(*filters.month)
        statement = statement.where(start <= DAY, end > DAY)
    if filters.state:
        statement = statement.where(_in_state(filters.state, suspects or Suspects()))
    return statement.where(*_has_text(filters))


def _in_state(state: RegisterState, suspects: Suspects) -> Any:
    if state is RegisterState.DOUBLE:
        return Expense.id.in_(suspects.double_ids)
    if state is RegisterState.SPLIT:
        return Expense.id.in_(suspects.split_ids)
    return _STATES[state]


def _has_text(filters: RegisterFilters) -> list[Any]:
    if filters.digits:
        return [func.replace(Expense.invoice_number, "-", "").like(f"%{filters.digits}%")]
    columns = (Expense.seller, Expense.payee, Expense.purpose, Event.title, Expense.invoice_number)
    patterns = [like_pattern(word) for word in filters.words]
    return [or_(*(column.ilike(pattern, escape="\\") for column in columns)) for pattern in patterns]


def rows_statement(reach: Reach, filters: RegisterFilters, suspects: Suspects) -> Any:
    """All columns of `RegisterRow` but its mark; what is to be looked at first, then the newest.

    Of what only has a number, or is cash without an invoice, that of open accounts comes first.
    """
    columns = [getattr(Expense, name).label(name) for name in _OF_EXPENSE]
    named = (Event.title.label("event_title"), Organisation.name.label("unit"), HAS_FILE.label("has_file"))
    found = narrow_register(select(*columns, *named).select_from(Expense), reach, filters, suspects)
    rank = case((Expense.id.in_(suspects.double_ids), 0), (Expense.id.in_(suspects.split_ids), 1), else_=2)
    first = (rank, ~_IS_OPEN) if filters.state in _TO_BRING else (rank,)
    return found.join(Organisation, Organisation.id == Event.organisation_id).order_by(
        *first, DAY.is_(None), DAY.desc(), Expense.id.desc()
    )


def sums_statement(reach: Reach, filters: RegisterFilters, suspects: Suspects) -> Any:
    """How many rows there are, and their sum in fen."""
    counted = (func.count(), func.coalesce(func.sum(type_coerce(Expense.amount, BigInteger)), 0))
    return narrow_register(select(*counted).select_from(Expense), reach, filters, suspects)


def open_statement(reach: Reach, filters: RegisterFilters) -> Any:
    """The fields of `OpenTotal` of what has only a number, then of cash without an invoice, in open accounts."""
    wanted = [and_(_IS_OPEN, _STATES[state]) for state in (RegisterState.NUMBER, RegisterState.CASH)]
    sums = [column for is_open in wanted for column in _open_sums(is_open)]
    found = narrow_register(select(*sums).select_from(Expense), reach, filters.whole)
    return found.join(Organisation, Organisation.id == Event.organisation_id)


def _open_sums(is_open: Any) -> Sequence[Any]:
    def of(value: Any) -> Any:
        return case((is_open, value))

    return (
        func.count(of(Expense.id)),
        func.coalesce(func.sum(of(type_coerce(Expense.amount, BigInteger))), 0),
        func.count(of(Event.organisation_id).distinct()),
        func.coalesce(func.max(of(Organisation.name)), ""),
        func.count(of(Event.id).distinct()),
        func.coalesce(func.max(of(Event.title)), ""),
    )
