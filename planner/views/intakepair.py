"""The pair of the preview: each line of the source at the left, what becomes of it at the right."""

import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from planner.forms.intakerows import Fate, JudgedRow
from planner.intake.tables.reading import Naming, TableReading
from planner.intake.tables.table import SourceLine
from planner.masking import mask_phones
from planner.views.intakeasks import anchor_of
from planner.views.intakecolumns import ResultColumn, columns_of
from planner.views.intakeediting import EditBox, edit_boxes
from planner.views.intakereading import BatchLook

A_PAGE = 50
_SHORT, _SHORT_VALUE = 4, 12
ALL, LOOK, CHANGED, LEFT = "all", "look", "changed", "left"


@dataclass(frozen=True, slots=True)
class SourceBox:
    """A cell of the source as it is drawn: how many columns it covers."""

    text: str
    columns: int = 1
    is_odd: bool = False

    @property
    def css(self) -> str:
        """How it is drawn: what is short stands in one line."""
        short = "short" if self.columns == 1 and len(self.text) <= _SHORT else ""
        return " ".join(filter(None, ("s", short, "odd" if self.is_odd else "")))


@dataclass(frozen=True, slots=True)
class ResultBox:
    """A value as it would stand: filled down from above, changed in reading (`was`), or to be decided (`href`)."""

    text: str
    label: str
    was: str = ""
    href: str = ""
    is_title: bool = False
    is_number: bool = False
    is_filled: bool = False

    @property
    def tag(self) -> str:
        """The title of a row is its heading."""
        return "th" if self.is_title else "td"

    @property
    def is_short(self) -> bool:
        """Whether it stands in one line."""
        return len(self.text) <= _SHORT_VALUE


@dataclass(frozen=True, slots=True, kw_only=True)
class PairLine:
    """A line of the source and its fate (in, look, out); `why` is said where nothing comes of it.

    `is_head` is the last line of the headings: what they were read as stands beside it.
    """

    number: int
    fate: str
    source: tuple[SourceBox, ...]
    result: tuple[ResultBox, ...] = ()
    why: str = ""
    ask_href: str = ""
    edit_line: int = 0
    boxes: tuple[EditBox, ...] = ()
    is_heading: bool = False
    is_head: bool = False
    kinds: frozenset[str] = frozenset()
    text: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """The table of the pair: how many columns its halves have, and what the right ones are called."""

    width: int
    columns: tuple[ResultColumn, ...]
    lines: tuple[PairLine, ...]

    @property
    def right_width(self) -> int:
        """How many columns the right half has: the one of 改 besides."""
        return len(self.columns) + 1


def make_pair(look: BatchLook, edited: int) -> Pair:
    """Every line of the source, in its order; the row of line `edited` is open."""
    assert look.reading is not None
    columns = columns_of(look.batch.noun, look.rows)
    outs, heads = _why_out(look.reading), look.reading.heading_lines
    rows: dict[int, list[JudgedRow]] = {}
    for row in look.rows:
        rows.setdefault(row.line, []).append(row)
    follows = {line: row.line for row in look.rows for line in row.row.lines[1:]}
    width = max((len(each.cells) for each in look.reading.table.lines), default=1) or 1
    odd = {column.index for column in look.reading.unused_columns if column.naming is Naming.UNKNOWN}
    lines: list[PairLine] = []
    for line in look.reading.table.lines:
        source = _source(line, width, odd if line.number in rows or line.number in heads else ())
        if line.number in rows:
            made = [_row_line(line, row, columns, source, edited, look) for row in rows[line.number]]
            lines += made
        else:
            why = f"和第 {follows[line.number]} 行是同一条" if line.number in follows else outs.get(line.number, "")
            fate = _fate_of(look, follows[line.number]) if line.number in follows else "out"
            lines.append(_out_line(line, source, why, look.reading, fate))
    return Pair(width=width, columns=columns, lines=tuple(lines))


def _fate_of(look: BatchLook, line: int) -> str:
    return next(_FATES[row.fate] for row in look.rows if row.line == line)


_FATES = {Fate.IN: "in", Fate.ASK: "look", Fate.DROPPED: "out", Fate.ADDED: "out"}
_OUT_WORDS = {Fate.DROPPED: "这行不要", Fate.ADDED: "已添加"}


