"""What the preview of a table asks: one line a question, or one for many of a kind, each with its answers."""

from collections.abc import Iterator
from dataclasses import dataclass

from planner.forms.intakeanswers import (
    ANSWER,
    BLANK,
    COLUMN,
    EMPTY,
    ONE_BY_ONE,
    TEXT,
    TOGETHER,
    UNDECIDED,
    UNWANTED,
    QuestionGroup,
)
from planner.forms.intakerows import Fate, JudgedRow
from planner.intake.tables.doubles import BOTH, REPLACE
from planner.intake.tables.frame import SKIP
from planner.intake.tables.reading import Column, Naming, Question
from planner.masking import mask_phones
from planner.nouns import NOUNS
from planner.views.intakecolumns import is_phone
from planner.views.intakedoubles import differences, twin_of
from planner.views.intakereading import NO_HEADING, BatchLook

SHOWN_EXAMPLES, SHOWN_LINES = 7, 8
DOUBLE = "double"
_ABOUT_ROWS = frozenset({DOUBLE, "repeat", "sum"})
_OF_CHILDREN = {SKIP: "同一人，不动", BOTH: "两个孩子", REPLACE: "同一人，照表里改"}


@dataclass(frozen=True, slots=True)
class Pick:
    """One of the answers: a field of the form that is ticked."""

    name: str
    value: str
    label: str
    is_box: bool = False
    is_set: bool = False


@dataclass(frozen=True, slots=True)
class Box:
    """A text to be mended on the spot."""

    name: str
    text: str
    label: str
    is_phone: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """What a column may be: the fields of the noun; `value` is what stands there now."""

    name: str
    value: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """One thing that somebody must decide: where, what, why, and how it is answered."""

    anchor: str
    where: str
    title: str
    why: str = ""
    picks: tuple[Pick, ...] = ()
    box: Box | None = None
    menu: Menu | None = None
    edit_line: int = 0
    place: tuple[int, str] | None = None


def list_asks(look: BatchLook) -> tuple[Ask, ...]:
    """All that is asked, columns first, then in the order of the source."""
    grouped = {key for group in look.groups for key in group.keys}
    asks = [*_of_columns(look), *(_of_group(look, group) for group in look.groups)]
    asks += [ask for row in look.of_fate(Fate.ASK) for ask in _of_row(row, grouped, look)]
    return tuple(asks)


def _of_columns(look: BatchLook) -> Iterator[Ask]:
    """Columns that nobody knows, and what concerns the whole table."""
    assert look.reading is not None
    for question in look.questions:
        if question.line or question.code == NO_HEADING or question.column is not None:
            continue
        yield Ask(anchor=anchor_of(question), where="整张表", title=_bare(question.sentence), picks=_picks(question))
    if not look.waits_for_columns:
        for column in look.reading.unused_columns:
            if column.naming is Naming.UNKNOWN:
                yield Ask(
                    anchor=f"column-{column.index}",
                    where=f"{column.heading or f'第 {column.index + 1} '}列",
                    title="没认出这一列",
                    why=_examples(column),
                    menu=menu_of(column, look),
                )


def _examples(column: Column) -> str:
    return mask_phones("、".join(column.examples[:SHOWN_EXAMPLES]))


def menu_of(column: Column, look: BatchLook) -> Menu:
    """The menu of a column; what is undecided is not used, and so said."""
    labels = NOUNS[look.batch.noun].labels
    options = (("", "不用这一列"), *labels.items())
    is_open = column.naming is Naming.UNKNOWN
    first = ((UNDECIDED, "选一项" if look.waits_for_columns else "不用这一列（还没定）"),) if is_open else ()
    value = UNDECIDED if is_open else column.field
    offered = tuple((each, label, each == value) for each, label in (*first, *options))
    return Menu(f"{COLUMN}/{column.index}", value, offered)


