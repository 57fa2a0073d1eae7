"""Paragraphs of a summary, proposed from the records: nothing is said in them that no record says, and no child named.

A sentence falls away where a number of it is unknown, a paragraph where all of its sentences do.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner.report.figures import LiveFigure
from planner.report.letter import LETTER_WRITERS
from planner.report.prose import Part, Skeleton, SummaryChapter, Words, join_sentences
from planner.report.report import Report
from planner.report.sentences import (
    tell_cancelled,
    tell_counted,
    tell_event,
    tell_gifts,
    tell_helpers,
    tell_impression,
    tell_incidents,
    tell_leftovers,
    tell_money,
    tell_overruns,
    tell_people,
    tell_programme,
    tell_safety,
    tell_shortfalls,
    tell_spent,
    tell_stops,
    tell_troubles,
)
from planner.report.shortform import SHORT_WRITERS

Writer = Callable[[Report], Words]
Writers = Sequence[tuple[SummaryChapter, str, Sequence[Writer]]]


@dataclass(frozen=True, slots=True)
class Passage:
    """A proposed paragraph of a chapter; its parts are text and live figures."""

    key: str
    chapter: SummaryChapter
    parts: tuple[Part, ...]

    @property
    def figures(self) -> tuple[LiveFigure, ...]:
        """The figures in it, in their order."""
        return tuple(part for part in self.parts if isinstance(part, LiveFigure))

    @property
    def text(self) -> str:
        """The paragraph as plain text."""
        return "".join(part.text if isinstance(part, LiveFigure) else part for part in self.parts)


FULL_WRITERS: Writers = (
    (SummaryChapter.BASICS, "event", (tell_event, tell_people)),
    (SummaryChapter.BASICS, "money", (tell_money,)),
    (SummaryChapter.MEASURES, "programme", (tell_stops, tell_programme)),
    (SummaryChapter.MEASURES, "safety", (tell_safety, tell_incidents)),
    (SummaryChapter.MEASURES, "helpers", (tell_helpers,)),
    (SummaryChapter.RESULTS, "gifts", (tell_gifts,)),
    (SummaryChapter.RESULTS, "counted", (tell_counted,)),
    (SummaryChapter.RESULTS, "impression", (tell_impression,)),
    (SummaryChapter.SHORTFALLS, "shortfalls", (tell_troubles, tell_shortfalls)),
    (SummaryChapter.SHORTFALLS, "overruns", (tell_overruns,)),
    (SummaryChapter.NEXT, "leftovers", (tell_leftovers,)),
)
_OF_A_CANCELLED: Writers = ((SummaryChapter.WHY, "spent", (tell_spent,)),)
CANCELLED_WRITERS: dict[Skeleton, Writers] = {
    Skeleton.FULL: ((SummaryChapter.BASICS, "cancelled", (tell_cancelled, tell_money)),),
    Skeleton.SHORT: ((SummaryChapter.COURSE, "cancelled", (tell_cancelled, tell_money)),),
    Skeleton.LETTER: ((SummaryChapter.BODY, "cancelled", (tell_cancelled,)),),
    Skeleton.CANCELLED: _OF_A_CANCELLED,
}
_WRITERS: dict[Skeleton, Writers] = {
    Skeleton.FULL: FULL_WRITERS,
    Skeleton.SHORT: SHORT_WRITERS,
    Skeleton.LETTER: LETTER_WRITERS,
    Skeleton.CANCELLED: _OF_A_CANCELLED,
}


def propose_passages(report: Report, skeleton: Skeleton = Skeleton.FULL) -> tuple[Passage, ...]:
    """The paragraphs that the records write by themselves, in the order of the skeleton's chapters.

    Of a cancelled event nothing is said but that it was cancelled, and what it cost.
    """
    chosen = (CANCELLED_WRITERS if report.is_cancelled else _WRITERS)[skeleton]
    passages = (Passage(key, chapter, _write(writers, report)) for chapter, key, writers in chosen)
    return tuple(passage for passage in passages if passage.parts)


def _write(writers: Iterable[Writer], report: Report) -> tuple[Part, ...]:
    parts = join_sentences(writer(report) for writer in writers)
    return tuple(part if isinstance(part, LiveFigure) else leave_unnamed(part, report.names) for part in parts)


def leave_unnamed(text: str, names: Iterable[str]) -> str:
    """What somebody wrote of a child by name, told of 一名孩子; the longest name first."""
    for name in sorted(names, key=len, reverse=True):
        text = text.replace(name, "一名孩子") if len(name) > 1 else text
    return text
