"""Tables on their way into the lists of an event, and the headings that its unit's people have named before."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.errors import NotFound
from planner.extensions import db
from planner.models import Event, IntakeBatch, KnownHeading

_GONE = "这份表已经扔掉，或者不在这里。"


def find_batch(event: Event, noun: str, key: str) -> IntakeBatch:
    """The batch of that key as it stands now; raises NotFound when it isn't there (any more)."""
    wanted = select(IntakeBatch).where(
        IntakeBatch.event_id == event.id, IntakeBatch.noun == noun, IntakeBatch.key == key
    )
    # No key has a control character, and PostgreSQL takes none.
    found = db.session.scalar(wanted.execution_options(populate_existing=True)) if key.isprintable() else None
    if found is None:
        raise NotFound(_GONE)
    return found


def list_batches(event: Event, noun: str) -> Sequence[IntakeBatch]:
    """The batches of a noun of which something is left to be added, the newest first."""
    waiting = select(IntakeBatch).where(
        IntakeBatch.event_id == event.id, IntakeBatch.noun == noun, IntakeBatch.lines_left > 0
    )
    return db.session.scalars(waiting.order_by(IntakeBatch.id.desc())).all()


def list_headings(unit_id: int, noun: str) -> Sequence[KnownHeading]:
    """What headings of tables of that noun mean in a unit, in the order in which they were named."""
    known = select(KnownHeading).where(KnownHeading.organisation_id == unit_id, KnownHeading.noun == noun)
    return db.session.scalars(known.order_by(KnownHeading.id)).all()
