"""The parts of the preview of a table, as its templates draw them."""

from collections.abc import Sequence
from dataclasses import dataclass

from planner.nouns import Noun
from planner.views.intakeasks import Ask, Menu
from planner.views.intakepair import Pair, PairLine
from planner.views.pager import Pager


@dataclass(frozen=True, slots=True)
class FateShare:
    """A kind of fate in the bar: how many lines, which part of all in percent, what it is called."""

    fate: str
    percent: float
    words: str


@dataclass(frozen=True, slots=True)
class LineFilter:
    """A filter of the lines."""

    label: str
    href: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Guess:
    """A column without a heading, with two of its values and what it seems to be."""

    label: str
    examples: str
    menu: Menu
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AskPart:
    """What must be decided: questions, columns that were guessed, persons without a duty."""

    asks: tuple[Ask, ...]
    guesses: tuple[Guess, ...]
    newcomers: tuple[str, ...]
    takes_newcomers: bool
    has_answers: bool

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to be said or taken back."""
        return bool(self.asks or self.newcomers or self.has_answers)

    @property
    def has_columns(self) -> bool:
        """Whether any of it is about a column."""
        return any(ask.menu for ask in self.asks)

    @property
    def heading(self) -> str:
        """How many there are."""
        return f"等你定的 {len(self.asks)} 处" if self.asks else "没有要你定的了"


@dataclass(frozen=True, slots=True, kw_only=True)
class PairPart:
    """The lines that this page shows, and how one gets to the others."""

    pair: Pair
    shown: Sequence[PairLine]
    chips: tuple[LineFilter, ...]
    pager: Pager
    show: str
    edited: int
    sheets_href: str

    @property
    def shows_head(self) -> bool:
        """Whether the headings of the source are among the lines."""
        return any(line.is_head for line in self.shown)

    @property
    def query(self) -> str:
        """What leads back to this page of the lines."""
        return f"?show={self.show}&page={self.pager.page}"

    @property
    def edit_query(self) -> str:
        """What opens a row of these lines, but for its number."""
        return f"?show={self.show}&"

    @property
    def enter(self) -> tuple[str, str]:
        """What Enter does: it finishes the row that is open, else it reads again, and never adds."""
        return ("line", str(self.edited)) if any(line.boxes for line in self.shown) else ("do", "again")


@dataclass(frozen=True, slots=True, kw_only=True)
class NotePart:
    """What is said of the whole: what was added, where it belongs, what was known."""

    notes: tuple[str, ...]
    remembered: str
    other: Noun | None
    can_move: bool
    added: str
    left: str
    can_undo: bool
