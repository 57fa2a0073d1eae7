"""Logging a text that is saved again and again: many small saves of one person as one change."""

from datetime import timedelta

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.extensions import db
from planner.models import Activity, Event
from planner.services.activity import record_change

# Saves of the same person within this time are one entry of the log: before the first, after the last.
TOGETHER = timedelta(minutes=10)
_VERB = "修改"


def record_text(event: Event, *, actor: Actor, subject: str, where: str, before: str, after: str) -> None:
    """Log the change, or let the actor's last entry go on when it is about the same text and recent.

    Both texts are kept whole.
    """
    last = db.session.scalar(
        select(Activity).where(Activity.event_id == event.id).order_by(Activity.id.desc()).limit(1)
    )
    entry = record_change(event, actor=actor, verb=_VERB, subject=subject, where=where)
    entry.before, entry.after = before, after
    if last is None or (last.verb, last.subject, last.where) != (entry.verb, entry.subject, entry.where):
        return
    same_actor = (last.actor, last.user_id) == (entry.actor, entry.user_id)
    if same_actor and last.after == before and abs(clock.now() - last.at) < TOGETHER:
        entry.before = last.before
        db.session.delete(last)
        db.session.flush()
