"""The same form sent twice counts once: its key is taken in the transaction of what it does."""

from dataclasses import dataclass
from datetime import timedelta
from typing import cast

from sqlalchemy import Table, bindparam, delete, insert, or_, select, text, update

from planner import clock
from planner.extensions import db
from planner.models import OnceKey
from planner.models.columns import Moment

KEEP = timedelta(days=2)
_TABLE = cast(Table, OnceKey.__table__)
_TAKE = text('INSERT INTO once_key ("key", at, answer) VALUES (:key, :at, :answer) ON CONFLICT DO NOTHING').bindparams(
    bindparam("at", type_=Moment)
)
_FIND = select(_TABLE.c.answer).where(_TABLE.c.key == bindparam("wanted"))
_KEEP = update(_TABLE).where(_TABLE.c.key == bindparam("taken")).values(answer=bindparam("said"))


@dataclass(frozen=True, slots=True)
class TakenKey:
    """The key of a form; where it was saved before, how it was answered then."""

    key: str
    answer: str = ""


def take_key(key: str) -> tuple[TakenKey, bool]:
    """That key with what was answered, and whether it is new; it stays only if the transaction does.

    Of two that take the same key at the same moment the second waits until the first has committed (and then finds
    its answer) or has gone back (and then the key is new).
    """
    taken = db.session.execute(_TAKE, {"key": key, "at": clock.now(), "answer": ""})
    if taken.rowcount:  # type: ignore[attr-defined]
        return TakenKey(key), True
    return TakenKey(key, db.session.execute(_FIND, {"wanted": key}).scalar_one()), False


def keep_answer(taken: TakenKey, answer: str, *, was_given_back: bool = False) -> None:
    """Write down beside a taken key how its form was answered.

    A key that a rollback has given back (`was_given_back`) is taken anew: raises IntegrityError when it is somebody
    else's by now.
    """
    if was_given_back:
        db.session.execute(insert(_TABLE), {"key": taken.key, "at": clock.now(), "answer": answer})
    else:
        db.session.execute(_KEEP, {"taken": taken.key, "said": answer})


def forget_old_keys() -> None:
    """Forget keys that nobody sends again; a clock that once ran ahead keeps none for ever."""
    now = clock.now()
    db.session.execute(delete(OnceKey).where(or_(OnceKey.at < now - KEEP, OnceKey.at > now + KEEP)))
