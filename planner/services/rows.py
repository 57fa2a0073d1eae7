"""Rows: adding, editing, pasting, moving, deleting and restoring, the same for every noun of an event."""

from collections.abc import Mapping, Sequence
from dataclasses import fields
from datetime import timedelta
from typing import Any

from sqlalchemy import func, select

from planner import clock
from planner.actors import Actor
from planner.days import Day
from planner.dossier import ROW_TYPES
from planner.enums import SectionSource
from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.fields import FIELD_LABELS, GONE, GONE_LINE, LINE_REFERENCE, REFERENCES, display
from planner.models import ROW_MODELS, BudgetLine, Event, RowMixin
from planner.models.duties import Duty
from planner.nouns import NOUNS, Noun
from planner.services.activity import record_change
from planner.services.rowrules import check_open, refusal, refusals

Values = Mapping[str, Any]
MOST_ROWS = 1000
CLOSING_SOURCES = frozenset({SectionSource.ATTACHMENTS, SectionSource.SIGNATURE})


def find_row(event: Event, noun: str, key: str, *, deleted: bool = False, lock: bool = False) -> RowMixin:
    """The row of that key; with `lock` for this transaction. Raises NotFound when it isn't there (any more)."""
    model = ROW_MODELS[noun]
    wanted = select(model).where(model.event_id == event.id, model.key == key)
    if lock:
        wanted = wanted.with_for_update().execution_options(populate_existing=True)
    # No key has a control character, and PostgreSQL takes none.
    row = db.session.scalar(wanted) if key.isprintable() else None
    if row is None or (row.deleted_at is not None) != deleted:
        raise NotFound(f"这{NOUNS[noun].measure}{NOUNS[noun].label}已经删掉或不在这里，列表里是现在的内容。")
    return row


def add_row(event: Event, noun: str, values: Values, *, actor: Actor) -> RowMixin:
    """Put a row at the end of its list."""
    return add_rows(event, noun, [values], actor=actor)[0]


def add_rows(event: Event, noun: str, many: Sequence[Values], *, actor: Actor) -> list[RowMixin]:
    """Put several rows at the end, all or none; raises BadInput beyond 1000 rows of one noun or for a broken rule.

    A new chapter goes before 附件 and 落款 where these close the plan.
    """
    model = ROW_MODELS[noun]
    check_open(event, NOUNS[noun])
    if problem := next(filter(None, refusals(event, noun, many)), None):
        raise problem
    counted = select(func.count(), func.max(model.position)).where(
        model.event_id == event.id, model.deleted_at.is_(None)
    )
    count, last = db.session.execute(counted).one()
    if count + len(many) > MOST_ROWS:
        measure = NOUNS[noun].measure
        raise BadInput(
            f"{NOUNS[noun].label}一个活动最多 {MOST_ROWS} {measure}，现在有 {count} {measure}，要加 {len(many)} {measure}。"
        )
    rows = []
    for position, values in enumerate(many, start=(last or 0) + 1):
        rows.append(model(event_id=event.id, position=position, edited_by=actor.name, **values))
    db.session.add_all(rows)
    db.session.flush()
    if noun == "sections":
        _keep_closing_last(event)
    _record(
        event, NOUNS[noun], rows, actor=actor, verb="添加", after="\n".join(_describe(event, noun, r) for r in rows)
    )
    return rows


def _keep_closing_last(event: Event) -> None:
    """Let the chapters that close a paper close it still."""
    listed = _listed(event, "sections")
    ordered = sorted(listed, key=lambda row: getattr(row, "source", None) in CLOSING_SOURCES)
    for position, row in enumerate(ordered, start=1):
        row.position = position


def edit_row(event: Event, noun: str, key: str, values: Values, *, version: int, actor: Actor) -> RowMixin:
    """Save new values of a row.

    Raises LostUpdate, with what stands there now, when `version` is no longer the row's, and BadInput for a broken
    rule; nothing is written then.
    """
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key, lock=True)
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
    if problem := refusal(event, noun, values, key):
        raise problem
    before = _describe(event, noun, row, changed)
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    row.edited_by = actor.name
    _record(
        event,
        NOUNS[noun],
        [row],
        actor=actor,
        verb="修改",
        before=before,
        after=_describe(event, noun, row, changed),
    )
    return row


def tick_row(event: Event, noun: str, key: str, *, actor: Actor) -> RowMixin:
    """Mark a duty as done, or a safety check as made by the actor today; a second time takes it back."""
    row = find_row(event, noun, key, lock=True)
    values: dict[str, Any]
    if noun == "duties":
        values = {"done": not row_values(noun, row)["done"]}
    elif noun == "safety":
        made = bool(row_values(noun, row)["done_by"])
        values = {"done_by": "" if made else actor.name, "done_on": None if made else Day.of(clock.today())}
    else:
        raise NotFound(f"{NOUNS[noun].label}没有“完成”可以标。")
    return edit_row(event, noun, key, values, version=row.version, actor=actor)


def delete_row(event: Event, noun: str, key: str, *, actor: Actor) -> RowMixin:
    """Take a row off its list; `restore_row` brings it back for 30 days."""
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key, lock=True)
    row.deleted_at = clock.now()
    row.version += 1
    _record(event, NOUNS[noun], [row], actor=actor, verb="删除", before=_describe(event, noun, row))
    return row


