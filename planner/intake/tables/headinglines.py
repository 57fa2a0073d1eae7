"""The line of headings: found under titles and notes, over one or two lines."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from planner.intake.tables.lines import CellReach, TableLine, width_of
from planner.intake.tables.synonyms import NounWords, is_heading_word, plain_heading

MOST_LINES_BEFORE = 12
_LEAST_KNOWN = 3
_LONGEST_HEADING = 10
_DIGIT = re.compile(r"\d")


@dataclass(frozen=True)
class Headings:
    """The lines of headings, and what stands in them over each column: the upper text and the lower one."""

    lines: tuple[TableLine, ...]
    texts: tuple[tuple[str, str], ...]

    @cached_property
    def said(self) -> frozenset[str]:
        """All headings as they are compared."""
        return frozenset(plain_heading(text) for pair in self.texts for text in pair if text)

    def repeats(self, line: TableLine) -> bool:
        """Whether a later line says the same headings again, as on each page of a long table."""
        return len(line.own) > 1 and all(plain_heading(text) in self.said for text in line.own.values())


def find_headings(lines: Sequence[TableLine], words: NounWords) -> Headings | None:
    """The headings of the noun, or of whatever else the table holds; None where no line is one."""
    inside = [line for line in lines if not line.source.is_outside and not line.source.is_hidden]
    width = width_of(lines)
    first = [line for line in inside if line.own][:MOST_LINES_BEFORE]
    scores = [_score(line, words, width) for line in first]
    best = max(scores, default=(0, 0))
    if best == (0, 0):
        return None
    at = scores.index(best)
    upper = [first[at - 1]] if at and _goes_over(first[at - 1], first[at], words) else []
    lower = [first[at + 1]] if not upper and at + 1 < len(first) and _goes_under(first[at + 1], first[at]) else []
    found = (*upper, first[at], *lower)
    return Headings(found, tuple(_texts(found, column) for column in range(width)))


def looks_like_headings(lines: Sequence[TableLine]) -> TableLine | None:
    """The first line where it reads like headings that nobody knows: short, without figures, over lines with some."""
    inside = [line for line in lines if not line.source.is_outside and not line.source.is_hidden and line.own]
    if len(inside) < 2 or len(inside[0].own) < 2:
        return None
    first, body = inside[0], inside[1:]
    texts = list(first.own.values())
    is_short = all(len(text) <= _LONGEST_HEADING and not _DIGIT.search(text) for text in texts)
    if not is_short or len(set(texts)) < len(texts):
        return None
    counted = [at for at in first.own if sum(bool(_DIGIT.search(line.text(at))) for line in body) * 2 > len(body)]
    return first if len(counted) * 2 >= len(texts) else None


def _score(line: TableLine, words: NounWords, width: int) -> tuple[int, int]:
    """How many cells are headings of the noun, and of anything; nothing for a line that is no line of headings."""
    own = list(line.own.values())
    known = sum(bool(words.fields_of(text)) for text in own)
    any_known = sum(is_heading_word(text) for text in own)
    is_one = width == 1 and known == 1
    if any(len(plain_heading(text)) > 2 * _LONGEST_HEADING for text in own):
        return 0, 0
    is_line = is_one or (len(own) > 1 and any_known * 2 > len(own) and (known or any_known >= _LEAST_KNOWN))
    return (known, any_known) if is_line else (0, 0)


def _goes_over(upper: TableLine, lower: TableLine, words: NounWords) -> bool:
    """Whether a line groups the headings below it: 监护人 over 姓名 and 电话."""
    own = upper.own
    if not own or upper.number + 1 != lower.number or not all(map(is_heading_word, own.values())):
        return False
    is_merged = any(lower.reach[at] is CellReach.FROM_ABOVE or len(upper.span(at)) > 1 for at in own)
    return is_merged or any(words.fields_of(f"{text}{lower.text(at)}") for at, text in own.items() if lower.is_own(at))


def _goes_under(lower: TableLine, upper: TableLine) -> bool:
    """Whether a line says more of the headings above it."""
    own = lower.own
    if upper.number + 1 != lower.number or len(own) < 2 or not all(map(is_heading_word, own.values())):
        return False
    return all(
        not upper.text(at) or upper.reach[at] is CellReach.FROM_LEFT or len(upper.span(at)) > 1 for at in own
    ) or (any(not upper.text(at) for at in own))


def _texts(lines: Sequence[TableLine], column: int) -> tuple[str, str]:
    """What stands over a column; in text without merged cells the upper heading also holds for those to its right."""
    if len(lines) == 1:
        return "", lines[0].text(column)
    upper, lower = lines
    below = lower.text(column) if lower.reach[column : column + 1] != (CellReach.FROM_ABOVE,) else ""
    at = column
    while below and at > 0 and not upper.text(at) and lower.text(at - 1):
        at -= 1
    above = upper.text(at) if below else upper.text(column)
    return (above, below) if below and above else ("", below or above)
