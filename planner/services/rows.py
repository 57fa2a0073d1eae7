"""Rows: adding, editing, deleting and restoring, the same for every noun of an event.

Whoever calls these has locked the aggregate of the noun: values, versions, counts and order are judged as they stand.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from planner import clock
from planner.actors import Actor
from planner.days import Day
from planner.errors import BadInput, LostUpdate, NotAllowed, NotFound
from planner.extensions import db
from planner.models import ROW_MODELS, Event, RowMixin
from planner.nouns import NOUNS, Noun
from planner.services.authorship import mark_row, note_author, note_authors
from planner.services.behaviours import behaviour_of
from planner.services.guard import guard_rows
from planner.services.rowlog import describe_row, describe_rows, record_rows

Values = Mapping[str, Any]
MOST_ROWS = 1000


def find_row(event: Event, noun: str, key: str, *, deleted: bool = False) -> RowMixin:
    """The row of that key as it stands; raises NotFound when it isn't there (any more)."""
    model = ROW_MODELS[noun]
    wanted = select(model).where(model.event_id == event.id, model.key == key)
    # No key has a control character, and PostgreSQL takes none.
    found = db.session.scalar(wanted.execution_options(populate_existing=True)) if key.isprintable() else None
    if found is None or (found.deleted_at is not None) != deleted:
        raise NotFound(f"这{NOUNS[noun].measure}{NOUNS[noun].label}已经删掉或不在这里，列表里是现在的内容。")
    return found


def list_rows(event: Event, noun: str) -> list[RowMixin]:
    """The rows of a noun in their order, deleted ones left out."""
    model = ROW_MODELS[noun]
    listed = select(model).where(model.event_id == event.id, model.deleted_at.is_(None))
    return list(db.session.scalars(listed.order_by(model.position, model.id)))


def add_row(event: Event, noun: str, values: Values, *, actor: Actor) -> RowMixin:
    """Put a row at the end of its list."""
    return add_rows(event, noun, [values], actor=actor)[0]


def add_rows(event: Event, noun: str, many: Sequence[Values], *, actor: Actor, besides: str = "") -> list[RowMixin]:
    """Put several rows at the end, all or none; `besides` says what else the same entry of the log tells.

    Raises BadInput beyond 1000 rows of one noun or for a broken rule.
    """
    guard_rows(event, noun, actor)
    behaviour = behaviour_of(noun)
    check_open(event, NOUNS[noun])
    if problem := next(filter(None, behaviour.refuse_together(event, many, actor=actor)), None):
        raise problem
    first = _find_room(event, NOUNS[noun], len(many))
    rows = [
        ROW_MODELS[noun](event_id=event.id, position=position, edited_by=actor.name, **values)
        for position, values in enumerate(many, start=first)
    ]
    db.session.add_all(rows)
    db.session.flush()
    note_authors(event, noun, [row.key for row in rows], actor=actor)
    listed = list_rows(event, noun)
    if (arranged := behaviour.arrange(listed)) != listed:
        number_rows(arranged)
    after = "\n".join(filter(None, (besides, describe_rows(event, noun, rows))))
    record_rows(event, noun, rows, actor=actor, verb="添加", after=after)
    return rows


def _find_room(event: Event, noun: Noun, wanted: int) -> int:
    """The position behind the last row; raises BadInput when the list would grow too long."""
    model = ROW_MODELS[noun.name]
    counted = select(func.count(), func.max(model.position)).where(
        model.event_id == event.id, model.deleted_at.is_(None)
    )
    count, last = db.session.execute(counted).one()
    if count + wanted > MOST_ROWS:
        words = f"{noun.label}一个活动最多 {noun.count(MOST_ROWS)}，现在有 {noun.count(count)}，"
        raise BadInput(f"{words}要加 {noun.count(wanted)}。")
    return (last or 0) + 1


def number_rows(rows: Sequence[RowMixin]) -> None:
    """Make the order of these rows the one that is kept."""
    for position, row in enumerate(rows, start=1):
        row.position = position


