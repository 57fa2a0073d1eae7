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
_OF_THE_PLAN = re.compile("计划|原定|应到|预计|方案|拟|报名|原来|预算")
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
    """What of the text the records contradict, in its order; `figures` are those of its paragraph and go first."""
    known = [*(figure for figure in figures if figure.is_known), *report.figures]
    numbers = [found for number in find_numbers(text) if (found := _judge_number(text, number, known)) is not None]
    statements = [
        Contradiction(said.start, said.end, said.typed, said.sentence, said.place, said.figure_key)
        for said in judge_statements(text, report)
    ]
    return tuple(sorted([*numbers, *statements], key=lambda each: each.start))


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

    A word right behind the number goes before the nearest one in front of it.
    """
    speaks_of_plan = bool(_OF_THE_PLAN.search(_clause_before(text, number.start)))
    fitting = [f for f in figures if f.is_plan == speaks_of_plan and is_same_unit(f.unit, number.unit)]
    behind = [figure for figure in fitting if _noun_behind(text, number, figure)]
    if behind:
        return _longest(behind, lambda figure: len(_noun_behind(text, number, figure)))
    before = _clause_before(text, number.start)[-_REACH:]
    named = [(figure, _nearest(before, figure)) for figure in fitting]
    nearest = max((at for _, at in named), default=-1)
    return [figure for figure, at in named if at == nearest] if nearest >= 0 else []


def _longest(figures: list[LiveFigure], measure: Callable[[LiveFigure], int]) -> list[LiveFigure]:
    most = max(map(measure, figures))
    return [figure for figure in figures if measure(figure) == most]


def _noun_behind(text: str, number: TypedNumber, figure: LiveFigure) -> str:
    """The word of the figure that stands right behind the number: 29 名孩子, 29 名留守儿童."""
    rest = _CLAUSE_END.split(text[number.end : number.end + _REACH])[0]
    words = (word for word in figure.words if 0 <= rest.find(word) <= _REACH // 2)
    return max(words, key=len, default="")


def _nearest(before: str, figure: LiveFigure) -> int:
    """How far to the right a word of the figure ends in the clause before the number; -1 where none stands there."""
    return max((at + len(word) for word in figure.words if (at := before.rfind(word)) >= 0), default=-1)


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
