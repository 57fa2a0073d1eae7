"""Invoices that two pay, or wanted to: only for finance of both, or of a unit above both."""

from typing import Any

from sqlalchemy import ColumnElement, and_, func, select
from sqlalchemy.orm import aliased

from planner import clock
from planner.extensions import db
from planner.models import Event, Expense, InvoiceClash, InvoiceEntry, Organisation, User
from planner.money.invoiceregister import DoubleSide, InvoiceDouble
from planner.permissions import NOT_YET_ABOVE
from planner.queries.events import bind_reader
from planner.queries.reach import FINANCE_UNITS, Reach, is_one_of, reach_of
from planner.queries.tree import below

# So many are shown; more come up as these are closed.
MOST_DOUBLES = 50
_COVERED = below(FINANCE_UNITS, "covered_units")
_PAYING, _WANTING = aliased(Event, name="paying"), aliased(Event, name="wanting")
_PAYER, _WANTER = aliased(Organisation, name="payer"), aliased(Organisation, name="wanter")
_OTHER, _OWN_ENTRY = aliased(Expense, name="other"), aliased(InvoiceEntry, name="own_entry")


def _of_both(reach: Reach) -> tuple[ColumnElement[bool], ...]:
    """`services.guard.guard_common_finance` as SQL; nothing of it is deleted.

    A county does not walk through all that its units have bought: what is double is found first.
    """
    units = (_PAYING.organisation_id, _WANTING.organisation_id)
    # A sum is no column that an index knows.
    covered = [(unit + 0).in_(_COVERED) if reach is Reach.MANY else is_one_of(unit, _COVERED) for unit in units]
    return (_PAYING.deleted_at.is_(None), _WANTING.deleted_at.is_(None), Expense.deleted_at.is_(None), *covered)


def _clashes(reach: Reach) -> Any:
    return (
        select(InvoiceClash, Expense, _PAYING, _PAYER.name, _WANTING, _WANTER.name)
        .join(Expense, and_(Expense.id == InvoiceClash.expense_id, Expense.invoice_number == InvoiceClash.number))
        .join(_PAYING, _PAYING.id == Expense.event_id)
        .join(_WANTING, _WANTING.id == InvoiceClash.event_id)
        .join(_PAYER, _PAYER.id == _PAYING.organisation_id)
        .join(_WANTER, _WANTER.id == _WANTING.organisation_id)
        .where(*_of_both(reach))
    )


def _open(reach: Reach) -> Any:
    newest = _clashes(reach).where(InvoiceClash.closed_at.is_(None)).order_by(InvoiceClash.tried_at.desc())
    return newest.limit(MOST_DOUBLES)


def _older(reach: Reach) -> Any:
    found = (
        select(_OTHER, Expense, _PAYING, _PAYER.name, _WANTING, _WANTER.name)
        .select_from(_WANTING)
        .join(_OTHER, and_(_OTHER.event_id == _WANTING.id, _OTHER.invoice_number != "", _OTHER.deleted_at.is_(None)))
        .join(InvoiceEntry, InvoiceEntry.number == _OTHER.invoice_number)
        .join(Expense, Expense.id == InvoiceEntry.expense_id)
        .join(_PAYING, _PAYING.id == Expense.event_id)
        .join(_PAYER, _PAYER.id == _PAYING.organisation_id)
        .join(_WANTER, _WANTER.id == _WANTING.organisation_id)
        .where(*_of_both(reach), ~select(_OWN_ENTRY.id).where(_OWN_ENTRY.expense_id == _OTHER.id).exists())
    )
    if reach is Reach.MANY:
        found = found.where(_OTHER.invoice_number.in_(_TWICE))
    return found.order_by(_OTHER.id.desc()).limit(MOST_DOUBLES)


_TWICE = (
    select(Expense.invoice_number)
    .where(Expense.invoice_number != "")
    .group_by(Expense.invoice_number)
    .having(func.count() > 1)
    .correlate(None)
)
_OPEN = {reach: _open(reach) for reach in Reach}
_OLDER = {reach: _older(reach) for reach in Reach}


def list_doubles(user: User) -> list[InvoiceDouble]:
    """What is to be looked at, the last refused first, then doubles that came in before the register.

    Two statements, none for who is finance nowhere.
    """
    values = bind_reader(user)
    if not values["finance_units"]:
        return []
    reach = reach_of(user)
    clashes = [_of_clash(user, *row) for row in db.session.execute(_OPEN[reach], values)]
    return clashes + [_of_older(user, *row) for row in db.session.execute(_OLDER[reach], values)]


def find_clash(user: User, clash_id: int) -> tuple[InvoiceClash, InvoiceDouble] | None:
    """A double that was refused, closed or not; None for who is not finance of both."""
    found = db.session.execute(_clashes(Reach.MANY).where(InvoiceClash.id == clash_id), bind_reader(user)).first()
    return (found[0], _of_clash(user, *found)) if found else None


def _of_clash(user: User, clash: InvoiceClash, *paid: Any) -> InvoiceDouble:
    expense, paying, payer, wanting, wanter = paid
    return InvoiceDouble(
        clash_id=clash.id,
        number=clash.number,
        row_ids=(expense.id,),
        first=_side(user, paying, payer, expense),
        second=DoubleSide(
            event_id=wanting.id,
            unit=wanter,
            event_title=_title(user, wanting),
            purpose=clash.purpose if _title(user, wanting) else "",
            amount=clash.amount,
            who=clash.tried_by,
            day=clock.local(clash.tried_at).date(),
            is_entered=False,
        ),
        closed_by=clash.closed_by,
        closed_at=clash.closed_at,
    )


def _of_older(user: User, other: Expense, *paid: Any) -> InvoiceDouble:
    expense, paying, payer, wanting, wanter = paid
    return InvoiceDouble(
        clash_id=None,
        number=expense.invoice_number,
        row_ids=(expense.id, other.id),
        first=_side(user, paying, payer, expense),
        second=_side(user, wanting, wanter, other),
    )


def _side(user: User, event: Event, unit: str, expense: Expense) -> DoubleSide:
    title = _title(user, event)
    return DoubleSide(
        event_id=event.id,
        unit=unit,
        event_title=title,
        purpose=expense.purpose if title else "",
        amount=expense.amount,
        who=expense.handler if title else "",
        day=expense.paid_on or expense.issued_on,
        is_entered=True,
    )


def _title(user: User, event: Event) -> str:
    """The title, "" where all that finance above may know of a draft is that it has this invoice."""
    is_hidden = event.status == NOT_YET_ABOVE and event.settled_at is None and event.organisation_id not in user.roles
    return "" if is_hidden else event.title
