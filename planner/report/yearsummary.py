"""The year of a unit as plain values: events held, who came, who helped, what it cost, by kind and by month."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from budgets import Money
from planner.days import Day, short_range
from planner.enums import LabelledEnum
from planner.eventkinds import KINDS
from planner.numerals import read_number
from planner.people import format_hours

UNDATED = "月份待定"
_MONTH_DIGITS = 6
# In the place of a figure of which nobody wrote anything down: that is no zero.
UNRECORDED = "—"
_NOTHING = Money(0)


class YearGrouping(LabelledEnum):
    """What a row of the year stands for."""

    KIND = "kind", "类别"
    MONTH = "month", "月份"


class YearFigure(LabelledEnum):
    """A column of the year; each is what was recorded, and nothing of what is only planned."""

    EVENTS = "events", "办了活动"
    CHILDREN = "children", "参加对象人数"
    TURNS = "turns", "参加对象人次"
    HELPERS = "helpers", "志愿者人数"
    HELPER_TURNS = "helper_turns", "志愿人次"
    MINUTES = "minutes", "志愿时长"
    SETTLED = "settled", "决算支出"
    UNSETTLED = "unsettled", "未结支出"


OF_PEOPLE = frozenset({YearFigure.CHILDREN, YearFigure.TURNS})
_OF_HELPERS = frozenset({YearFigure.HELPERS, YearFigure.HELPER_TURNS, YearFigure.MINUTES})


@dataclass(frozen=True, slots=True, kw_only=True)
class YearFigures:
    """The figures of a group of events, or of one event.

    `children` came to the events, each counted once an event; `open` are events held of which that is not known whole.
    `turns` are their attendances: as counted, else once for each who came. `helpers` are persons by their number,
    `minutes` approved ones. `settled` was spent by events whose accounts are closed, `unsettled` by all others.
    `planned` and `cancelled` events are in none of the other figures but for what they spent.
    """

    events: int = 0
    children: int = 0
    open: int = 0
    turns: int = 0
    helpers: int = 0
    helper_turns: int = 0
    minutes: int = 0
    settled: Money = _NOTHING
    unsettled: Money = _NOTHING
    planned: int = 0
    cancelled: int = 0

    def __add__(self, other: YearFigures) -> YearFigures:
        """Both together; of persons who helped that is too many where somebody helped in both."""
        sums: dict[str, Any] = {
            each.name: getattr(self, each.name) + getattr(other, each.name) for each in fields(YearFigures)
        }
        return YearFigures(**sums)

    def value(self, figure: YearFigure) -> Any:
        """One of them as a number or a sum of money."""
        return getattr(self, figure.value)

    def text(self, figure: YearFigure) -> str:
        """One of them as people read it."""
        value = self.value(figure)
        if not value and self._is_unknown(figure):
            return UNRECORDED
        if figure is YearFigure.MINUTES:
            return f"{format_hours(value).removesuffix('.0')} 小时"
        return value.plain() if isinstance(value, Money) else f"{value:,}"

    def _is_unknown(self, figure: YearFigure) -> bool:
        """Whether a zero of that may as well be one that nobody noted; of helpers, who checked in is known."""
        return figure in _OF_HELPERS or (figure in OF_PEOPLE and self.open > 0)


@dataclass(frozen=True, slots=True)
class YearGroup:
    """A row: a kind of event or a month. `key` names it in addresses."""

    key: str
    label: str
    figures: YearFigures


@dataclass(frozen=True, slots=True)
class YearEvent:
    """An event with its figures, as it stands in the list behind them."""

    event_id: int
    title: str
    unit: str
    kind: str
    first: Day | None
    last: Day | None
    first_date: date | None
    is_held: bool
    figures: YearFigures

    @property
    def counts(self) -> bool:
        """Whether it is in any of the figures: it was held, somebody helped, or it spent something."""
        return any(self.figures.value(figure) for figure in YearFigure)

    @property
    def kind_label(self) -> str:
        """What its kind is called."""
        return label_kind(self.kind)

    @property
    def month_label(self) -> str:
        """2027年8月."""
        return label_month_key(month_key(self.first_date))

    @property
    def days(self) -> str:
        """8月9日—8月11日."""
        return short_range(self.first, self.last)


@dataclass(frozen=True, slots=True)
class YearSummary:
    """All rows in their order, and all together: people who helped at several events count once in `total`."""

    grouping: YearGrouping
    groups: tuple[YearGroup, ...]
    total: YearFigures


@dataclass(frozen=True, slots=True)
class YearPart:
    """Which events of the scope stand behind a figure: of one kind, of one month, or all of them."""

    kind: str = ""
    month: str = ""

    @property
    def label(self) -> str:
        """What they are called; "" for all."""
        return label_kind(self.kind) if self.kind else label_month_key(self.month) if self.month else ""


NO_MONTH = "none"


def read_part(grouping: YearGrouping, key: str) -> YearPart | None:
    """The part that an address names; None for a key that names no group."""
    if not key:
        return YearPart()
    if grouping is YearGrouping.KIND:
        return YearPart(kind=key) if key in KINDS else None
    if key == NO_MONTH:
        return YearPart(month=key)
    number = read_number(key, most_digits=_MONTH_DIGITS)
    return YearPart(month=key) if number and len(key) == _MONTH_DIGITS and 1 <= number % 100 <= 12 else None


def month_key(day: date | None) -> str:
    """202708; none for an event without a day."""
    return f"{day.year:04d}{day.month:02d}" if day else NO_MONTH


def label_month_key(key: str) -> str:
    """2027年8月."""
    return UNDATED if key == NO_MONTH else f"{int(key[:4])}年{int(key[4:])}月"


def label_kind(code: str) -> str:
    """What a kind of event is called; 其他 for those that are of none."""
    return KINDS.get(code, code) if code != "blank" else "其他"


def add_figures(parts: Iterable[YearFigures]) -> YearFigures:
    """All of them together."""
    return sum(parts, YearFigures())
