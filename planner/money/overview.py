"""Money over many events as plain values: figures, groups of figures, and what they were summed from."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

from budgets import Money, Share, Total
from planner.enums import LabelledEnum
from planner.numerals import read_number
from planner.places import place_of

UNDATED = "年份待定"
_NOTHING = Total(Money(0))


class Grouping(LabelledEnum):
    """What a row of the overview stands for."""

    UNIT = "unit", "单位"
    CATEGORY = "category", "类别"
    SOURCE = "source", "资金来源"
    YEAR = "year", "年份"
    EVENT = "event", "活动"


class Figure(LabelledEnum):
    """A column of the overview."""

    PLANNED = "planned", "预算"
    APPROVED = "approved", "批准"
    SPENT = "spent", "支出"
    LEFT = "left", "结余"

    @property
    def parts(self) -> tuple[Figure, ...]:
        """The figures whose rows it is made of: what is left comes from two, all others from themselves."""
        return (Figure.APPROVED, Figure.SPENT) if self is Figure.LEFT else (self,)


MEASURES = (Figure.PLANNED, Figure.APPROVED, Figure.SPENT)
"""The figures that are sums of rows."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What is counted; empty values narrow nothing. `unit_id` stands for all below it too, `own_id` does not."""

    year: int | None = None
    is_undated: bool = False
    unit_id: int | None = None
    category: str = ""
    source: str = ""
    own_id: int | None = None
    event_id: int | None = None

    @property
    def is_by_line(self) -> bool:
        """Whether single lines of an event are left out."""
        return bool(self.category or self.source)


@dataclass(frozen=True, slots=True)
class Figures:
    """Planned, approved and spent, each with the number of its amounts that are not known."""

    planned: Total = _NOTHING
    approved: Total = _NOTHING
    spent: Total = _NOTHING

    @property
    def left(self) -> Total:
        """Approved less spent; while approved amounts are open it is at least that."""
        return Total(self.approved.known - self.spent.known, self.approved.unknown)

    @property
    def share(self) -> Share | None:
        """What was spent of what was approved; None while that is open or nothing."""
        whole = self.approved.exact
        return Share.of(self.spent.known, whole) if whole else None

    def of(self, figure: Figure) -> Total:
        """One of the four."""
        return getattr(self, figure.value)  # type: ignore[no-any-return]

    def __add__(self, other: Figures) -> Figures:
        return Figures(self.planned + other.planned, self.approved + other.approved, self.spent + other.spent)


@dataclass(frozen=True, slots=True)
class Group:
    """One row of the overview. `key` names it in addresses; `note` tells groups of the same name apart."""

    key: str
    label: str
    figures: Figures
    note: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """All groups in their order."""

    grouping: Grouping
    groups: tuple[Group, ...] = ()
    total: Figures = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "total", sum((group.figures for group in self.groups), Figures()))


@dataclass(frozen=True, slots=True)
class CountedRow:
    """A line of a budget or an expense that was counted. `key` is that of the row in its event."""

    measure: Figure
    event_id: int
    event_title: str
    key: str
    name: str
    category: str
    source: str
    amount: Money | None
    paid_on: date | None = None

    @property
    def where(self) -> str:
        """The place of the row in its event."""
        return place_of("expenses" if self.measure is Figure.SPENT else "budget", self.key)


def part_of(scope: Scope, grouping: Grouping, key: str) -> Scope | None:
    """The scope of one group of an overview of that scope; None for a key that names no group."""
    if grouping in (Grouping.UNIT, Grouping.EVENT):
        number = read_number(key, most_digits=9)
        part = {"own_id" if grouping is Grouping.UNIT else "event_id": number}
        return replace(scope, **part) if number else None  # type: ignore[arg-type]
    if grouping is Grouping.YEAR:
        year = read_year(key)
        return replace(scope, year=year, is_undated=year is None) if year or key == "none" else None
    return replace(scope, **{grouping.value: key}) if key else None  # type: ignore[arg-type]


def read_year(text: str) -> int | None:
    """The year of four digits; None for anything else."""
    year = read_number(text, most_digits=4)
    return year if year and year < 9999 else None
