"""Dropped invoices of one person in one event, and where their numbers are entered already."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import func, select

from budgets import Money
from planner import clock
from planner.enums import VoucherKind
from planner.errors import NotFound
from planner.extensions import db
from planner.intake.invoices.judging import Dropped, Entered, Judged, Standing, judge
from planner.intake.invoices.matching import LineLeft
from planner.intake.invoices.reading import Reader
from planner.intakestates import IntakeState
from planner.models import DroppedInvoice, Event, Expense, InvoiceEntry
from planner.money.evidence import E_FILES
from planner.money.finances import Finances
from planner.places import place_of
from planner.queries.tree import lineage, nearest_common

ZERO = Money(0)
_ONCE = "一张发票只能报一次，要挪过来，先在那边去掉。"
_SETTLED = "一张发票只能报一次，那边的决算已经办结，不能挪过来。"
# What is not read by then will not be: whoever dropped it types it.
LONGEST_READING = timedelta(minutes=15)
NOT_READ = "读了很久没有读完。照着打，或者再传一次。"
# What knows more of an invoice goes before what knows less.
_STRENGTH: dict[str, int] = {Reader.XML: 4, Reader.OFD: 3, Reader.TEXT: 2, Reader.CODE: 1}


def list_dropped(event_id: int, user_id: int) -> list[DroppedInvoice]:
    """What this person dropped into the event and nobody has entered, in the order of dropping."""
    wanted = select(DroppedInvoice).where(DroppedInvoice.event_id == event_id, DroppedInvoice.user_id == user_id)
    return list(db.session.scalars(wanted.order_by(DroppedInvoice.id)))


def count_old(before: datetime) -> list[tuple[int, int]]:
    """How many were dropped before that moment and not entered, by event."""
    counts = select(DroppedInvoice.event_id, func.count()).where(DroppedInvoice.dropped_at < before)
    by_event = counts.group_by(DroppedInvoice.event_id).order_by(DroppedInvoice.event_id)
    return [(event_id, count) for event_id, count in db.session.execute(by_event)]


def find_dropped(event_id: int, user_id: int, dropped_id: int) -> DroppedInvoice:
    """What this person dropped under this id; raises NotFound when it is entered, put away or somebody else's."""
    row = db.session.get(DroppedInvoice, dropped_id)
    if row is None or (row.event_id, row.user_id) != (event_id, user_id):
        raise NotFound("这个文件已经记下或去掉了，列表里是现在的内容。")
    return row


def find_used(event: Event, numbers: Collection[str]) -> Mapping[str, tuple[str, str]]:
    """Where in the tree these invoices are entered, by their numbers, and what to do; other units aren't named."""
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    units = lineage(event.organisation_id)
    found = db.session.execute(
        select(
            InvoiceEntry.number,
            Expense.purpose,
            Event.id,
            Event.title,
            Event.organisation_id,
            Event.settled_at,
        )
        .join(Expense, Expense.id == InvoiceEntry.expense_id)
        .join(Event, Event.id == Expense.event_id)
        .where(InvoiceEntry.root_id == units[-1].id, InvoiceEntry.number.in_(wanted))
    )
    used = {}
    for number, purpose, event_id, title, unit_id, settled_at in found:
        if unit_id == event.organisation_id:
            there = "这个活动" if event_id == event.id else f"“{title}”"
            used[number] = (f"这张票在{there}的“{purpose}”里记着。", _SETTLED if settled_at else _ONCE)
        else:
            used[number] = ("别的单位已报过这张。", f"是哪家，{nearest_common(units, unit_id).name}财务看得到。")
    return used


def judge_rows(event: Event, money: Finances, rows: Sequence[DroppedInvoice]) -> tuple[Judged, ...]:
    """Each of these invoices held against the budget, the accounts and the unit."""
    standing = Standing(
        unit=event.organisation.name,
        tax_number=money.tax_number,
        lines=lines_left(money),
        used=find_used(event, {row.invoice_number for row in rows}),
        entered={
            each.invoice_number: Entered(
                each.purpose,
                each.amount,
                each.line,
                each.issued_on,
                kept=frozenset(
                    voucher.mime
                    for voucher in money.ledger.proofs(VoucherKind.INVOICE, about=place_of("expenses", each.key))
                ),
            )
            for each in money.ledger.expenses
            if each.invoice_number
        },
        is_closed=event.settled_at is not None,
    )
    return judge([_dropped(row) for row in rows], standing)


def lines_left(money: Finances) -> tuple[LineLeft, ...]:
    """The lines of the budget with what is left of them."""
    spent: dict[str, Money] = {}
    for expense in money.ledger.expenses:
        spent[expense.line] = spent.get(expense.line, ZERO) + expense.amount
    return tuple(
        LineLeft(
            line.key,
            line.name,
            line.category,
            line.amount,
            None if line.amount is None else line.amount - spent.get(line.key, ZERO),
        )
        for line in money.dossier.budget
    )


def is_waiting(row: DroppedInvoice) -> bool:
    """Whether it is still being read."""
    return row.state is IntakeState.WAITING and abs(clock.now() - row.dropped_at) < LONGEST_READING


def _dropped(row: DroppedInvoice) -> Dropped:
    is_late = row.state is IntakeState.WAITING and not is_waiting(row)
    return Dropped(
        id=row.id,
        filename=row.filename,
        state=IntakeState.UNREADABLE if is_late else row.state,
        sentence=NOT_READ if is_late else row.sentence,
        several=row.several,
        strength=max((_STRENGTH.get(name, 0) for name in row.evidence.split("、")), default=0),
        mime=row.mime,
        is_e_file=row.mime in E_FILES,
        kind=row.invoice_kind,
        number=row.invoice_number,
        blue=row.blue_number,
        title=row.title,
        amount=row.amount,
        words=f"{row.goods} {row.remark}",
        seller=row.seller,
        buyer=row.buyer,
        buyer_tax_number=row.buyer_tax_number,
    )
