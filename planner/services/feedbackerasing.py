"""What becomes of feedback when those are erased who may be named in it, and of what was put away long ago."""

from datetime import datetime

from sqlalchemy import delete, select

from planner.actors import Actor
from planner.extensions import db
from planner.models import Event, Feedback
from planner.models.textcolumns import DRAWN, TYPED
from planner.queries.feedback import find_hider
from planner.services.guard import guard_house
from planner.services.remains import read_sealed


def settle_feedback(event: Event, *, keeps_drawings: bool = True) -> frozenset[str]:
    """Write 某某 into the words for good, as long as it is known whom that hides; drawings go where they are not kept.

    Call it before anybody's name is erased. Returns what changed as the database held it, to be looked for afterwards.
    """
    db.session.flush()
    rows = db.session.scalars(select(Feedback).where(Feedback.event_id == event.id)).all()
    if not rows:
        return frozenset()
    hider = find_hider(event.id)
    changed: frozenset[str] = frozenset()
    for row in rows:
        for name in TYPED["feedback"]:
            said = getattr(row, name)
            if (hidden := hider.hide(said)) != said:
                changed |= read_sealed(Feedback, (name,), Feedback.id == row.id)
                setattr(row, name, hidden)
        if row.drawing and not keeps_drawings:
            changed |= read_sealed(Feedback, DRAWN["feedback"], Feedback.id == row.id)
            row.drawing = ""
    db.session.flush()
    return changed


def forget_put_away(before: datetime, *, actor: Actor) -> None:
    """Delete what was put away before that moment: nobody wants it back."""
    guard_house(actor)
    db.session.execute(delete(Feedback).where(Feedback.put_away_at < before))
