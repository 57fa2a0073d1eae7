"""Proposals of a text: what each would bring into the event, its words, and why somebody should look."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from planner.enums import LabelledEnum
from planner.intake.plans.reading import Private, TextSpan

Texts = Mapping[str, str]
CHILD = "child"


class ProposalGroup(LabelledEnum):
    """What a proposal is about, in the order of the page."""

    FACTS = "facts", "要点"
    DAYS = "days", "日程"
    DUTY = "duty", "分工"
    GOODS = "goods", "物资"
    MONEY = "money", "预算"
    SAFE = "safe", "安全"
    PART = "part", "章节"


@dataclass(frozen=True, slots=True)
class RowDraft:
    """A row of a noun as the texts of its form's fields."""

    noun: str
    texts: Texts


@dataclass(frozen=True, slots=True)
class PlanProposal:
    """One thing to take or to leave: `facts` are texts for the form of the event, `rows` for those of its nouns.

    `number` follows the order of the text, from 1. A `reason` says in Chinese why it isn't ticked beforehand.
    """

    group: ProposalGroup
    label: str
    text: str
    spans: tuple[TextSpan, ...]
    facts: Texts = field(default_factory=dict)
    rows: tuple[RowDraft, ...] = ()
    reason: str = ""
    is_sure: bool = True
    number: int = 0


@dataclass(frozen=True, slots=True)
class WayOut:
    """A way out of a contradiction: the proposals that are taken then, and what they say instead."""

    code: str
    label: str
    takes: frozenset[int] = frozenset()
    instead: Mapping[int, PlanProposal] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class OpenContradiction:
    """What contradicts itself; the proposals that hang on it are not taken before one of its answers is."""

    code: str
    sentence: str
    hangs: frozenset[int]
    answers: tuple[WayOut, ...]
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlanProposals:
    """All that one text proposes; `title` is a name for the event, "" where the text has none.

    `private` are the phone numbers and names of children that don't go into the chapters of the plan, `notes` are
    sentences about the whole.
    """

    text: str
    title: str
    items: tuple[PlanProposal, ...]
    clashes: tuple[OpenContradiction, ...]
    private: tuple[Private, ...]
    notes: tuple[str, ...] = ()

    def words(self, proposal: PlanProposal) -> str:
        """What the text says of it, pieces apart from each other behind an ellipsis."""
        return " … ".join(self.text[span.start : span.end].strip() for span in proposal.spans)

    @property
    def phones(self) -> int:
        """How many of what is private are phone numbers."""
        return len(self.private) - self.names

    @property
    def names(self) -> int:
        """How many of what is private are names."""
        return sum(one.what == CHILD for one in self.private)
