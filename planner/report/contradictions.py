"""What somebody wrote against what the records say: numbers beside the same noun, and statements."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from planner.report.figures import MONEY_UNIT, LiveFigure
from planner.report.numbers import TypedNumber, find_numbers
from planner.report.report import Report
from planner.report.statements import judge_statements

# A comma between digits ends no clause.
_CLAUSE_END = re.compile(r"[，。；！？：\n;（）()]|,(?!\d)")
# What is counted next is another thing: 孩子 29 人、老师 5 人.
_NEXT_THING = re.compile(r"[、和及与\d]")
_OF_THE_PLAN = re.compile("计划|原定|应到|应查|预计|方案|拟|报名|原来|预算")
# Measure words that count the same: 29 名 and 29 人, 3 起 and 3 次.
_SAME_UNITS = ({"名", "人", "位", "个"}, {"次", "起"}, {"份", "个", "件", "套"})
_PERSON_UNITS = frozenset({"名", "人", "位", "个"})
# 每组 10 名孩子, 其中 3 名孩子: not all of them, so no figure of all of them is contradicted.
_OF_A_PART = re.compile("每|其中|另|各|有|第|一个$")
_A_PART = 3
_REACH = 10


@dataclass(frozen=True, slots=True)
class Contradiction:
    """A piece of a text that the records contradict: where it stands, what it says and what they say.

    `fix` is what would stand there instead; "" where only a person can say it in other words.
    """

    start: int
    end: int
    typed: str
    sentence: str
    place: str
    figure_key: str
    fix: str = ""


def find_contradictions(text: str, report: Report, figures: Sequence[LiveFigure] = ()) -> tuple[Contradiction, ...]:
    """What of the text the records contradict, in its order; `figures` are those of its paragraph.

    A number that is one of these, in their order, is live and contradicts nothing.
    """
    own = [figure for figure in figures if figure.is_known]
    numbers = find_numbers(text)
    live = {number.start for number, _ in _match_in_order(numbers, own)}
    typed = (number for number in numbers if number.start not in live)
    doubted = [found for number in typed if (found := _judge_number(text, number, [*own, *report.figures])) is not None]
    statements = [
        Contradiction(said.start, said.end, said.typed, said.sentence, said.place, said.figure_key)
        for said in judge_statements(text, report)
    ]
    return tuple(sorted([*doubted, *statements], key=lambda each: each.start))


def _judge_number(text: str, number: TypedNumber, figures: Sequence[LiveFigure]) -> Contradiction | None:
    meant = find_meant(text, number, figures)
    if not meant or any(figure.amount is not None and number.means(figure.amount) for figure in meant):
        return None
    figure = meant[0]
    if _is_of_a_part(text, number, figure):
        return None
    right = figure.text if figure.unit == MONEY_UNIT else f"{figure.number} {number.unit}"
    noun = _noun_behind(text, number, figure)
    shown = text[number.start : text.index(noun, number.end) + len(noun)] if noun else number.text
    whose = "记录" if noun else f"{figure.noun}的记录"
    return Contradiction(
        start=number.start,
        end=number.end,
        typed=number.text,
        sentence=f"你写 {shown}，{whose}是 {right}。",
        place=figure.place,
        figure_key=figure.key,
        fix=right,
    )


def _is_of_a_part(text: str, number: TypedNumber, figure: LiveFigure) -> bool:
    """Whether a number of persons may be one of some of them: its clause says so, or it is far below all of them."""
    if number.unit not in _PERSON_UNITS or figure.amount is None:
        return False
    return bool(_OF_A_PART.search(_clause_before(text, number.start))) or number.value * _A_PART < figure.amount


def find_meant(text: str, number: TypedNumber, figures: Iterable[LiveFigure]) -> list[LiveFigure]:
    """The figures that a number can mean: same measure, and one of their words next to it in the same clause.

    Words behind the number go before those in front of it: of these the nearest, then the longest. In front of it all
    of them count, as in 餐费支出, the first before the others.
    """
    speaks_of_plan = bool(_OF_THE_PLAN.search(_clause_before(text, number.start)))
    fitting = [f for f in figures if f.is_plan == speaks_of_plan and is_same_unit(f.unit, number.unit)]
    behind = [figure for figure in fitting if _noun_behind(text, number, figure)]
    if behind:
        return _first(behind, lambda figure: _place_behind(text, number, figure))
    before = _NEXT_THING.split(_clause_before(text, number.start))[-1][-_REACH:]
    named = [(at, figure) for figure in fitting if (at := _find_word(before, figure)) >= 0]
    return [figure for _, figure in sorted(named, key=lambda each: each[0])]


def _first(figures: list[LiveFigure], order: Callable[[LiveFigure], tuple[int, int]]) -> list[LiveFigure]:
    """Those that come first in that order, all of them."""
    least = min(map(order, figures))
    return [figure for figure in figures if order(figure) == least]


def _place_behind(text: str, number: TypedNumber, figure: LiveFigure) -> tuple[int, int]:
    """How far behind the number the word of the figure stands, and how short it is."""
    noun = _noun_behind(text, number, figure)
    return text.index(noun, number.end) - number.end, -len(noun)


def _noun_behind(text: str, number: TypedNumber, figure: LiveFigure) -> str:
    """The word of the figure that stands behind the number, within a few characters: 29 名孩子, 29 名留守儿童."""
    rest = _NEXT_THING.split(_CLAUSE_END.split(text[number.end : number.end + _REACH])[0])[0]
    found = [(at, -len(word), word) for word in figure.words if 0 <= (at := rest.find(word)) <= _REACH // 2]
    return min(found)[2] if found else ""


def _find_word(before: str, figure: LiveFigure) -> int:
    """Where the first word of the figure stands in what is in front of a number; -1 where none does."""
    return min((at for word in figure.words if (at := before.find(word)) >= 0), default=-1)


def _clause_before(text: str, start: int) -> str:
    return _CLAUSE_END.split(text[:start].rstrip(" "))[-1]


def is_same_unit(one: str, other: str) -> bool:
    """Whether two measure words can count the same."""
    return one == other or any(one in units and other in units for units in _SAME_UNITS)


def link_figures(text: str, figures: Sequence[LiveFigure]) -> tuple[str | LiveFigure, ...]:
    """The text with its live figures: numbers that equal one of these, in their order and by measure, stay live.

    As many of them as possible, and none twice.
    """
    numbers = find_numbers(text)
    pairs = _match_in_order(numbers, [figure for figure in figures if figure.is_known])
    parts: list[str | LiveFigure] = []
    reached = 0
    for number, figure in pairs:
        parts += [text[reached : number.start], figure]
        reached = number.end
    return tuple(part for part in (*parts, text[reached:]) if part != "")


def _match_in_order(
    numbers: Sequence[TypedNumber], figures: Sequence[LiveFigure]
) -> list[tuple[TypedNumber, LiveFigure]]:
    """The longest common run of both, in order."""
    longest = [[0] * (len(figures) + 1) for _ in range(len(numbers) + 1)]
    for n in range(len(numbers) - 1, -1, -1):
        for f in range(len(figures) - 1, -1, -1):
            skipped = max(longest[n + 1][f], longest[n][f + 1])
            longest[n][f] = max(skipped, longest[n + 1][f + 1] + 1) if _equals(numbers[n], figures[f]) else skipped
    found, n, f = [], 0, 0
    while n < len(numbers) and f < len(figures):
        if _equals(numbers[n], figures[f]) and longest[n][f] == longest[n + 1][f + 1] + 1:
            found.append((numbers[n], figures[f]))
            n, f = n + 1, f + 1
        elif longest[n + 1][f] >= longest[n][f + 1]:
            n += 1
        else:
            f += 1
    return found


def _equals(number: TypedNumber, figure: LiveFigure) -> bool:
    return number.unit == figure.unit and number.value == figure.amount
