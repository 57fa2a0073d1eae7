"""The paragraphs of a summary as they are kept: a text whose figures are pinned to the report, who wrote it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from planner.report.prose import Part, Skeleton
from planner.summarykinds import SummaryState


@dataclass(frozen=True, slots=True)
class PinnedFigure:
    """A figure of the report within a text, and how it was written when the text was saved."""

    key: str
    text: str


TextPart = str | PinnedFigure


@dataclass(frozen=True, slots=True)
class KeptWord:
    """A contradiction, by its sentence, of which somebody said that they wrote it rightly."""

    sentence: str
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """A paragraph that somebody took over, wrote or put away; `passage` is the key of the proposed one behind it."""

    key: str
    chapter: str
    passage: str = ""
    parts: tuple[TextPart, ...] = ()
    kept: tuple[KeptWord, ...] = ()
    is_away: bool = False
    edited_by: str = ""
    edited_at: datetime | None = None
    version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnChapter:
    """A chapter that the forms of summaries don't have; it comes behind the chapter `after`."""

    key: str
    skeleton: Skeleton
    after: str
    heading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The summary of an event as it is written: what was taken over, and in which form; `version` of all of it.

    Paragraphs are in their order within each chapter.
    """

    skeleton: Skeleton = Skeleton.FULL
    state: SummaryState = SummaryState.WRITING
    version: int = 0
    paragraphs: tuple[Paragraph, ...] = field(default=(), repr=False)
    chapters: tuple[OwnChapter, ...] = ()

    @property
    def is_filed(self) -> bool:
        """Whether it stands still."""
        return self.state is SummaryState.FILED


def passage_key(skeleton: Skeleton, passage: str) -> str:
    """The key of the paragraph that is made of a proposed one: one each, however many take it."""
    return f"{skeleton.value}.{passage}"


def pin_figures(parts: Iterable[Part]) -> tuple[TextPart, ...]:
    """Parts with their live figures pinned, as they are kept."""
    return tuple(part if isinstance(part, str) else PinnedFigure(part.key, part.text) for part in parts)


def write_parts(parts: Iterable[TextPart]) -> str:
    """The parts as JSON; `read_parts` gives the same ones back."""
    plain = [part if isinstance(part, str) else {"figure": part.key, "text": part.text} for part in parts]
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def read_parts(text: str) -> tuple[TextPart, ...]:
    """The parts out of their JSON."""
    plain: list[Any] = json.loads(text)
    return tuple(part if isinstance(part, str) else PinnedFigure(part["figure"], part["text"]) for part in plain)


def write_kept(kept: Iterable[KeptWord]) -> str:
    """What was kept as JSON; `read_kept` gives the same back."""
    return json.dumps([[word.sentence, word.by] for word in kept], ensure_ascii=False, separators=(",", ":"))


def read_kept(text: str) -> tuple[KeptWord, ...]:
    """What was kept out of its JSON."""
    return tuple(KeptWord(sentence, by) for sentence, by in json.loads(text))
