"""What a noun is, and the register of all nouns of the house."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeVar, dataclass_transform

from planner.days import Day

T = TypeVar("T")


class Aggregate(StrEnum):
    """The parts of an event that are read, locked and counted apart: its plan, money, people, report and photos."""

    PLAN = "plan"
    MONEY = "money"
    PEOPLE = "people"
    REPORT = "report"
    PHOTOS = "photos"


@dataclass(frozen=True, slots=True)
class Tick:
    """How a row is marked as done: a flag, or who did it on which day. A second time takes it back.

    Its button says `do`, or `undo` once it is done. It stands in the menu of the row, unless the page of the noun draws
    one of its own (`in_menu`).
    """

    flag: str = ""
    by: str = ""
    on: str = ""
    do: str = "标为完成"
    undo: str = "还没完成"
    in_menu: bool = True

    def is_done(self, row: Any) -> bool:
        """Whether the row is marked as done."""
        return bool(getattr(row, self.flag or self.by))

    @property
    def names(self) -> frozenset[str]:
        """The fields that it sets."""
        return frozenset(filter(None, (self.flag, self.by, self.on)))

    def label(self, row: Any) -> str:
        """What the button of the row says."""
        return self.undo if self.is_done(row) else self.do

    def values(self, row: Any, *, name: str, today: Day) -> dict[str, Any]:
        """The new values of a row that `name` ticks today."""
        if self.flag:
            return {self.flag: not self.is_done(row)}
        is_done = self.is_done(row)
        return {self.by: "" if is_done else name, self.on: None if is_done else today}


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """What a copy of an event leaves behind of a row: all of it, or what stands in some fields.

    A row whose title is left behind is named by the first of `renamed_by` that it has, and stays behind without one.
    """

    everything: bool = False
    fields: tuple[str, ...] = ()
    renamed_by: tuple[str, ...] = ()


NOTHING = LeftBehind()
EVERYTHING = LeftBehind(everything=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """One kind of row.

    `name` is its name in an aggregate and in addresses, `label` what the user calls one of it, `measure` the word that
    counts it, `adding` what adding one is called where it isn't 加 with the label, `title` the field that names a row,
    `labels` what each of its fields is called, in the order of its row class. `tab` is the page that it stands on;
    without one it has a page of its own. Rows move within their `group`.

    A change of a `material` noun reopens an approval (and says that it was `material`). Values of `private` ones, data
    of minors, never come into a log, and every page that shows them is not stored. `is_file` ones come only as
    uploaded files. `stem` names rows of data files: duty-1, duty-2 …
    """

    name: str
    label: str
    title: str
    aggregate: Aggregate
    labels: Mapping[str, str] = field(repr=False)
    left_behind: LeftBehind
    stem: str
    measure: str = "条"
    adding: str = ""
    tab: str = ""
    group: str = ""
    material: str = ""
    private: bool = False
    is_file: bool = False
    tick: Tick | None = None

    @property
    def add_label(self) -> str:
        """What the button says that adds one."""
        return self.adding or f"加{self.label}"

    @property
    def is_account(self) -> bool:
        """Whether it is of the accounts: kept by finance too, and none of a guest's business."""
        return self.aggregate is Aggregate.MONEY

    @property
    def settles(self) -> bool:
        """Whether it stands still once the event is settled."""
        return self.is_account or self.tab == "budget"

    @property
    def value_names(self) -> tuple[str, ...]:
        """Its own fields: what a form edits, a log tells and a table brings in."""
        return tuple(self.labels)

    def count(self, number: int) -> str:
        """3 项, 28 人."""
        return f"{number} {self.measure}"


NOUNS: dict[str, Noun] = {}
_ROW_TYPES: dict[str, type] = {}


def register(*nouns: Noun) -> None:
    """Make nouns known to the house; raises ValueError for a name that another has."""
    for noun in nouns:
        if noun.name in NOUNS:
            raise ValueError(f"there is a noun {noun.name} already")
        NOUNS[noun.name] = noun


def set_row_type(name: str, cls: type[T]) -> type[T]:
    """Say which frozen class holds the rows of a noun: `key`, then the fields that the noun has labels for."""
    _ROW_TYPES[name] = cls
    return cls


@dataclass_transform(frozen_default=True)
def row_of(name: str) -> Callable[[type[T]], type[T]]:
    """Make a class the frozen row class of a noun."""
    return lambda cls: set_row_type(name, dataclass(frozen=True, slots=True)(cls))


def row_type(name: str) -> type[Any]:
    """The row class of a noun."""
    return _ROW_TYPES[name]


def nouns_of(aggregate: Aggregate) -> tuple[Noun, ...]:
    """The nouns of an aggregate, in their order."""
    return tuple(noun for noun in NOUNS.values() if noun.aggregate is aggregate)


def row_types(aggregate: Aggregate) -> dict[str, type[Any]]:
    """The row classes of an aggregate by noun, in the order of the nouns."""
    return {noun.name: _ROW_TYPES[noun.name] for noun in nouns_of(aggregate)}
