"""A table read as rows of a noun: what its columns mean, its rows, what was left out, what must be asked."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from planner.intake.tables.bodies import Body, judge_totals, read_body
from planner.intake.tables.columns import name_columns, with_examples
from planner.intake.tables.doubles import ask_repeats
from planner.intake.tables.drafts import DraftReader, ask_times, settle_sum, settle_values
from planner.intake.tables.frame import TableFrame
from planner.intake.tables.guessing import guess_fields
from planner.intake.tables.headinglines import Headings, find_headings, looks_like_headings
from planner.intake.tables.lines import TableLine, lines_of, width_of
from planner.intake.tables.reading import Answer, Column, LeftOut, Naming, Question, ReadRow, TableReading
from planner.intake.tables.rowtexts import RowTexts, find_scale
from planner.intake.tables.synonyms import NounWords, all_words
from planner.intake.tables.table import Table

GUESS_KEY, HEADINGS_KEY = "no-heading:0", "headings:0"
YES, ARE_HEADINGS, ARE_VALUES = "yes", "headings", "values"


@dataclass(frozen=True, slots=True)
class _Named:
    """The columns, the headings they were read from, and what must be asked of the whole table."""

    columns: list[Column]
    headings: Headings | None
    questions: tuple[Question, ...] = ()
    takes_rows: bool = True


def read_table(table: Table, noun: str, frame: TableFrame) -> TableReading:
    """Read a table as rows of the noun.

    Every cell with text is in a row, in a column without a field, among what was left out, or in a question. The same
    table gives the same keys of questions, whatever was answered before.
    """
    words = all_words()[noun]
    lines = lines_of(table)
    named = _name(lines, words, frame)
    columns = with_examples(named.columns, _body_lines(lines, named.headings))
    texts = RowTexts(words, columns if named.takes_rows else [], frame, find_scale(_lines_above(lines, named.headings)))
    body = read_body(lines, named.headings, words, texts, DraftReader(words, texts, frame))
    if not named.takes_rows:
        body.left_out = [gone for gone in body.left_out if gone.why != _UNREAD]
    _settle(body, words, columns, texts, frame)
    asked = tuple(question for row in body.rows for question in row.questions)
    rows = tuple(ReadRow((row.line.number,), row.values) for row in body.rows)
    heading_lines = tuple(line.number for line in named.headings.lines) if named.headings else ()
    questions = (*named.questions, *_ask_columns(columns), *asked)
    return TableReading(noun, table, heading_lines, tuple(columns), rows, tuple(body.left_out), questions)


_UNREAD = "只在没用上的列里有字"


def _settle(body: Body, words: NounWords, columns: Sequence[Column], texts: RowTexts, frame: TableFrame) -> None:
    """Judge the rows together, and drop those that somebody doesn't want."""
    namings = {column.field: column.naming for column in columns if column.field}
    ask_times(body.rows, frame)
    for row in body.rows:
        settle_values(row, words, texts.by_field, frame)
        settle_sum(row, texts.by_field, namings, frame)
    judge_totals(body, words, texts)
    skipped = frame.skipped_lines()
    for row in body.rows:
        if row.line.number in skipped:
            body.leave(row.line, "你说不要的")
    body.rows = [row for row in body.rows if row.line.number not in skipped]
    ask_repeats(body.rows, words, frame)
    body.left_out += _number_columns(columns, body)


def _number_columns(columns: Sequence[Column], body: Body) -> Iterator[LeftOut]:
    """A column that only counts the lines is left out without a question."""
    for column in columns:
        if column.naming is Naming.HEADING and not column.field:
            yield LeftOut(0, column.heading, "序号列")


def _lines_above(lines: Sequence[TableLine], headings: Headings | None) -> list[TableLine]:
    first = min((line.number for line in headings.lines), default=0) if headings else 0
    return [line for line in lines if line.number <= first]


def _body_lines(lines: Sequence[TableLine], headings: Headings | None) -> list[TableLine]:
    last = max((line.number for line in headings.lines), default=0) if headings else 0
    return [line for line in lines if not line.source.is_outside and line.number > last]


def _name(lines: Sequence[TableLine], words: NounWords, frame: TableFrame) -> _Named:
    headings = find_headings(lines, words)
    if headings is not None:
        return _name_known(headings, words, frame)
    first = looks_like_headings(lines)
    if first is not None and frame.answers.get(HEADINGS_KEY) != ARE_VALUES:
        texts = tuple(("", first.text(at)) for at in range(width_of(lines)))
        return _name_unknown(Headings((first,), texts), words, frame)
    return _guess(lines, words, frame)