def edit_row(
    event: Event, noun: str, key: str, values: Values, *, version: int, actor: Actor, besides: str = ""
) -> RowMixin:
    """Save new values of a row; `besides` says what else the same entry of the log tells.

    Raises LostUpdate, with what stands there now, when `version` is no longer the row's, and BadInput for a broken
    rule; nothing is written then.
    """
    guard_rows(event, noun, actor)
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key)
    if row.version != version:
        raise LostUpdate(
            f"{row.edited_by or '别人'}刚才也改了这一{NOUNS[noun].measure}，两边的内容都在下面。",
            who=row.edited_by,
            version=row.version,
            theirs={name: getattr(row, name) for name in values},
        )
    changed = {name: value for name, value in values.items() if getattr(row, name) != value}
    if not changed:
        return row
    if problem := behaviour_of(noun).refuse(event, values, key, actor=actor):
        raise problem
    before = describe_row(event, noun, row, changed)
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.edited_by = actor.name
    _note_writing(event, NOUNS[noun], key, changed, actor)
    after = "\n".join(filter(None, (describe_row(event, noun, row, changed), besides)))
    record_rows(event, noun, [row], actor=actor, verb="修改", before=before, after=after)
    return row


def _note_writing(event: Event, noun: Noun, key: str, changed: Values, actor: Actor) -> None:
    """Who edits a row is one of its authors; who only ticks it off has written nothing of it."""
    if noun.tick is None or not noun.tick.names.issuperset(changed):
        note_author(event, noun.name, key, actor=actor)


def tick_row(event: Event, noun: str, key: str, *, actor: Actor) -> RowMixin:
    """Mark a row as done by the actor today, as far as its noun can be; a second time takes it back."""
    guard_rows(event, noun, actor)
    tick = NOUNS[noun].tick
    if tick is None:
        raise NotFound(f"{NOUNS[noun].label}没有“完成”可以标。")
    row = find_row(event, noun, key)
    values = tick.values(row, name=actor.name, today=Day.of(clock.today()))
    return edit_row(event, noun, key, values, version=row.version, actor=actor)


def delete_row(event: Event, noun: str, key: str, *, actor: Actor) -> RowMixin:
    """Take a row off its list; `restore_row` brings it back for 30 days. Raises BadInput for a broken rule."""
    guard_rows(event, noun, actor)
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key)
    if problem := behaviour_of(noun).refuse_deletion(event, row):
        raise problem
    row.deleted_at = clock.now()
    row.version += 1
    mark_row(event, noun, key, gone=True)
    record_rows(event, noun, [row], actor=actor, verb="删除", before=describe_row(event, noun, row))
    return row


def restore_row(event: Event, noun: str, key: str, *, actor: Actor, keep_days: int = 30) -> RowMixin:
    """Bring a deleted row back to its place.

    Raises NotFound after `keep_days`, BadInput beyond 1000 rows of one noun or for a broken rule.
    """
    guard_rows(event, noun, actor)
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key, deleted=True)
    assert row.deleted_at is not None
    if row.deleted_at < clock.now() - timedelta(days=keep_days):
        raise NotFound(f"删除超过 {keep_days} 天，已经找不回来。")
    _find_room(event, NOUNS[noun], 1)
    if problem := behaviour_of(noun).refuse(event, row_values(noun, row), key, actor=actor):
        raise problem
    row.deleted_at = None
    row.version += 1
    note_author(event, noun, key, actor=actor)
    mark_row(event, noun, key, gone=False)
    record_rows(event, noun, [row], actor=actor, verb="恢复", after=describe_row(event, noun, row))
    return row


def row_values(noun: str, row: RowMixin) -> dict[str, Any]:
    """The columns of a row that its form edits, by name."""
    return {name: getattr(row, name) for name in NOUNS[noun].value_names}


def refuse_rows(event: Event, noun: str, many: Sequence[Values], *, actor: Actor) -> list[BadInput | None]:
    """Why each of these new rows can't be taken; None for those that can."""
    return behaviour_of(noun).refuse_together(event, many, actor=actor)


def check_open(event: Event, noun: Noun) -> None:
    """Let rows be changed; raises NotAllowed SETTLED for the money of an event that is settled."""
    if noun.settles and event.settled_at is not None:
        raise NotAllowed("决算已经办结，账目不再改；要改先请财务退回决算。", "SETTLED")
