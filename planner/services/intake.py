"""Tables on their way into a list: kept until all of it is in or thrown away, added as one and taken back as one.

Keeping, deciding and throwing away change nothing of the event and leave no entry in its log; the others do.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from planner import clock
from planner.actors import Actor
from planner.errors import BadInput
from planner.extensions import db
from planner.intake.batches import Decided, tables_as_json
from planner.intake.tables.table import Table
from planner.models import ROW_MODELS, Duty, Event, IntakeBatch, RowMixin
from planner.nouns import NOUNS
from planner.services.authorship import mark_row, note_author, note_authors
from planner.services.behaviours import behaviour_of
from planner.services.guard import guard_rows
from planner.services.rowlog import describe_rows, record_rows
from planner.services.rows import Values, add_rows, check_open, find_row, list_rows, number_rows

MOST_BATCHES = 20
_LONGEST_NAME = 120
DUTIES = "duties"


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Somebody whom a table names and who has no duty yet: gets one with the rows, under the key that they refer to."""

    key: str
    name: str
    role: str


def keep_batch(event: Event, noun: str, *, name: str, tables: Sequence[Table], actor: Actor) -> IntakeBatch:
    """Keep tables that were pasted or dropped; raises BadInput beyond 20 that wait for one list of an event."""
    guard_rows(event, noun, actor)
    waiting = db.select(db.func.count()).where(
        IntakeBatch.event_id == event.id, IntakeBatch.noun == noun, IntakeBatch.lines_left > 0
    )
    if (db.session.scalar(waiting) or 0) >= MOST_BATCHES:
        raise BadInput(f"已有 {MOST_BATCHES} 份表留着没加，先加完或扔掉几份。")
    batch = IntakeBatch(
        event_id=event.id,
        noun=noun,
        kept_by=actor.name,
        name=name[:_LONGEST_NAME],
        tables=tables_as_json(tables),
        lines_left=sum(len(table.lines) for table in tables),
    )
    db.session.add(batch)
    db.session.flush()
    return batch


def decide_batch(event: Event, batch: IntakeBatch, decided: Decided, *, lines_left: int, actor: Actor) -> None:
    """Keep what was said of a batch, and how many of its lines still wait."""
    guard_rows(event, batch.noun, actor)
    batch.decided = decided.as_json()
    batch.lines_left = lines_left
    db.session.flush()


def move_batch(event: Event, batch: IntakeBatch, noun: str, *, actor: Actor) -> None:
    """Let a batch go into the list of another noun; all that was decided for the first one is forgotten."""
    guard_rows(event, batch.noun, actor)
    guard_rows(event, noun, actor)
    if batch.added_at is not None:
        raise BadInput("这份表已经添加过一部分，不能再换地方。")
    batch.noun, batch.decided = noun, Decided(sheet=Decided.parse(batch.decided).sheet).as_json()
    db.session.flush()


def drop_batch(event: Event, batch: IntakeBatch, *, actor: Actor) -> None:
    """Throw away what is left of a batch; rows that came out of it stay."""
    guard_rows(event, batch.noun, actor)
    db.session.delete(batch)
    db.session.flush()


def add_batch(
    event: Event,
    batch: IntakeBatch,
    rows: Mapping[int, Values],
    newcomers: Sequence[Newcomer],
    *,
    replacing: Mapping[str, Values] = MappingProxyType({}),
    actor: Actor,
) -> dict[int, str]:
    """Make rows of these lines, all or none, with one entry in the log; returns the key of each line's row.

    `replacing` holds new values of rows that stand already, by key: they are changed and stay when the batch is taken
    back. Raises BadInput as `rows.add_rows` does.
    """
    guard_rows(event, batch.noun, actor)
    duties = _add_duties(event, newcomers, actor) if newcomers else []
    changed = [_replace(event, batch.noun, key, values, actor) for key, values in replacing.items()]
    besides = f"分工一并加上：{'、'.join(each.name for each in newcomers)}" if newcomers else ""
    told = describe_rows(event, batch.noun, changed)
    if rows:
        besides = "\n".join(filter(None, (besides, f"改了已有的 {len(changed)} 行\n{told}" if changed else "")))
        added = add_rows(event, batch.noun, list(rows.values()), actor=actor, besides=besides)
    else:
        added = []
        record_rows(event, batch.noun, changed, actor=actor, verb="修改", after=told)
    batch.row_keys = tuple(f"{row.noun}/{row.key}" for row in [*added, *duties])
    batch.added_at = clock.now()
    db.session.flush()
    return {line: row.key for line, row in zip(rows, added, strict=True)}


def _replace(event: Event, noun: str, key: str, values: Values, actor: Actor) -> RowMixin:
    """Give a row that stands these values; raises BadInput for a broken rule."""
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key)
    if problem := behaviour_of(noun).refuse(event, values, key, actor=actor):
        raise problem
    for name, value in values.items():
        setattr(row, name, value)
    row.version += 1
    row.edited_by = actor.name
    note_author(event, noun, key, actor=actor)
    db.session.flush()
    return row


def _add_duties(event: Event, newcomers: Sequence[Newcomer], actor: Actor) -> list[RowMixin]:
    guard_rows(event, DUTIES, actor)
    check_open(event, NOUNS[DUTIES])
    last = max((row.position for row in list_rows(event, DUTIES)), default=0)
    duties: list[RowMixin] = [
        Duty(event_id=event.id, key=each.key, position=place, name=each.name, role=each.role, edited_by=actor.name)
        for place, each in enumerate(newcomers, start=last + 1)
    ]
    db.session.add_all(duties)
    db.session.flush()
    note_authors(event, DUTIES, [row.key for row in duties], actor=actor)
    return duties


def take_back_batch(event: Event, batch: IntakeBatch, *, actor: Actor) -> tuple[int, int]:
    """Take back what was added last, with one entry in the log: how many rows went, and how many stay.

    Rows that somebody has changed since stay, and those whose deletion a rule refuses. Raises BadInput where nothing
    can be taken back.
    """
    guard_rows(event, batch.noun, actor)
    check_open(event, NOUNS[batch.noun])
    rows = _rows_of(event, batch)
    going = [row for row in rows if row.version == 1 and behaviour_of(row.noun).refuse_deletion(event, row) is None]
    own = [row for row in going if row.noun == batch.noun]
    if not own:
        raise BadInput("这一批后来都改过或删掉了，没有可以撤销的。")
    before = describe_rows(event, batch.noun, own)
    for row in going:
        row.deleted_at = clock.now()
        row.version += 1
        mark_row(event, row.noun, row.key, gone=True)
    db.session.flush()
    number_rows(list_rows(event, batch.noun))
    record_rows(event, batch.noun, own, actor=actor, verb="撤销添加", before=before)
    batch.row_keys, batch.added_at = (), None
    batch.decided = Decided.parse(batch.decided).without_added([row.key for row in own]).as_json()
    batch.lines_left += len(own)
    db.session.flush()
    return len(own), sum(row.noun == batch.noun for row in rows) - len(own)


def _rows_of(event: Event, batch: IntakeBatch) -> list[RowMixin]:
    """The rows that came out of a batch last and still stand."""
    keys: dict[str, list[str]] = {}
    for place in batch.row_keys:
        noun, _, key = place.partition("/")
        keys.setdefault(noun, []).append(key)
    found: list[RowMixin] = []
    for noun, wanted in keys.items():
        model = ROW_MODELS[noun]
        standing = db.select(model).where(model.event_id == event.id, model.deleted_at.is_(None))
        found += db.session.scalars(standing.where(model.key.in_(wanted)).with_for_update())
    return found
