"""Answers that show something of a child: neither the browser nor anybody on the way keeps a copy."""

from flask import g
from flask_login import current_user

from planner.extensions import db
from planner.services.activity import record_opening
from planner.services.unitlog import record_unit_opening
from planner.views.once import free_key


def mark_private() -> None:
    """Send the answer of this request as `no-store`; called wherever something of a private noun is read or typed."""
    g.is_private = True


def is_private() -> bool:
    """Whether this request has touched something of a private noun."""
    return bool(g.get("is_private"))


def log_opening(event_id: int, subject: str) -> None:
    """Log that the current person is shown children of the event, in a transaction that saves nothing else.

    Called when the answer is made and nothing is read any more: what was read before belongs to a finished reading.
    """
    free_key()
    g.is_writing = True
    record_opening(event_id, actor=current_user, subject=subject)
    db.session.commit()


def log_unit_opening(unit_id: int, subject: str) -> None:
    """The same of persons of a unit, in its own log."""
    free_key()
    g.is_writing = True
    record_unit_opening(unit_id, actor=current_user, subject=subject)
    db.session.commit()
