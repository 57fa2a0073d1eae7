"""Locks: who changes an event waits for whoever is changing it."""

from sqlalchemy import inspect

from planner.extensions import db
from planner.models import Event

_COLUMNS = tuple(column.key for column in inspect(Event).column_attrs)


def lock(event: Event) -> None:
    """Lock the event for this transaction, and see it as the one before left it.

    Loaders lock what a request changes; services that judge the status of an event lock it themselves, since jobs and
    commands have no loader.
    """
    db.session.refresh(event, _COLUMNS, with_for_update=True)