def _of_group(look: BatchLook, group: QuestionGroup) -> Ask:
    questions = [question for question in look.questions if question.key in group.keys]
    common = [answer for answer in questions[0].answers if all(answer in q.answers for q in questions)]
    name = f"{TOGETHER}/{group.name}"
    picks = [Pick(name, answer.code, f"都{answer.label}") for answer in common]
    if group.field and not any(answer.code == BLANK for answer in common):
        picks.append(Pick(name, BLANK, "都先空着"))
    lines = "、".join(str(line) for line in group.lines[:SHOWN_LINES])
    more = " 等" if len(group.lines) > SHOWN_LINES else ""
    return Ask(
        anchor=f"group-{group.code}-{group.field}",
        where=f"{len(group.lines)} 行",
        title=_bare(mask_phones(questions[0].sentence)),
        why=f"同一种：第 {lines}{more} 行",
        picks=(*picks, Pick(name, ONE_BY_ONE, "逐个看")),
    )


def _of_row(row: JudgedRow, grouped: set[str], look: BatchLook) -> Iterator[Ask]:
    """The questions of a row, then what its form refuses."""
    named = _name_of(row)
    for question in row.questions:
        if question.key in grouped:
            continue
        if question.code == DOUBLE:
            yield _of_double(row, question, look)
        else:
            has_box = question.field in row.names and question.code not in _ABOUT_ROWS
            yield Ask(
                anchor=anchor_of(question),
                where=f"第 {question.line} 行",
                title=_bare(mask_phones(question.sentence)),
                why=named,
                picks=(*_picks(question), *_unwanted(row, question)),
                box=_box(row, question.field) if has_box else None,
                edit_line=row.line,
            )
    for name, sentence in row.faults.items():
        has_box = name in row.names
        yield Ask(
            anchor=f"fault-{row.number}-{name}",
            where=f"第 {row.line} 行",
            title=_bare(mask_phones(sentence)),
            why=named,
            picks=_skips(row, name),
            box=_box(row, name) if has_box else None,
            edit_line=row.line,
            place=look.refusals[row.number].place if row.number in look.refusals else None,
        )


def _of_double(row: JudgedRow, question: Question, look: BatchLook) -> Ask:
    """A row that stands in the list: 不再加 is proposed only where the table says nothing else of it."""
    assert look.reading is not None
    twin = twin_of(row, look.reading, look.existing)
    told = differences(row, twin) if twin is not None else ()
    words = _OF_CHILDREN if NOUNS[row.noun].private else {}
    picks = (
        Pick(
            f"{ANSWER}/{question.key}",
            each.code,
            words.get(each.code, each.label),
            is_set=not told and each.code == SKIP,
        )
        for each in question.answers
        if told or each.code != REPLACE
    )
    return Ask(
        anchor=anchor_of(question),
        where=f"第 {question.line} 行",
        title=_bare(mask_phones(question.sentence)),
        why="；".join(told) or "写的都相同",
        picks=tuple(picks),
        edit_line=row.line,
    )


def anchor_of(question: Question) -> str:
    """Where a question stands on the page: its key holds words that no address should."""
    return f"q-{question.line}-{question.code}-{question.field or question.column or 0}"


def _picks(question: Question) -> tuple[Pick, ...]:
    return tuple(Pick(f"{ANSWER}/{question.key}", each.code, each.label) for each in question.answers)


def _unwanted(row: JudgedRow, question: Question) -> tuple[Pick, ...]:
    return () if question.answers else _skips(row, question.field)


def _skips(row: JudgedRow, name: str) -> tuple[Pick, ...]:
    """To leave the value empty, where there is one, and to leave the row out."""
    blank = (Pick(f"{EMPTY}/{row.line}/{name}", "1", "先空着", is_box=True),) if row.text_of(name) else ()
    return (*blank, Pick(f"{UNWANTED}/{row.line}", "1", "不要这行", is_box=True))


def _box(row: JudgedRow, name: str) -> Box:
    label = NOUNS[row.noun].labels[name]
    return Box(f"{TEXT}/{row.line}/{name}", row.text_of(name), label, is_phone=is_phone(row.noun, name))


def _name_of(row: JudgedRow) -> str:
    """What the row is called: its title, and the value beside it."""
    title = NOUNS[row.noun].title
    others = (text for name, text in row.shown.items() if text and name != title)
    return mask_phones("，".join(filter(None, (row.shown.get(title, ""), next(others, "")))))[:60]


def _bare(sentence: str) -> str:
    return sentence.rstrip("。")
