"""The order of rows: one place up or down, or beside another; the same for every noun of an event."""

from planner.actors import Actor
from planner.models import Event, RowMixin
from planner.nouns import NOUNS
from planner.services.guard import guard_rows
from planner.services.rowlog import record_rows
from planner.services.rows import check_open, find_row, list_rows, number_rows


def move_by_one(event: Event, noun: str, key: str, *, up: bool, actor: Actor) -> RowMixin:
    """Put a row one place up or down among the rows that its page shows together."""
    guard_rows(event, noun, actor)
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key)
    group = NOUNS[noun].group
    rows = list_rows(event, noun)
    peers = [r for r in rows if not group or getattr(r, group) == getattr(row, group)]
    place = peers.index(row) + (-1 if up else 1)
    if 0 <= place < len(peers):
        _put(event, noun, rows, row, beside=peers[place], behind=not up, actor=actor)
    return row


def move_beside(
    event: Event, noun: str, key: str, *, before: str | None = None, after: str | None = None, actor: Actor
) -> RowMixin:
    """Put a row right before or right behind another one of its list; raises NotFound when either is gone."""
    guard_rows(event, noun, actor)
    check_open(event, NOUNS[noun])
    row = find_row(event, noun, key)
    other = find_row(event, noun, before or after or key)
    if row is not other:
        _put(event, noun, list_rows(event, noun), row, beside=other, behind=not before, actor=actor)
    return row


def _put(
    event: Event, noun: str, rows: list[RowMixin], row: RowMixin, *, beside: RowMixin, behind: bool, actor: Actor
) -> None:
    start = rows.index(row)
    rows.remove(row)
    rows.insert(rows.index(beside) + behind, row)
    number_rows(rows)
    measure = NOUNS[noun].measure
    before, after = f"第 {start + 1} {measure}", f"第 {rows.index(row) + 1} {measure}"
    record_rows(event, noun, [row], actor=actor, verb="移动", before=before, after=after, is_material=False)
