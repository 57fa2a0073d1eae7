"""Who wrote which row, by account: for telling who may decide (会计法 art. 25). Names that are typed prove nothing."""

from collections.abc import Iterable

from sqlalchemy import insert, select, update

from planner.actors import Actor
from planner.enums import ActorKind
from planner.extensions import db
from planner.models import Event, RowAuthor


def note_authors(event: Event, noun: str, keys: Iterable[str], *, actor: Actor) -> None:
    """Note who added these new rows; guests and jobs have no account and decide nothing."""
    if actor.kind is not ActorKind.USER:
        return
    rows = [{"event_id": event.id, "noun": noun, "key": key, "user_id": actor.id} for key in keys]
    if rows:
        db.session.execute(insert(RowAuthor), rows)


def note_author(event: Event, noun: str, key: str, *, actor: Actor) -> None:
    """Note who wrote a row that is there, once a person; the caller has locked what the row belongs to."""
    if actor.kind is not ActorKind.USER:
        return
    known = select(RowAuthor.user_id).where(
        RowAuthor.event_id == event.id,
        RowAuthor.noun == noun,
        RowAuthor.key == key,
        RowAuthor.user_id == actor.id,
    )
    if db.session.scalar(known) is None:
        note_authors(event, noun, [key], actor=actor)


def mark_row(event: Event, noun: str, key: str, *, gone: bool) -> None:
    """What was deleted stands in nothing that is decided; once it is back, it was written by the same people."""
    marked = update(RowAuthor).where(RowAuthor.event_id == event.id, RowAuthor.noun == noun, RowAuthor.key == key)
    db.session.execute(marked.values(gone=gone), execution_options={"synchronize_session": False})
