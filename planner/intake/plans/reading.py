"""What was read of a whole text: facts with the words they came from, sections, contradictions, what is private."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

# A fact that is this sure is ticked beforehand; below it a person ticks it, and a reason says why.
SURE = 0.9


class Field(StrEnum):
    """What a plan states, by the names of the fields in the answer of `planner read-plan`."""

    KIND = "kind"
    TITLE = "title"
    THEME = "theme"
    STARTS_ON = "starts_on"
    ENDS_ON = "ends_on"
    VENUES = "venues"
    ORGANISATIONS = "organisations"
    HEADCOUNTS = "headcounts"
    HEADCOUNT_TOTAL = "headcount_total"
    SCHEDULE = "schedule"
    PHASES = "phases"
    PEOPLE = "people"
    SUPPLIES = "supplies"
    BUDGET = "budget"
    BUDGET_TOTAL = "budget_total"
    CONTACTS = "contacts"
    SAFETY = "safety"
    STARTS_AT = "starts_at"
    ENDS_AT = "ends_at"


@dataclass(frozen=True, slots=True, order=True)
class TextSpan:
    """A piece of the text as it was given, in characters: from `start` to before `end`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that the text states.

    `values` are texts by name (those of the answer, single fields under "value"); a value that isn't stated is "".
    `rule` names what found it, `confidence` lies between 0 and 1, and `reason` says in Chinese why a person should
    look where it is below `SURE`.
    """

    field: Field
    values: Mapping[str, str]
    spans: tuple[TextSpan, ...]
    rule: str
    confidence: float
    reason: str = ""

    @property
    def is_sure(self) -> bool:
        """Whether it is ticked beforehand."""
        return self.confidence >= SURE

    @property
    def value(self) -> str:
        """The value of a single field."""
        return self.values.get("value", "")


@dataclass(frozen=True, slots=True)
class TextSection:
    """A chapter of the text: its heading ("" where it has none), what stands under it, and where both stand."""

    heading: str
    text: str
    topic: str
    span: TextSpan


@dataclass(frozen=True, slots=True)
class Conflict:
    """What contradicts itself: a sentence with both sides, and the words of each."""

    code: str
    sentence: str
    spans: tuple[TextSpan, ...]


@dataclass(frozen=True, slots=True)
class Private:
    """A phone number or a child's name in running text, which doesn't go into the text of the plan: what, and where."""

    what: str
    span: TextSpan


@dataclass(frozen=True, slots=True)
class PlanReading:
    """All that was read of one text; `notes` are sentences about the whole.

    `planrows.rows_of` makes rows of nouns of the facts, `planrows.event_of` the facts of the event's own form.
    """

    text: str
    sections: tuple[TextSection, ...]
    facts: tuple[Fact, ...]
    conflicts: tuple[Conflict, ...]
    private: tuple[Private, ...]
    notes: tuple[str, ...] = ()

    def of(self, field: Field) -> tuple[Fact, ...]:
        """The facts of one field, in the order of the text."""
        return tuple(fact for fact in self.facts if fact.field is field)

    def first(self, field: Field) -> str:
        """The value of a single field, "" where it isn't stated."""
        return next((fact.value for fact in self.facts if fact.field is field), "")