def _name_known(headings: Headings, words: NounWords, frame: TableFrame) -> _Named:
    """Headings of which the noun has too few, and not what a row is about, take nothing before somebody says more."""
    columns = name_columns(headings, words, chosen=frame.chosen, remembered=frame.remembered)
    fields = [column.field for column in columns if column.field]
    headed = sum(bool(column.heading) for column in columns)
    if words.main in fields or len(fields) * 2 > headed:
        return _Named(columns, headings)
    main = words.fields[words.main].words[0]
    question = Question("headings", HEADINGS_KEY, f"没认出哪一列是“{main}”，选好才能添加")
    return _Named(columns, headings, (question,), takes_rows=False)


def _name_unknown(headings: Headings, words: NounWords, frame: TableFrame) -> _Named:
    """Headings that nobody knows: no row is taken until somebody says what the columns are."""
    first = headings.lines[0]
    columns = name_columns(headings, words, chosen=frame.chosen, remembered=frame.remembered)
    knows_main = any(column.field == words.main for column in columns)
    answers = (Answer(ARE_HEADINGS, "是列名，我来说每列是什么"), Answer(ARE_VALUES, "不是列名，也是内容"))
    sentence = f"第 {first.number} 行像是列名，可是都没认出来：{first.whole[:40]}"
    question = Question("headings", HEADINGS_KEY, sentence, answers=answers)
    asks = () if knows_main or frame.answers.get(HEADINGS_KEY) == ARE_HEADINGS else (question,)
    return _Named(columns, headings, asks, takes_rows=knows_main)


def _guess(lines: Sequence[TableLine], words: NounWords, frame: TableFrame) -> _Named:
    """No headings: columns are judged by what stands in them, and nothing counts before somebody has agreed."""
    blank = Headings((), tuple(("", "") for _ in range(width_of(lines))))
    columns = name_columns(blank, words, chosen=frame.chosen, remembered={})
    columns = _with_numbers(columns, lines)
    taken = {column.field for column in columns if column.field}
    free = [column.index for column in columns if column.naming is Naming.UNKNOWN]
    guessed = guess_fields([line for line in lines if line.own and not line.source.is_outside], free, words)
    naming = Naming.CHOSEN if frame.answers.get(GUESS_KEY) == YES else Naming.GUESSED
    columns = [
        replace(column, field=guessed[column.index], naming=naming)
        if column.index in guessed and guessed[column.index] not in taken
        else column
        for column in columns
    ]
    if not any(column.naming is Naming.GUESSED for column in columns):
        return _Named(columns, None)
    question = Question("no-heading", GUESS_KEY, "没有列名，这样认对吗", answers=(Answer(YES, "照这样读"),))
    return _Named(columns, None, (question,))


def _with_numbers(columns: Sequence[Column], lines: Sequence[TableLine]) -> list[Column]:
    """The columns; one that holds 1, 2, 3 … only counts the lines."""
    found = []
    for column in columns:
        texts = [line.text(column.index) for line in lines if line.is_own(column.index)]
        counts = len(texts) > 1 and texts == [str(number) for number in range(1, len(texts) + 1)]
        is_free = column.naming is Naming.UNKNOWN and counts
        found.append(replace(column, naming=Naming.HEADING) if is_free else column)
    return found


def _ask_columns(columns: Sequence[Column]) -> Iterator[Question]:
    """A question for each column with text that nobody knows."""
    for column in columns:
        if column.naming is Naming.UNKNOWN and column.examples:
            said = f"“{column.heading[:20]}”这一列" if column.heading else f"第 {column.index + 1} 列"
            key = f"column:{column.index}:{column.heading}"
            yield Question("column", key, f"没认出{said}", column=column.index)


def best_table(tables: Sequence[Table], noun: str) -> int:
    """The place of the table that reads best as that noun, counted from 0: the first of equals, hidden ones last."""
    scores = [(not table.is_hidden, _score(table, noun), bool(table.lines)) for table in tables]
    return scores.index(max(scores)) if scores else 0


def fits_better(table: Table, noun: str) -> str:
    """Another noun whose headings the table has where those of this one are far fewer; "" where it is in its place."""
    own = _score(table, noun)
    scores = {other: _score(table, other) for other in all_words() if other != noun}
    best = max(scores, key=lambda other: scores[other])
    return best if scores[best] >= max(2 * own, own + 2, _LEAST_FITTING) else ""


_LEAST_FITTING = 3


def _score(table: Table, noun: str) -> int:
    """How many columns have a field of the noun by their heading; one more for what a row is about."""
    words = all_words()[noun]
    lines = lines_of(table)
    headings = find_headings(lines, words)
    if headings is None:
        return 0
    fields = {column.field for column in name_columns(headings, words, chosen={}, remembered={})} - {""}
    return len(fields) + (words.main in fields)
