"""Tables on their way into lists, when children are erased: whoever is erased must not come back out of one."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import delete, update

from planner import clock
from planner.actors import Actor
from planner.extensions import db
from planner.models import Event, IntakeBatch
from planner.models.textcolumns import SNAPSHOTS, TYPED
from planner.nouns import NOUNS
from planner.services.guard import guard_house
from planner.services.remains import read_sealed

_SEALED = (*TYPED["intake_batch"], *SNAPSHOTS["intake_batch"])
_PRIVATE = tuple(noun.name for noun in NOUNS.values() if noun.private)


def forget_batches(event: Event, *, naming: Collection[str] | None = None) -> frozenset[str]:
    """Throw away the event's tables of nouns about children, or only those that name one of these words.

    Returns what the database held of them, to be looked for.
    """
    found = db.session.scalars(
        db.select(IntakeBatch).where(IntakeBatch.event_id == event.id, IntakeBatch.noun.in_(_PRIVATE))
    ).all()
    gone = [batch.id for batch in found if naming is None or any(word in _plain(batch) for word in naming)]
    where = IntakeBatch.id.in_(gone)
    sealed = read_sealed(IntakeBatch, _SEALED, where) if gone else frozenset()
    db.session.execute(delete(IntakeBatch).where(where))
    return sealed


def _plain(batch: IntakeBatch) -> str:
    """All words of a batch without blanks: names stand with and without them."""
    return "".join(f"{batch.name}{batch.tables}{batch.decided}".split())


def forget_added_batches(before: datetime, *, actor: Actor) -> None:
    """Throw away the tables of which all was added before that moment: nothing of them is left to be done."""
    guard_house(actor)
    ahead = update(IntakeBatch).where(IntakeBatch.added_at > clock.now())
    db.session.execute(ahead.values(added_at=clock.now()))
    db.session.execute(delete(IntakeBatch).where(IntakeBatch.added_at < before, IntakeBatch.lines_left == 0))
