"""Service of volunteers over many events as plain values: persons and turns apart, and what is proven of them."""

from __future__ import annotations

from dataclasses import dataclass

from planner.enums import LabelledEnum
from planner.people.hours import format_hours


class ServiceGrouping(LabelledEnum):
    """What a row of the statistics stands for."""

    UNIT = "unit", "单位"
    EVENT = "event", "活动"
    MONTH = "month", "月份"
    YEAR = "year", "年份"


@dataclass(frozen=True, slots=True)
class ServiceFigures:
    """Persons (人数) and turns (人次): whoever has three shifts is one person and three turns.

    `arrived` and `absent` are turns of which that was recorded; `returning` are persons who served at an earlier event
    of the unit. `minutes` are approved ones.
    """

    people: int = 0
    turns: int = 0
    arrived: int = 0
    absent: int = 0
    returning: int = 0
    minutes: int = 0

    @property
    def hours(self) -> str:
        """The approved time in hours: 2.5."""
        return format_hours(self.minutes)


@dataclass(frozen=True, slots=True)
class ServiceGroup:
    """One row. `key` names it in addresses; `note` tells groups of the same name apart."""

    key: str
    label: str
    figures: ServiceFigures
    note: str = ""


@dataclass(frozen=True, slots=True)
class ServiceStatistics:
    """All rows in their order. The persons of all together are fewer than the sum of the rows: many come again."""

    grouping: ServiceGrouping
    groups: tuple[ServiceGroup, ...] = ()
    total: ServiceFigures = ServiceFigures()


def label_month(year: int | None, month: int | None, undated: str) -> str:
    """2027年8月; of an event without a day what is said of those."""
    return f"{year}年{month}月" if year and month else undated
