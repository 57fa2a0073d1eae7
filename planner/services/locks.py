"""Locks: who changes an event, or what holds in a whole unit, waits for whoever is changing it."""

from sqlalchemy import inspect, select

from planner.extensions import db
from planner.models import Event, Organisation
from planner.nouns import Aggregate
from planner.queries.changes import lock_aggregate

_COLUMNS = tuple(column.key for column in inspect(Event).columns)


def lock(event: Event, *others: Aggregate) -> None:
    """Lock the event and its plan for this transaction, and see it as the one before left it.

    `others` are locked behind it, always in this order: what a decision about the money rests on must not change under
    it. Approvals and reviews lock the event themselves. All other services, also those that judge its status
    (`events.advance_event`, `delete_event`, `restore_event`), find what they change locked by the loader of the
    request; a job or a command has no loader and locks it before it calls them.
    """
    db.session.refresh(event, _COLUMNS, with_for_update={"key_share": True})
    for aggregate in others:
        lock_aggregate(event.id, aggregate)


def lock_unit(unit_id: int) -> None:
    """Let what holds in a whole unit be changed by one after the other: its people, its limits, its used invoices."""
    # Events of the unit may be made meanwhile: their foreign keys only need that its id stays.
    wanted = select(Organisation.id).where(Organisation.id == unit_id)
    db.session.execute(wanted.with_for_update(key_share=True))