def restore_row(event: Event, noun: str, key: str, *, actor: Actor, keep_days: int = 30) -> RowMixin:
    """Bring a deleted row back to its place; raises NotFound after `keep_days`, BadInput for a broken rule."""
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key, deleted=True, lock=True)
    assert row.deleted_at is not None
    if row.deleted_at < clock.now() - timedelta(days=keep_days):
        raise NotFound(f"删除超过 {keep_days} 天，已经找不回来。")
    if problem := refusal(event, noun, row_values(noun, row), key):
        raise problem
    row.deleted_at = None
    row.version += 1
    _record(event, NOUNS[noun], [row], actor=actor, verb="恢复", after=_describe(event, noun, row))
    return row


def move_by_one(event: Event, noun: str, key: str, *, up: bool, actor: Actor) -> RowMixin:
    """Put a row one place up or down among the rows that its page shows together."""
    row = find_row(event, noun, key, lock=True)
    group = NOUNS[noun].group
    rows = _listed(event, noun)
    peers = [r for r in rows if not group or getattr(r, group) == getattr(row, group)]
    place = peers.index(row) + (-1 if up else 1)
    if 0 <= place < len(peers):
        _put(event, noun, rows, row, beside=peers[place], behind=not up, actor=actor)
    return row


def move_beside(
    event: Event, noun: str, key: str, *, before: str | None = None, after: str | None = None, actor: Actor
) -> RowMixin:
    """Put a row right before or right behind another one of its list; raises NotFound when either is gone."""
    row = find_row(event, noun, key, lock=True)
    other = find_row(event, noun, before or after or key, lock=True)
    if row is not other:
        _put(event, noun, _listed(event, noun), row, beside=other, behind=not before, actor=actor)
    return row


def _listed(event: Event, noun: str) -> list[RowMixin]:
    model = ROW_MODELS[noun]
    listed = select(model).where(model.event_id == event.id, model.deleted_at.is_(None))
    return list(db.session.scalars(listed.order_by(model.position, model.id)))


def _put(
    event: Event,
    noun: str,
    rows: list[RowMixin],
    row: RowMixin,
    *,
    beside: RowMixin,
    behind: bool,
    actor: Actor,
) -> None:
    start = rows.index(row)
    rows.remove(row)
    rows.insert(rows.index(beside) + behind, row)
    for position, other in enumerate(rows, start=1):
        other.position = position
    place = "第 {} " + NOUNS[noun].measure
    before, after = place.format(start + 1), place.format(rows.index(row) + 1)
    _record(event, NOUNS[noun], [row], actor=actor, verb="移动", before=before, after=after)


def row_values(noun: str, row: RowMixin) -> dict[str, Any]:
    """The columns of a row that its form edits, by name."""
    return {name: getattr(row, name) for name in value_names(noun)}


def value_names(noun: str) -> tuple[str, ...]:
    """The names of a noun's own columns."""
    if noun in ROW_TYPES:
        return tuple(f.name for f in fields(ROW_TYPES[noun]) if f.name != "key")
    return tuple(FIELD_LABELS[noun])


def _describe(event: Event, noun: str, row: RowMixin, names: Mapping[str, Any] | None = None) -> str:
    """The values of a row as the log shows them; nothing of a sensitive noun."""
    if NOUNS[noun].sensitive:
        return ""
    labels = FIELD_LABELS[noun]
    shown = ((n, _named(event, n, getattr(row, n))) for n in (names or value_names(noun)))
    return "；".join(f"{labels.get(n, n)}：{display(v)}" for n, v in shown if names or v not in (None, "", False, ()))


def _named(event: Event, field: str, value: Any) -> Any:
    """A value as it is, but those that name other rows by key as people know them."""
    if field == LINE_REFERENCE and value:
        named = select(BudgetLine.item).where(BudgetLine.event_id == event.id, BudgetLine.key == value)
        return db.session.scalar(named) or GONE_LINE
    if field not in REFERENCES or not value:
        return value
    duties = db.session.execute(select(Duty.key, Duty.name, Duty.role).where(Duty.event_id == event.id))
    names = {key: name or role for key, name, role in duties}
    return [names.get(key, GONE) for key in ([value] if isinstance(value, str) else value)]


def _record(
    event: Event,
    noun: Noun,
    rows: Sequence[RowMixin],
    *,
    actor: Actor,
    verb: str,
    before: str = "",
    after: str = "",
) -> None:
    """Log a change of rows; budget, head counts and stops reopen an approval (moving them does not)."""
    title = (
        f"{len(rows)} {noun.measure}"
        if len(rows) != 1
        else ("" if noun.sensitive else str(getattr(rows[0], noun.title)))
    )
    record_change(
        event,
        actor=actor,
        verb=verb,
        subject=f"{noun.label}“{title}”" if title and len(rows) == 1 else f"{noun.label}{title}",
        where=f"{noun.name}/{rows[0].key}" if rows else noun.name,
        before=before,
        after=after,
        material=noun.material if verb != "移动" else "",
    )
    if noun.name == "head_counts":
        _refresh_head_total(event)


def _refresh_head_total(event: Event) -> None:
    """Keep the event's own copy of its head count, which lists show."""
    model = ROW_MODELS["head_counts"]
    counted = select(func.sum(model.count)).where(model.event_id == event.id, model.deleted_at.is_(None))  # type: ignore[attr-defined]
    event.head_total = db.session.scalar(counted)
