"""Two versions of a budget set side by side."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import NamedTuple

from budgets.budget import Budget
from budgets.line import Line, Total
from budgets.money import Money

FIELD_LABELS = {
    "category": "类别",
    "item": "项目",
    "unit_price": "单价",
    "quantity": "数量",
    "unit": "单位",
    "times": "次数",
    "times_unit": "次数单位",
    "source": "资金来源",
    "basis": "依据",
    "stated": "金额",
}


class LineFieldChange(NamedTuple):
    """A field that differs: its Chinese name, what it was and what it is."""

    label: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class LineChange:
    """A line that is in both versions and not the same; `fields` are the names of what differs, in order."""

    old: Line
    new: Line
    fields: tuple[str, ...]

    @property
    def difference(self) -> Money | None:
        """New amount less old amount; None while one of them is unknown."""
        if self.old.amount is None or self.new.amount is None:
            return None
        return self.new.amount - self.old.amount

    @property
    def labels(self) -> tuple[str, ...]:
        """The Chinese names of the fields that differ."""
        return tuple(FIELD_LABELS[name] for name in self.fields)

    @property
    def details(self) -> tuple[LineFieldChange, ...]:
        """What differs with its old and new value, in order."""
        return tuple(
            LineFieldChange(FIELD_LABELS[name], getattr(self.old, name), getattr(self.new, name))
            for name in self.fields
        )


@dataclass(frozen=True, slots=True)
class BudgetComparison:
    """What changed between two versions; lines are matched by their key, order does not count."""

    added: tuple[Line, ...]
    removed: tuple[Line, ...]
    changed: tuple[LineChange, ...]
    old_total: Total
    new_total: Total

    @property
    def is_same(self) -> bool:
        """Whether no line was added, removed or changed."""
        return not (self.added or self.removed or self.changed)

    @property
    def summary(self) -> tuple[str, ...]:
        """加了 1 条, 改了 2 条: how many lines changed in which way; nothing where all are the same."""
        counts = (("加", len(self.added)), ("删", len(self.removed)), ("改", len(self.changed)))
        return tuple(f"{verb}了 {count} 条" for verb, count in counts if count)

    @property
    def difference(self) -> Money | None:
        """New total less old total; None while one of them is not exact."""
        if not (self.old_total.is_exact and self.new_total.is_exact):
            return None
        return self.new_total.known - self.old_total.known


def compare(old: Budget, new: Budget) -> BudgetComparison:
    """Added, removed and changed lines from `old` to `new`, each in the order of its own version."""
    before = {line.key: line for line in old.lines}
    after = {line.key: line for line in new.lines}
    kept = ((before[line.key], line) for line in new.lines if line.key in before)
    changes = (LineChange(was, now, _differing(was, now)) for was, now in kept)
    return BudgetComparison(
        added=tuple(line for line in new.lines if line.key not in before),
        removed=tuple(line for line in old.lines if line.key not in after),
        changed=tuple(change for change in changes if change.fields),
        old_total=old.total,
        new_total=new.total,
    )


def _differing(old: Line, new: Line) -> tuple[str, ...]:
    names = (field.name for field in fields(Line))
    return tuple(name for name in names if getattr(old, name) != getattr(new, name))
