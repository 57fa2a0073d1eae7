"""Rows on their way: values of one line, and the questions about them that nobody has answered yet."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from planner.days import Day
from planner.intake.tables.cells import CellReader, Read
from planner.intake.tables.frame import BLANK, SKIP, USE, TableFrame
from planner.intake.tables.lines import TableLine
from planner.intake.tables.reading import Answer, Naming, Question
from planner.intake.tables.rowtexts import RowTexts, split_people
from planner.intake.tables.sums import keep_stated, say_difference
from planner.intake.tables.synonyms import NounWords
from planner.intake.values.frame import DayFrame
from planner.intake.values.oddtimes import ask_odd_times
from planner.intake.values.value import ReadValue

SPLIT, COMPUTED, STATED, KEEP = "split", "computed", "stated", "keep"
_UNITS = (("quantity", "unit"), ("times", "times_unit"))
_UNIT_IN_HEADING = re.compile("(天|晚|夜|餐|场|趟|人|份|箱|件)[数次]")
DROP_ROW = Answer(SKIP, "不要这行")


@dataclass(slots=True)
class DraftRow:
    """A row before its questions are settled; `part` counts the rows that one line was split into."""

    line: TableLine
    values: Read
    part: int = 0
    questions: list[Question] = field(default_factory=list)

    def key(self, code: str, name: str) -> str:
        """The key of a question about the row."""
        return f"{code}:{self.line.number}:{name}" + (f":{self.part}" if self.part else "")

    def ask(self, code: str, name: str, sentence: str, column: int | None, *answers: Answer) -> None:
        """Add a question."""
        key = self.key(code, name)
        self.questions.append(Question(code, key, sentence, self.line.number, column, name, answers))


class DraftReader:
    """Reads the rows of a noun line by line; each line knows the day of the one before."""

    def __init__(self, words: NounWords, texts: RowTexts, frame: TableFrame) -> None:
        self._words = words
        self._texts = texts
        self._frame = frame
        self._days = frame.days
        self._columns = texts.by_field
        self._day: ReadValue | None = None

    @property
    def days(self) -> DayFrame:
        """The days of the event, and the one that was read last."""
        return self._days

    def read(self, line: TableLine) -> Iterator[DraftRow]:
        """The row of a line; several where a person said so."""
        texts = self._texts.of(line)
        for part, each in enumerate(self._split(line, texts)):
            yield DraftRow(line, self._values(line, each), part)

    def _split(self, line: TableLine, texts: dict[str, str]) -> list[dict[str, str]]:
        name = next((each.name for each in self._words.fields.values() if each.kind == "person"), "")
        is_split = self._frame.answers.get(f"persons:{line.number}:{name}") == SPLIT
        return split_people(texts, name) if is_split and name in texts else [texts]

    def _values(self, line: TableLine, texts: Mapping[str, str]) -> Read:
        """What the cells say; a cell of its own goes before what another cell says beside it."""
        cells = CellReader(self._words, self._days)
        own: Read = {}
        beside: Read = {}
        for name in self._words.fields:
            if not (text := texts.get(name, "")):
                continue
            read = cells.read(name, text)
            own[name] = read.pop(name, ReadValue("", text))
            beside |= {other: value for other, value in read.items() if other not in beside}
        values = own | {name: _settle(own.get(name), value) for name, value in beside.items()}
        self._take_units(values)
        if "day" not in values and "day" in self._words.fill and "day" not in self._columns and self._day is not None:
            values["day"] = self._day
        self._remember_day(values)
        return {name: values[name] for name in self._words.fields if name in values}

    def _take_units(self, values: Read) -> None:
        """天数 | 2: what is counted may stand in the heading alone."""
        for name, unit in _UNITS:
            if unit not in self._words.fields or name not in values or (unit in values and values[unit].text):
                continue
            heading = self._texts.heading_of(name)
            if values[name].text and (found := _UNIT_IN_HEADING.match(heading)):
                values[unit] = ReadValue(found[1], heading)

    def _remember_day(self, values: Read) -> None:
        if "day" in values and values["day"].text:
            self._day = values["day"]
            self._days = replace(self._days, previous=Day.parse(values["day"].text))


def _settle(own: ReadValue | None, beside: ReadValue) -> ReadValue:
    """A value of its own cell and one that another cell says: one of them, or the question which."""
    if own is None or not (own.text or own.question):
        return beside if beside.text or beside.question or own is None else own
    if own.question or beside.question or not beside.text or own.text == beside.text:
        return own
    sentence = f"两格写得不一样：“{own.text[:20]}”和“{beside.text[:20]}”。"
    return ReadValue("", own.source, sentence, (own.text, beside.text))


def ask_times(rows: Sequence[DraftRow], frame: TableFrame) -> None:
    """Have times that lie oddly within their day asked; what somebody typed is meant so."""
    by_day: dict[str, list[DraftRow]] = {}
    for row in rows:
        if "start" in row.values and "start" not in frame.edited(row.line.number):
            by_day.setdefault(row.values["day"].text if "day" in row.values else "", []).append(row)
    for same_day in by_day.values():
        for row, value in zip(same_day, ask_odd_times([row.values["start"] for row in same_day]), strict=True):
            row.values["start"] = value


def settle_values(row: DraftRow, words: NounWords, columns: Mapping[str, int], frame: TableFrame) -> None:
    """Put answers in place of what was asked, and ask what has none; a row without what it is about is asked too."""
    for name, value in list(row.values.items()):
        if value.question:
            _settle_one(row, name, value, words, columns.get(name), frame)
    _ask_torn(row, frame)
    main = row.values.get(words.main)
    if words.main in columns and (main is None or not (main.text or main.question)) and any(_texts(row)):
        sentence = f"没有写{'、'.join(words.fields[words.main].words[:1])}"
        row.ask("missing", words.main, sentence, columns[words.main], DROP_ROW)


def _ask_torn(row: DraftRow, frame: TableFrame) -> None:
    """Ask whether the cells of a line stand where they belong; not again once somebody said so or typed in it."""
    is_settled = frame.answers.get(row.key("line", "")) == KEEP or frame.edited(row.line.number)
    if row.line.source.is_torn and not is_settled:
        row.ask("line", "", "这一行的格子和列名可能没对齐", None, Answer(KEEP, "对得上"), DROP_ROW)


def _texts(row: DraftRow) -> Iterator[str]:
    return (value.text for value in row.values.values() if value.text)


def _settle_one(
    row: DraftRow, name: str, value: ReadValue, words: NounWords, column: int | None, frame: TableFrame
) -> None:
    is_several = words.kind_of(name) == "person" and any("、" in choice for choice in value.choices[:1])
    code = "persons" if is_several else "value"
    answer = frame.answers.get(row.key(code, name), "")
    if answer == BLANK:
        row.values[name] = ReadValue("", value.source)
    elif answer.startswith(USE) and answer.removeprefix(USE) in value.choices:
        row.values[name] = ReadValue(answer.removeprefix(USE), value.source)
    else:
        uses = [Answer(f"{USE}{choice}", choice) for choice in value.choices if choice]
        several = [Answer(SPLIT, f"分成 {value.choices[0].count('、') + 1} 行")] if is_several else []
        row.ask(code, name, value.question, column, *several, *uses, Answer(BLANK, "先空着"), DROP_ROW)


def settle_sum(row: DraftRow, columns: Mapping[str, int], namings: Mapping[str, Naming], frame: TableFrame) -> None:
    """Hold price × quantity against the amount, unless a column of them is only guessed."""
    if any(namings.get(name) is Naming.GUESSED for name in ("unit_price", "quantity", "times", "stated")):
        return
    if not (found := say_difference(row.values)):
        return
    computed, stated, sentence = found
    answer = frame.answers.get(row.key("sum", "stated"))
    if answer == COMPUTED:
        row.values["stated"] = ReadValue(computed.plain().replace(",", ""), row.values["stated"].source)
    elif answer == STATED:
        row.values = keep_stated(row.values)
    else:
        answers = (Answer(COMPUTED, f"按 {computed.plain()}"), Answer(STATED, f"按 {stated.plain()}"), DROP_ROW)
        row.ask("sum", "stated", sentence, columns.get("stated"), *answers)
