"""Which line of the budget an invoice belongs to: by what was bought and by how much it was."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budgets import Money, topics_in

# What stands in the name of anything that is sold.
_EMPTY_WORDS = re.compile("服务费|服务|费用|采购|购买|购置|租用|活动|其他|用品|产品|制品|[（(].*?[)）]")
_HAN = re.compile(r"[㐀-鿿]+")
_LEAST_COMMON, _MOST_COMMON = 2, 12
_SAME_AMOUNT, _SAME_TOPIC, _FITS = 6, 4, 1


@dataclass(frozen=True, slots=True)
class LineLeft:
    """A line of the budget, and what is left of it; None while its amount is not known."""

    key: str
    name: str
    category: str = ""
    planned: Money | None = None
    left: Money | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """The line that an invoice seems to belong to; it `is_sure` when no other fits as well."""

    key: str
    is_sure: bool


def match_line(words: str, amount: Money | None, lines: Sequence[LineLeft]) -> Match | None:
    """The line that speaks of the same things; where the words say nothing, the only one of the same amount."""
    scores = {line.key: _score(words, amount, line) for line in lines}
    best = max(scores.values(), default=0)
    if best <= _FITS:
        return None
    found = [key for key, score in scores.items() if score == best]
    return Match(found[0], is_sure=len(found) == 1)


def _score(words: str, amount: Money | None, line: LineLeft) -> int:
    common = _longest_common(words, line.name)
    score = 2 * common if common >= _LEAST_COMMON else 0
    if topics_in(words) & (topics_in(line.category) or topics_in(line.name)):
        score += _SAME_TOPIC
    if amount is not None and amount in (line.left, line.planned):
        score += _SAME_AMOUNT
    fits = amount is not None and line.left is not None and amount <= line.left
    return score + (_FITS if score and fits else 0)


def _longest_common(words: str, name: str) -> int:
    """How many Han characters in a row both have, words without meaning left out."""
    wanted = _EMPTY_WORDS.sub(" ", words)
    runs = _HAN.findall(_EMPTY_WORDS.sub(" ", name))
    spans = ((end - start, run[start:end]) for run in runs for start in range(len(run)) for end in _ends(start, run))
    return max((length for length, part in spans if part in wanted), default=0)


def _ends(start: int, run: str) -> range:
    return range(start + _LEAST_COMMON, min(len(run), start + _MOST_COMMON) + 1)
