"""Tables of .docx files: merged cells, tracked changes as accepted, nothing of what is hidden, automatic numbers."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from lxml import etree

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables.archives import open_archive
from planner.intake.tables.grid import RawCell, number_lines, spread
from planner.intake.tables.htmltables import outside_lines
from planner.intake.tables.limits import BROKEN, MOST_COLUMNS
from planner.intake.tables.table import Table
from planner.intake.tables.wordnumbers import W, WordNumbers
from planner.intake.tables.wordparts import WordParts

_CHANGES = "文件里还有没接受的修订，按接受后的样子读"
_DELETED = frozenset({f"{W}del", f"{W}moveFrom"})
_PASSED_THROUGH = frozenset(f"{W}{name}" for name in ("ins", "moveTo", "sdt", "sdtContent", "hyperlink", "smartTag"))
_OFF = frozenset({"0", "false", "off"})
_LONGEST_NOTE = 200
# Of the text around a table only what is nearest to it; a whole plan is read elsewhere.
_NEAREST = 3


def read_word_tables(data: bytes) -> tuple[Table, ...]:
    """The tables of the text, each with the lines nearest to it; raises UnreadableFileError."""
    with open_archive(data) as archive:
        parts = WordParts.of(archive)
    body = parts.document.find(f"{W}body")
    if body is None:
        raise UnreadableFileError(BROKEN)
    return tuple(_WordReader(WordNumbers(parts)).read(body))


def _inside(element: etree._Element) -> Iterator[etree._Element]:
    """The children; of controls, links and insertions what they hold."""
    for child in element:
        if child.tag in _PASSED_THROUGH:
            yield from _inside(child)
        elif isinstance(child.tag, str):
            yield child


@dataclass(slots=True)
class _Found:
    """A table with the lines of text above it, and below where it is the last."""

    above: Sequence[str]
    grid: Sequence[Sequence[RawCell]]
    notes: Sequence[str]
    below: Sequence[str] = field(default_factory=tuple)


class _WordReader:
    def __init__(self, numbers: WordNumbers) -> None:
        self._numbers = numbers
        self._dropped: list[str] = []
        self._hidden: list[str] = []

    def read(self, body: etree._Element) -> Iterator[Table]:
        """The tables in their order."""
        found: list[_Found] = []
        texts: list[str] = []
        has_changes = next(body.iter(f"{W}ins", f"{W}del", f"{W}moveFrom"), None) is not None
        for child in _inside(body):
            if child.tag == f"{W}tbl":
                grid = [self._cells(row) for row in self._rows(child)]
                if any(cell.text for row in grid for cell in row):
                    found.append(_Found(texts[-_NEAREST:], grid, tuple(self._notes(has_changes))))
                    texts = []
            elif child.tag == f"{W}p":
                texts += filter(None, self._paragraph(child).split("\n"))
        if found:
            found[-1].below = texts[:_NEAREST]
        return map(_as_table, found)

    def _notes(self, has_changes: bool) -> Iterator[str]:
        if has_changes:
            yield _CHANGES
        for words, texts in (("修订里删掉的没有读", self._dropped), ("隐藏的文字没有读", self._hidden)):
            if texts:
                yield f"{words}：{'、'.join(texts)[:_LONGEST_NOTE]}"
            texts.clear()

    def _rows(self, table: etree._Element) -> Iterator[etree._Element]:
        for row in _inside(table):
            if row.tag != f"{W}tr":
                continue
            if row.find(f"{W}trPr/{W}del") is not None:
                self._dropped.append(" ".join(filter(None, row.itertext(f"{W}t", f"{W}delText"))))
            else:
                yield row

    def _cells(self, row: etree._Element) -> list[RawCell]:
        before = row.find(f"{W}trPr/{W}gridBefore")
        cells = [RawCell("")] * min(_number(before), MOST_COLUMNS)
        for cell in _inside(row):
            if cell.tag == f"{W}tc":
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                goes_on = merged is not None and merged.get(f"{W}val", "continue") == "continue"
                columns = max(1, min(_number(cell.find(f"{W}tcPr/{W}gridSpan")), MOST_COLUMNS))
                cells.append(RawCell(self._blocks(cell), columns=columns, goes_on=goes_on))
        return cells

    def _blocks(self, cell: etree._Element) -> str:
        lines: list[str] = []
        for child in _inside(cell):
            if child.tag == f"{W}p":
                lines.append(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                lines += [" ".join(c.text.replace("\n", " ") for c in self._cells(row)) for row in self._rows(child)]
        return "\n".join(filter(None, lines))

    def _paragraph(self, paragraph: etree._Element) -> str:
        text = "".join(self._runs(paragraph))
        lines = [re.sub(r"[ \t\xa0]+", " ", line).strip(" ") for line in text.split("\n")]
        said = "\n".join(filter(None, lines))
        number = self._numbers.number_of(paragraph)
        return f"{number} {said}".strip() if said and number else said

    def _runs(self, element: etree._Element) -> Iterator[str]:
        for child in element:
            if child.tag in _DELETED:
                self._dropped += filter(None, ["".join(child.itertext(f"{W}delText", f"{W}t"))])
            elif child.tag == f"{W}r":
                yield from self._run(child)
            elif child.tag in _PASSED_THROUGH:
                yield from self._runs(child)

    def _run(self, run: etree._Element) -> Iterator[str]:
        vanish = run.find(f"{W}rPr/{W}vanish")
        text = "".join(map(_sign, run))
        if vanish is not None and vanish.get(f"{W}val", "1") not in _OFF:
            self._hidden += filter(None, [text])
        else:
            yield text


def _sign(element: etree._Element) -> str:
    if element.tag == f"{W}t":
        return element.text or ""
    return {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}.get(element.tag, "")


def _number(element: etree._Element | None) -> int:
    text = "" if element is None else element.get(f"{W}val", "")
    return int(text) if text.isdecimal() else 0


def _as_table(found: _Found) -> Table:
    lines = number_lines(spread(found.grid), first=len(found.above) + 1)
    below = outside_lines(found.below, len(found.above) + len(lines) + 1)
    return Table((*outside_lines(found.above, 1), *lines, *below), notes=tuple(found.notes))
