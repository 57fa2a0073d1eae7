"""A budget: its lines, where the money comes from, and what they add up to."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import NamedTuple

from budgets.line import Line, Total
from budgets.money import Money
from budgets.topics import Topic, topics_of

NO_CATEGORY = "未分类"
NO_SOURCE = "未注明来源"


class LineGroup(NamedTuple):
    """Lines that belong together, in their order, and their sum."""

    lines: tuple[Line, ...]
    total: Total

    @property
    def has_subtotal(self) -> bool:
        """Whether their sum says more than the one line alone."""
        return len(self.lines) > 1

    @property
    def row_count(self) -> int:
        """The rows that the group takes in a table: its lines, and its 小计 where there is one."""
        return len(self.lines) + self.has_subtotal


@dataclass(frozen=True, slots=True)
class Source:
    """Money that is to come in: from whom (财政, 自筹, 捐赠 …) and how much, if that is known."""

    name: str
    amount: Money | None = None


@dataclass(frozen=True, slots=True)
class Budget:
    """Lines in their order, the promised sources, and the total as somebody wrote it down, if anybody did."""

    lines: tuple[Line, ...] = ()
    sources: tuple[Source, ...] = ()
    stated_total: Money | None = None
    stated_words: str = ""

    @property
    def total(self) -> Total:
        """The sum of all lines, the reserve among them."""
        return Total.of(line.amount for line in self.lines)

    @property
    def reserve(self) -> Total:
        """The sum of the lines that are a reserve (不可预见费, 备用金)."""
        return Total.of(line.amount for line in self.lines if is_reserve(line))

    @property
    def funding(self) -> Total:
        """The sum of the promised sources."""
        return Total.of(source.amount for source in self.sources)

    @property
    def funding_gap(self) -> Money | None:
        """What is promised less what is planned: below zero money is missing; None while either is not exact."""
        if not (self.funding.is_exact and self.total.is_exact):
            return None
        return self.funding.known - self.total.known

    @property
    def names_sources(self) -> bool:
        """Whether any line says who pays it."""
        return any(line.source.strip() for line in self.lines)

    def line(self, key: str) -> Line | None:
        """The line with this key, or None."""
        return next((line for line in self.lines if line.key == key), None)

    def by_category(self) -> dict[str, LineGroup]:
        """Category -> its lines and their sum, in the order in which categories first appear."""
        return self._group_by(lambda line: line.category.strip() or NO_CATEGORY)

    def by_source(self) -> dict[str, LineGroup]:
        """Source of funds -> the lines it pays and their sum, in the order of first appearance."""
        return self._group_by(lambda line: line.source.strip() or NO_SOURCE)

    def _group_by(self, name_of: Callable[[Line], str]) -> dict[str, LineGroup]:
        groups: dict[str, list[Line]] = {}
        for line in self.lines:
            groups.setdefault(name_of(line), []).append(line)
        return {name: _group(lines) for name, lines in groups.items()}

    def per_head(self, people: int | None) -> Total | None:
        """The total for each of `people`, rounded half up; None while nobody is counted."""
        if people is None or people < 1:
            return None
        total = self.total
        return Total(total.known.per(people), total.unknown)

    def reserve_share(self) -> Decimal | None:
        """The reserve as a share of all *other* lines, four decimals; None while that cannot be told."""
        reserve = self.reserve
        rest = self.total.known - reserve.known
        if not self.total.is_exact or rest.fen <= 0:
            return None
        return (Decimal(reserve.known.fen) / Decimal(rest.fen)).quantize(Decimal("0.0001"), ROUND_HALF_UP)


def _group(lines: list[Line]) -> LineGroup:
    return LineGroup(tuple(lines), Total.of(line.amount for line in lines))


def is_reserve(line: Line) -> bool:
    """Whether the line is a reserve; told by its category, or by its item when the category says nothing."""
    return Topic.RESERVE in topics_of(line)