def _why_out(reading: TableReading) -> dict[int, str]:
    said = {each.line: f"{each.why}，没用上" for each in reading.left_out}
    return dict.fromkeys(reading.heading_lines, "列名") | said


def _source(line: SourceLine, width: int, odd: Collection[int]) -> tuple[SourceBox, ...]:
    """The cells of a line, `width` columns in all.

    Those that go on from the left are one with it, those that go on from above are empty; a lone text takes the line.
    """
    boxes: list[SourceBox] = []
    for at, cell in enumerate(line.cells):
        if cell.is_filled and at and boxes and line.cells[at - 1].text == cell.text:
            boxes[-1] = replace(boxes[-1], columns=boxes[-1].columns + 1)
        else:
            text = "" if cell.is_filled else mask_phones(cell.text)
            boxes.append(SourceBox(text, is_odd=at in odd and bool(cell.text)))
    told = [box for box in boxes if box.text]
    if len(told) == 1 and boxes[0].text:
        return (replace(boxes[0], columns=width),)
    missing = width - sum(box.columns for box in boxes)
    return (*boxes, SourceBox("", columns=missing)) if missing > 0 else tuple(boxes)


def _row_line(
    line: SourceLine,
    row: JudgedRow,
    columns: Sequence[ResultColumn],
    source: tuple[SourceBox, ...],
    edited: int,
    look: BatchLook,
) -> PairLine:
    fate = _FATES[row.fate]
    kinds = {ALL, *([LOOK] if fate == "look" else []), *([CHANGED] if row.was_changed else [])}
    is_open = row.line == edited and row.fate in (Fate.IN, Fate.ASK)
    return PairLine(
        number=line.number,
        fate=fate,
        source=source if row.number == row.line else (),
        result=_result(row, columns, line),
        why=_OUT_WORDS.get(row.fate, ""),
        ask_href=_ask_href(row, look) if row.fate is Fate.ASK else "",
        edit_line=row.line if row.fate in (Fate.IN, Fate.ASK) else 0,
        boxes=edit_boxes(row, look.dossier) if is_open else (),
        kinds=frozenset(kinds | ({LEFT} if fate == "out" else set())),
        text=_text(line),
    )


def _out_line(line: SourceLine, source: tuple[SourceBox, ...], why: str, reading: TableReading, fate: str) -> PairLine:
    return PairLine(
        number=line.number,
        fate=fate,
        source=source,
        why=why or "没用上",
        is_heading=line.number in reading.heading_lines,
        is_head=line.number == max(reading.heading_lines, default=0),
        kinds=frozenset({ALL, LEFT} if fate == "out" else {ALL}),
        text=_text(line),
    )


def _text(line: SourceLine) -> str:
    return mask_phones(" | ".join(cell.text for cell in line.cells if cell.text and not cell.is_filled))


def _result(row: JudgedRow, columns: Iterable[ResultColumn], line: SourceLine) -> tuple[ResultBox, ...]:
    asked = {question.field: anchor_of(question) for question in row.questions if question.field}
    asked |= {name: f"fault-{row.number}-{name}" for name in row.faults}
    filled = {cell.text for cell in line.cells if cell.is_filled and cell.text}
    return tuple(
        ResultBox(
            text=column.show(row),
            label=column.label,
            was=_was(row, column.said, column.show(row)),
            href=next((f"#{asked[name]}" for name in column.names if name in asked), ""),
            is_title=column.is_title,
            is_number=column.is_number,
            is_filled=any(name in row.row.values and row.row.values[name].source in filled for name in column.names),
        )
        for column in columns
    )


def _was(row: JudgedRow, names: Sequence[str], shown: str) -> str:
    """What was written, where it reads otherwise; a cell that was only split stands beside it as it was."""
    sources = Counter(value.source for value in row.row.values.values())
    changed = (row.row.values[name] for name in names if name in row.row.values)
    told = (value.source for value in changed if value.was_changed and sources[value.source] == 1)
    return mask_phones("，".join(dict.fromkeys(text for text in told if _bare(text) not in _bare(shown))))


def _bare(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split()).strip("¥元")


def _ask_href(row: JudgedRow, look: BatchLook) -> str:
    for group in look.groups:
        if any(question.key in group.keys for question in row.questions):
            return f"#group-{group.code}-{group.field}"
    if row.questions:
        return f"#{anchor_of(row.questions[0])}"
    return next((f"#fault-{row.number}-{name}" for name in row.faults), "")
