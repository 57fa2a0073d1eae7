"""Spreadsheets: .xlsx, .xls, .et and .ods, one table a sheet, values as they are shown."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import replace

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, PasswordError, SheetVisibleEnum

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables.archives import open_archive
from planner.intake.tables.limits import BROKEN, LOCKED, check_cells
from planner.intake.tables.shownvalues import show_value
from planner.intake.tables.table import SourceCell, SourceLine, Table
from planner.intake.tables.xlsxmarks import SheetMarks, read_comments, read_marks

_ZIP = b"PK\x03\x04"
_LONGEST_NOTE = 200


def read_workbook(data: bytes) -> tuple[Table, ...]:
    """The sheets that hold something, in their order; raises UnreadableFileError."""
    marks: Mapping[str, SheetMarks] = {}
    comments: list[str] = []
    if data.startswith(_ZIP):
        with open_archive(data) as archive:
            marks, comments = read_marks(archive), list(read_comments(archive))
    try:
        return tuple(_note_comments(_read_sheets(data, marks), comments))
    except PasswordError as fault:
        raise UnreadableFileError(LOCKED) from fault
    except (CalamineError, OSError, ValueError) as fault:
        if isinstance(fault, UnreadableFileError):
            raise
        raise UnreadableFileError(BROKEN) from fault


def _read_sheets(data: bytes, marks: Mapping[str, SheetMarks]) -> Iterator[Table]:
    with CalamineWorkbook.from_filelike(io.BytesIO(data)) as book:
        cells = 0
        for about in book.sheets_metadata:
            sheet = book.get_sheet_by_name(about.name)
            cells += sheet.total_height * sheet.total_width
            check_cells(cells)
            table = _SheetReader(sheet, marks.get(about.name, SheetMarks())).read()
            if table.lines:
                is_hidden = about.visible is not SheetVisibleEnum.Visible
                yield Table(table.lines, about.name, is_hidden=is_hidden, notes=table.notes)


def _note_comments(tables: Iterator[Table], comments: list[str]) -> Iterator[Table]:
    """The tables; the first says which comments were not read."""
    for at, table in enumerate(tables):
        said = [f"批注没有读：{'；'.join(comments)[:_LONGEST_NOTE]}"] if comments and at == 0 else []
        yield replace(table, notes=(*table.notes, *said))


class _SheetReader:
    """The lines of one sheet, without what is hidden in columns and without empty ends."""

    def __init__(self, sheet: CalamineSheet, marks: SheetMarks) -> None:
        self._marks = marks
        rows = sheet.to_python(skip_empty_area=False)
        percents, formulas = marks.percents, marks.formulas
        self._texts = [
            [
                formulas.get((at, column)) or show_value(value, as_percent=(at, column) in percents)
                for column, value in enumerate(row)
            ]
            for at, row in enumerate(rows)
        ]
        self._filled = self._fill(sheet.merged_cell_ranges or [])

    def _fill(self, merged: list[tuple[tuple[int, int], tuple[int, int]]]) -> set[tuple[int, int]]:
        """Write the text of merged cells into each of their places; the places that are no beginning."""
        filled: set[tuple[int, int]] = set()
        for (top, left), (bottom, right) in merged:
            if top >= len(self._texts) or left >= len(self._texts[top]):
                continue
            text = self._texts[top][left]
            for row in range(top, min(bottom + 1, len(self._texts))):
                for column in range(left, min(right + 1, len(self._texts[row]))):
                    if (row, column) != (top, left) and not self._texts[row][column]:
                        self._texts[row][column] = text
                        filled.add((row, column))
        return filled

    def read(self) -> Table:
        """The table; `notes` say which columns are hidden."""
        width = max((self._width(row) for row in self._texts), default=0)
        shown = [column for column in range(width) if column not in self._marks.hidden_columns]
        last = max((at for at, row in enumerate(self._texts) if any(row)), default=-1)
        lines = tuple(
            SourceLine(
                at + 1,
                tuple(SourceCell(row[column], (at, column) in self._filled) for column in shown),
                is_hidden=at in self._marks.hidden_rows,
            )
            for at, row in enumerate(self._texts[: last + 1])
        )
        return Table(lines, notes=tuple(self._notes(width)))

    @staticmethod
    def _width(row: list[str]) -> int:
        return max((column + 1 for column, text in enumerate(row) if text), default=0)

    def _notes(self, width: int) -> Iterator[str]:
        for column in sorted(self._marks.hidden_columns & set(range(width))):
            texts = [r[column] for at, r in enumerate(self._texts) if (at, column) not in self._filled]
            if said := "、".join(filter(None, texts)):
                yield f"隐藏的一列没有读：{said[:_LONGEST_NOTE]}"
        if self._marks.formulas:
            yield f"{len(self._marks.formulas)} 格公式在文件里没有算好的值；在 Excel 里打开、另存一次就有了"
