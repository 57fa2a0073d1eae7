"""What a sheet of an .xlsx says beside its values: hidden rows and columns, percents, formulas never reckoned."""

import posixpath
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from planner.intake.tables.limits import check_cells

_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_BUILT_IN_PERCENTS = frozenset({9, 10})
_MOST_COLUMNS = 16_384


@dataclass(slots=True)
class SheetMarks:
    """By place, counted from 0: row, or (row, column)."""

    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    percents: set[tuple[int, int]] = field(default_factory=set)
    formulas: dict[tuple[int, int], str] = field(default_factory=dict)
    last_row: int = -1
    last_column: int = -1


def read_marks(archive: zipfile.ZipFile) -> dict[str, SheetMarks]:
    """The marks of each sheet by its name; raises UnreadableFileError for one with more cells than are read."""
    percents = frozenset(_percent_styles(archive))
    return {name: _read_sheet(archive, part, percents) for name, part in _sheets(archive)}


def read_comments(archive: zipfile.ZipFile) -> Iterator[str]:
    """The comments at cells, of all sheets."""
    for part in archive.namelist():
        if part.startswith("xl/comments") and (root := _parse(archive, part)) is not None:
            for comment in root.iter(f"{_MAIN}comment"):
                yield from filter(None, ["".join(comment.itertext(f"{_MAIN}t")).strip()])


def _parse(archive: zipfile.ZipFile, part: str) -> etree._Element | None:
    if part not in archive.namelist():
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root: etree._Element | None = etree.fromstring(archive.read(part), parser)
    return root


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book, links = _parse(archive, "xl/workbook.xml"), _parse(archive, "xl/_rels/workbook.xml.rels")
    if book is None or links is None:
        return
    targets = {link.get("Id"): link.get("Target", "") for link in links if isinstance(link.tag, str)}
    for sheet in book.iter(f"{_MAIN}sheet"):
        target = targets.get(sheet.get(_ID), "")
        part = target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join("xl", target))
        if part in archive.namelist():
            yield sheet.get("name", ""), part


def _percent_styles(archive: zipfile.ZipFile) -> Iterator[str]:
    """The numbers of the cell styles that show a percentage."""
    styles = _parse(archive, "xl/styles.xml")
    if styles is None:
        return
    own = {f.get("numFmtId") for f in styles.iter(f"{_MAIN}numFmt") if "%" in f.get("formatCode", "")}
    percents = own | {str(number) for number in _BUILT_IN_PERCENTS}
    found = styles.find(f"{_MAIN}cellXfs")
    for at, style in enumerate(found if found is not None else ()):
        if style.get("numFmtId") in percents:
            yield str(at)


def _read_sheet(archive: zipfile.ZipFile, part: str, percents: frozenset[str]) -> SheetMarks:
    marks = SheetMarks()
    tags = (f"{_MAIN}col", f"{_MAIN}row", f"{_MAIN}c")
    with archive.open(part) as stream:
        events = etree.iterparse(stream, tag=tags, resolve_entities=False, no_network=True, recover=True)
        for _, element in events:
            if element.tag == tags[0]:
                _mark_columns(marks, element)
            elif element.tag == tags[1]:
                _mark_row(marks, element)
                element.clear()
                while element.getprevious() is not None:
                    del element.getparent()[0]
            else:
                _mark_cell(marks, element, percents)
    check_cells((marks.last_row + 1) * (marks.last_column + 1))
    return marks


def _mark_columns(marks: SheetMarks, element: etree._Element) -> None:
    if element.get("hidden") in {"1", "true"}:
        first, last = int(element.get("min", "1")), int(element.get("max", "0"))
        marks.hidden_columns.update(range(first - 1, min(last, _MOST_COLUMNS)))


def _mark_row(marks: SheetMarks, element: etree._Element) -> None:
    if element.get("hidden") in {"1", "true"} and element.get("r", "").isdecimal():
        marks.hidden_rows.add(int(element.get("r")) - 1)


def _mark_cell(marks: SheetMarks, element: etree._Element, percents: frozenset[str]) -> None:
    place = _PLACE.fullmatch(element.get("r", ""))
    if place is None or len(element) == 0:
        return
    at = int(place[2]) - 1, _number_of(place[1])
    marks.last_row, marks.last_column = max(marks.last_row, at[0]), max(marks.last_column, at[1])
    if element.get("s") in percents:
        marks.percents.add(at)
    formula = element.find(f"{_MAIN}f")
    if formula is not None and not element.findtext(f"{_MAIN}v") and element.get("t") != "str":
        marks.formulas[at] = f"={formula.text or ''}"


def _number_of(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1
