"""Dropped invoices of one person in one event, and where their numbers are entered already."""

from collections.abc import Collection, Mapping

from sqlalchemy import select

from planner.errors import NotFound
from planner.extensions import db
from planner.models import DroppedInvoice, Event, Expense


def list_dropped(event_id: int, user_id: int) -> list[DroppedInvoice]:
    """What this person dropped into the event and nobody has entered, in the order of dropping."""
    wanted = select(DroppedInvoice).where(DroppedInvoice.event_id == event_id, DroppedInvoice.user_id == user_id)
    return list(db.session.scalars(wanted.order_by(DroppedInvoice.id)))


def find_dropped(event_id: int, user_id: int, dropped_id: int) -> DroppedInvoice:
    """What this person dropped under this id; raises NotFound when it is entered, put away or somebody else's."""
    row = db.session.get(DroppedInvoice, dropped_id)
    if row is None or (row.event_id, row.user_id) != (event_id, user_id):
        raise NotFound("这个文件已经记下或去掉了，列表里是现在的内容。")
    return row


def find_used(event: Event, numbers: Collection[str]) -> Mapping[str, str]:
    """Where these invoices are entered in the unit, by their numbers, as the beginning of a sentence."""
    wanted = {number for number in numbers if number}
    if not wanted:
        return {}
    found = db.session.execute(
        select(Expense.invoice_number, Expense.event_id, Expense.purpose, Event.title)
        .join(Event, Event.id == Expense.event_id)
        .where(Expense.invoice_number.in_(wanted), Expense.deleted_at.is_(None))
        .where(Event.organisation_id == event.organisation_id, Event.deleted_at.is_(None))
    )
    return {
        number: f"这张票在{'这个活动' if event_id == event.id else f'“{title}”'}的“{purpose}”里记着"
        for number, event_id, purpose, title in found
    }
