"""Figures: numbers that come from records, know their rows, and are never invented."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal

from budgets import Money, format_quantity

Value = int | Decimal | Money
MONEY_UNIT = "元"


@dataclass(frozen=True, slots=True)
class FigureSource:
    """One record that a figure rests on, in words without a child's name, and the place where it stands."""

    words: str
    place: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LiveFigure:
    """A number of the report: `value` None is unknown, which is asked and never shown as zero.

    `unit` is the measure word behind it, `noun` what it counts; `words` are other words for the same, by which a number
    that somebody types is recognised. `sources` are the rows that it rests on. Figures of the plan say so: beside a
    noun the number that is meant is the actual one, unless the text speaks of the plan.
    """

    key: str
    value: Value | None
    unit: str
    noun: str
    words: tuple[str, ...] = ()
    sources: tuple[FigureSource, ...] = field(default=(), repr=False)
    is_plan: bool = False

    @property
    def is_known(self) -> bool:
        """Whether there is a number."""
        return self.value is not None

    @property
    def place(self) -> str:
        """Where its rows stand: that of the only one, else the list that they are in; "" without any."""
        places = [source.place for source in self.sources]
        if len(places) == 1:
            return places[0]
        return places[0].partition("/")[0] if places else ""

    @property
    def places(self) -> tuple[str, ...]:
        """The places of all rows that it rests on."""
        return tuple(source.place for source in self.sources)

    @property
    def number(self) -> str:
        """The number alone, as it is written: 29, 86.5, 3,174.80; "" while it is unknown."""
        return "" if self.value is None else format_value(self.value)

    @property
    def text(self) -> str:
        """The number with its measure word: 29 名, 3,174.80 元."""
        return f"{self.number} {self.unit}" if self.is_known else ""

    @property
    def heading(self) -> str:
        """What the list of its rows is called: 29 名孩子从哪来."""
        return f"{self.text}{self.noun}从哪来" if self.unit != MONEY_UNIT else f"{self.noun} {self.text}从哪来"

    @property
    def amount(self) -> Decimal | None:
        """The value as a plain decimal, money in 元: what numbers in a text are held against."""
        if isinstance(self.value, Money):
            return Decimal(self.value.fen) / 100
        return None if self.value is None else Decimal(self.value)


def format_value(value: Value) -> str:
    """29, 86.5, 3,174.80: as GB/T 15835 writes measured quantities, money to the fen."""
    if isinstance(value, Money):
        return value.plain()
    return format_quantity(value) if isinstance(value, Decimal) else f"{value:,}"


def add_up(values: Iterable[Value | None]) -> Value | None:
    """The sum of values of one sort; None where one of them is unknown, or where there is none."""
    listed = list(values)
    if not listed or any(value is None for value in listed):
        return None
    total = listed[0]
    for value in listed[1:]:
        total = total + value  # type: ignore[operator]
    return total


@dataclass(frozen=True, slots=True)
class Turnout:
    """Persons (人数) and attendances (人次): whoever comes twice is one person and two attendances.

    Guarantees: no fewer attendances than persons.
    """

    persons: int
    turns: int

    def __post_init__(self) -> None:
        if not 0 <= self.persons <= self.turns:
            raise ValueError(f"{self.turns} 人次比 {self.persons} 人还少。")
