"""What people said of an event after it: how its rows went, what is counted beside them, what they think of it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from planner.actualkinds import MediaLevel, Outcome, TallyKind
from planner.nouns import row_of
from planner.places import place_of

# The whole schedule: that all items nobody spoke of were held as planned.
WHOLE_SCHEDULE = "schedule"
# That all that happened is written down, or that nothing did.
ALL_INCIDENTS = "incidents"
# How many came to an event whose plan has no groups.
ALL_COMERS = "facts/stated_total"
MOST_WORDS = 3


@row_of("tallies")
class TallyEntry:
    """Something that was counted: visits, calls, pairs, reports of media at a level."""

    key: str
    kind: TallyKind
    number: int
    level: MediaLevel | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Actual:
    """What somebody said of one place of the plan.

    Of an item of the schedule its `outcome` and, in `words`, how it was changed; of a group or a supply the `number`
    that came or is left. `is_unsaid` numbers are not to be written. `version` 0 is nobody's answer yet.
    """

    place: str
    outcome: Outcome | None = None
    number: Decimal | None = None
    is_unsaid: bool = False
    words: str = ""
    said_by: str = ""
    said_at: datetime | None = None
    version: int = 0

    @property
    def is_given(self) -> bool:
        """Whether anything is said."""
        return self.number is not None or self.outcome is not None or self.is_unsaid

    @property
    def count(self) -> int | None:
        """The number as a whole one."""
        return None if self.number is None else int(self.number)


@dataclass(frozen=True, slots=True, kw_only=True)
class Impression:
    """What went well and what badly, at most three words each, and a sentence."""

    well: tuple[str, ...] = ()
    badly: tuple[str, ...] = ()
    sentence: str = ""
    said_by: str = ""
    version: int = 0

    @property
    def is_given(self) -> bool:
        """Whether anything was said."""
        return bool(self.well or self.badly or self.sentence)


@dataclass(frozen=True, slots=True)
class Actuals:
    """All of it for one event; `answers` by the place they are about."""

    answers: Mapping[str, Actual] = field(default_factory=dict)
    impression: Impression = field(default_factory=Impression)
    tallies: tuple[TallyEntry, ...] = ()
    more: Mapping[str, tuple[Any, ...]] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        rows: Mapping[str, tuple[Any, ...]],
        *,
        answers: Mapping[str, Actual] | None = None,
        impression: Impression | None = None,
    ) -> "Actuals":
        """The actuals with these rows by noun; `more` holds those of nouns that have no field."""
        own: dict[str, Any] = {name: rows[name] for name in ("tallies",) if name in rows}
        more = {name: found for name, found in rows.items() if found and name not in own}
        return cls(answers or {}, impression or Impression(), **own, more=more)

    def answer(self, noun: str, key: str = "") -> Actual:
        """What was said of that place; an empty answer where nobody spoke of it."""
        return self.answer_at(place_of(noun, key))

    def answer_at(self, place: str) -> Actual:
        """The same of a place as it is written down."""
        return self.answers.get(place) or Actual(place=place)

    def said(self, place: str) -> bool:
        """Whether somebody answered about that place, and has not taken it back."""
        answer = self.answers.get(place)
        return answer is not None and (answer.number is not None or answer.outcome is not None)
