"""What was learned, for the next event of the kind: shortfalls, what is left over, real prices, real times."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from budgets import Money
from budgets.settlement import LineResult
from planner.report.drafting import DraftChapter, DraftParagraph
from planner.report.figures import MONEY_UNIT
from planner.report.prose import SummaryChapter, is_told
from planner.report.records import Records
from planner.report.report import Report

_OF_EXPERIENCE = frozenset({SummaryChapter.SHORTFALLS, SummaryChapter.NEXT, SummaryChapter.GOOD, SummaryChapter.BAD})
_IN_SORTS_OF_THEIR_OWN = frozenset({"overruns", "leftovers"})
MOST_OF_A_SORT = 6
MOST_CHARACTERS = 200


@dataclass(frozen=True, slots=True)
class Lesson:
    """Something for the next time: of which sort, in words, and the place of a plan that it is about."""

    label: str
    words: str
    place: str


def list_lessons(report: Report, records: Records, chapters: Sequence[DraftChapter]) -> tuple[Lesson, ...]:
    """What the next event of the kind is told; no more than a few of each sort."""
    sorts = (_from_text(chapters, report.names), _prices(records), _times(report), _leftovers(report))
    return tuple(lesson for sort in sorts for lesson in list(sort)[:MOST_OF_A_SORT])


def _from_text(chapters: Iterable[DraftChapter], names: Iterable[str]) -> Iterator[Lesson]:
    """The paragraphs on what went badly and what is to be done; what names a child stays where it was written."""
    for chapter in chapters:
        if chapter.code in _OF_EXPERIENCE:
            for paragraph in chapter.taken:
                is_named = any(name in paragraph.text for name in names if len(name) > 1)
                if not is_named and not _is_told_elsewhere(paragraph):
                    yield Lesson(chapter.heading, _cut(paragraph.text), "sections")


def _is_told_elsewhere(paragraph: DraftParagraph) -> bool:
    """Whether a paragraph only says, as the records proposed it, what prices and leftovers say one by one."""
    passage = paragraph.passage
    return passage is not None and passage.key in _IN_SORTS_OF_THEIR_OWN and not paragraph.is_changed


def _cut(text: str) -> str:
    """The paragraph in one line; a long one up to its last whole sentence that has room."""
    line = " ".join(text.split())
    if len(line) <= MOST_CHARACTERS:
        return line
    begun = line[:MOST_CHARACTERS]
    return f"{begun[: begun.rfind('。') + 1] or begun}……"


def _prices(records: Records) -> Iterator[Lesson]:
    """What things really cost, where that is another price than the plan's."""
    for category in records.finances.settlement.by_category().values():
        for result in category.lines:
            if result.actual and result.planned is not None and result.actual != result.planned:
                yield Lesson("实价", _tell_price(result), "budget")


def _tell_price(result: LineResult) -> str:
    """大巴：实付 5,000.00 元，预算 5,400.00 元; by the piece where it was planned so."""
    line, planned = result.line, result.planned
    assert planned is not None, "only what was planned has another price"
    told = f"{line.item}：实付 {_money(result.actual)}，预算 {_money(planned)}"
    pieces = (line.quantity or 0) * (line.times or 1)
    if pieces <= 1:
        return told
    each = Money(round(result.actual.fen / pieces))
    unit = line.unit or "份"
    return f"{told}，合 {_money(each)} / {unit}"


def _money(amount: Money) -> str:
    return f"{amount.plain()} {MONEY_UNIT}"


def _times(report: Report) -> Iterator[Lesson]:
    """How items of the schedule really went, in the words of whoever was there."""
    for item in report.programme.differing:
        if item.words and item.outcome is not None:
            yield Lesson("日程", f"{item.item.title}{item.outcome.label}：{item.words}", "schedule")


def _leftovers(report: Report) -> Iterator[Lesson]:
    for leftover in report.leftovers:
        if is_told(leftover.left):
            yield Lesson("剩余物资", f"{leftover.supply.name} {leftover.left.text}", "supplies")
