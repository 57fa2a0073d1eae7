"""What the log of an event tells of its rows."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import select

from planner.actors import Actor
from planner.extensions import db
from planner.fields import GONE, GONE_LINE, LINE_REFERENCE, POST_REFERENCE, REFERENCES, display
from planner.models import BudgetLine, Duty, Event, Post, RowMixin
from planner.nouns import NOUNS
from planner.services.activity import record_change
from planner.services.behaviours import behaviour_of


def record_rows(
    event: Event,
    noun: str,
    rows: Sequence[RowMixin],
    *,
    actor: Actor,
    verb: str,
    before: str = "",
    after: str = "",
    is_material: bool = True,
) -> None:
    """Log a change of rows and let what follows from it follow; one of a material noun reopens an approval."""
    record_change(
        event,
        actor=actor,
        verb=verb,
        subject=_subject(noun, rows),
        where=f"{noun}/{rows[0].key}",
        before=before,
        after=after,
        material=NOUNS[noun].material if is_material else "",
    )
    behaviour_of(noun).follow(event)


def _subject(name: str, rows: Sequence[RowMixin]) -> str:
    """花名册3 人, 分工“领队”; a row of a private noun is never named."""
    noun = NOUNS[name]
    if len(rows) != 1:
        return f"{noun.label}{noun.count(len(rows))}"
    title = "" if noun.private else str(getattr(rows[0], noun.title))
    return f"{noun.label}“{title}”" if title else noun.label


def describe_row(event: Event, noun: str, row: RowMixin, names: Iterable[str] | None = None) -> str:
    """The values of a row as the log shows them, of all its fields or of some; nothing of a private noun."""
    return _describe(noun, row, names, _Referred(event))


def describe_rows(event: Event, noun: str, rows: Sequence[RowMixin]) -> str:
    """Several rows as the log shows them, a line each."""
    referred = _Referred(event)
    return "\n".join(_describe(noun, row, None, referred) for row in rows)


class _Referred:
    """How the rows that others name by key are called; each noun is read once, and only when somebody asks."""

    def __init__(self, event: Event) -> None:
        self._event_id = event.id

    @cached_property
    def _lines(self) -> dict[str, str]:
        named = select(BudgetLine.key, BudgetLine.item).where(BudgetLine.event_id == self._event_id)
        return dict(db.session.execute(named).all())

    @cached_property
    def _duties(self) -> dict[str, str]:
        named = select(Duty.key, Duty.name, Duty.role).where(Duty.event_id == self._event_id)
        return {key: name or role for key, name, role in db.session.execute(named)}

    @cached_property
    def _posts(self) -> dict[str, str]:
        named = select(Post.key, Post.title).where(Post.event_id == self._event_id)
        return dict(db.session.execute(named).all())

    def name(self, field: str, value: Any) -> Any:
        """A value as it is, but those that name other rows by key as people know them."""
        if field == LINE_REFERENCE and value:
            return self._lines.get(value) or GONE_LINE
        if field == POST_REFERENCE:
            return self._posts.get(value, GONE)
        if field not in REFERENCES or not value:
            return value
        return [self._duties.get(key, GONE) for key in ([value] if isinstance(value, str) else value)]


def _describe(noun: str, row: RowMixin, names: Iterable[str] | None, referred: _Referred) -> str:
    if NOUNS[noun].private:
        return ""
    labels = NOUNS[noun].labels
    shown = ((name, referred.name(name, getattr(row, name))) for name in names or labels)
    told = ((labels.get(name, name), value) for name, value in shown if names or value not in (None, "", False, ()))
    return "；".join(f"{label}：{display(value)}" for label, value in told)
