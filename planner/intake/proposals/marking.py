"""The text line by line, cut where a proposal's words or something private begin and end."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from planner.intake.plans.reading import TextSpan
from planner.intake.proposals.proposal import PlanProposal, PlanProposals
from planner.masking import mask_phones


@dataclass(frozen=True, slots=True)
class MarkedPiece:
    """Some words of a line: the proposal that they speak for (None for none), and those whose words end here.

    `begins` says that they are the first words of the proposal. A phone number is masked.
    """

    text: str
    item: PlanProposal | None = None
    begins: bool = False
    ends: tuple[PlanProposal, ...] = ()
    is_private: bool = False


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """One line; `has_gap` says that an empty line stood before it."""

    pieces: tuple[MarkedPiece, ...]
    has_gap: bool


@dataclass(frozen=True, slots=True)
class _Mark:
    span: TextSpan
    item: PlanProposal
    is_first: bool
    is_last: bool


def mark_text(proposals: PlanProposals) -> list[MarkedLine]:
    """All lines with words; where two proposals share words, the one with fewer of them is shown, both are numbered."""
    marks = sorted(_marks(proposals.items), key=lambda mark: mark.span)
    starts = [mark.span.start for mark in marks]
    longest = max((mark.span.end - mark.span.start for mark in marks), default=0)
    lines, at, gap = [], 0, False
    for raw in proposals.text.splitlines(keepends=True):
        here = TextSpan(at, at + len(raw.rstrip("\r\n")))
        near = marks[bisect_left(starts, here.start - longest) : bisect_right(starts, here.end)]
        if raw.strip():
            lines.append(MarkedLine(tuple(_cut(proposals, here, near)), gap))
        gap = not raw.strip()
        at += len(raw)
    return lines


def _marks(items: Sequence[PlanProposal]) -> list[_Mark]:
    return [
        _Mark(span, item, span == item.spans[0], span == item.spans[-1])
        for item in items
        for span in dict.fromkeys(item.spans)
    ]


def _cut(proposals: PlanProposals, line: TextSpan, marks: Sequence[_Mark]) -> list[MarkedPiece]:
    spans = (one.span for one in proposals.private)
    private = [span for span in spans if span.start < line.end and line.start < span.end]
    edges = {line.start, line.end}
    for span in (*(mark.span for mark in marks), *private):
        edges |= {min(max(edge, line.start), line.end) for edge in (span.start, span.end)}
    cuts = sorted(edges)
    pieces = []
    for start, end in pairwise(cuts):
        is_private = any(span.start <= start < span.end for span in private)
        pieces.append(_piece(proposals.text[start:end], TextSpan(start, end), marks, is_private))
    return pieces


def _piece(text: str, here: TextSpan, marks: Sequence[_Mark], is_private: bool) -> MarkedPiece:
    over = [mark for mark in marks if mark.span.start <= here.start < mark.span.end]
    ends = tuple(mark.item for mark in over if mark.is_last and mark.span.end == here.end)
    shown = mask_phones(text) if is_private else text
    if not over:
        return MarkedPiece(shown, is_private=is_private)
    mark = min(over, key=lambda mark: mark.span.end - mark.span.start)
    return MarkedPiece(shown, mark.item, mark.is_first and mark.span.start == here.start, ends, is_private)
