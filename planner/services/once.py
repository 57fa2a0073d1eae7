"""The same form sent twice counts once: its key is taken in the transaction of what it does."""

from datetime import timedelta

from sqlalchemy import delete, or_, select
from sqlalchemy.exc import IntegrityError

from planner import clock
from planner.extensions import db
from planner.models import OnceKey

KEEP = timedelta(days=2)
_FORGOTTEN_AT_ONCE = 100


def take_key(key: str) -> tuple[OnceKey, bool]:
    """The row of that key, and whether it is new; it stays only if the transaction does.

    Of two that take the same key at the same moment the second waits until the first has committed (and then finds
    its row, with its answer) or has gone back (and then the key is new).
    """
    row = OnceKey(key=key, at=clock.now())
    try:
        with db.session.begin_nested():
            db.session.add(row)
    except IntegrityError:
        return db.session.get_one(OnceKey, key, populate_existing=True), False
    return row, True


def keep_answer(row: OnceKey, answer: str) -> None:
    """Write down beside a taken key how its form was answered, and forget keys of more than two days."""
    row.answer = answer
    # After a rollback in between the row is no longer in the session.
    db.session.add(row)
    _forget_old()


def _forget_old() -> None:
    """Forget keys that nobody sends again; a clock that once ran ahead keeps none for ever."""
    now = clock.now()
    old = or_(OnceKey.at < now - KEEP, OnceKey.at > now + KEEP)
    # Two at once must not wait for each other here.
    keys = db.session.scalars(
        select(OnceKey.key).where(old).limit(_FORGOTTEN_AT_ONCE).with_for_update(skip_locked=True)
    )
    if found := keys.all():
        db.session.execute(delete(OnceKey).where(OnceKey.key.in_(found)))
