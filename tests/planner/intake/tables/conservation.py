"""Conservation of cells: every text of a table is in a row, in an unused column, left out with a reason, or asked."""

import re

from planner.intake.tables.reading import ReadRow, TableReading


def asked_lines(reading: TableReading) -> set[int]:
    """The lines that wait for an answer."""
    return {question.line for question in reading.questions if question.line}


def lost_cells(reading: TableReading) -> list[tuple[int, int, str]]:
    """The cells whose text a reading says nothing of: line, column and text."""
    settled = {*reading.heading_lines, *(gone.line for gone in reading.left_out), *asked_lines(reading)}
    unused = {column.index for column in reading.unused_columns}
    takes_rows = not any(question.code == "headings" for question in reading.questions)
    rows: dict[int, list[ReadRow]] = {}
    for row in reading.rows:
        for line in row.lines:
            rows.setdefault(line, []).append(row)
    lost = []
    for source in reading.table.lines:
        for column, cell in enumerate(source.cells):
            is_said = source.number in settled or column in unused or not takes_rows
            if cell.text and not cell.is_filled and not is_said and not _is_in(cell.text, rows.get(source.number, [])):
                lost.append((source.number, column, cell.text))
    return lost


def _is_in(text: str, rows: list[ReadRow]) -> bool:
    """Whether the rows of a line have values that were read from the text, or from its beginning and its end."""
    sources = ["".join(value.source.split()) for row in rows for value in row.values.values()]
    plain = "".join(text.split())
    if len(rows) > 1:
        # One line in several rows: each of them has its part.
        return all(any(part in source for source in sources) for part in re.split("[、，,;；/]", plain))
    return any(plain in source for source in sources) or any(
        source and plain.startswith(source) and any(plain.removeprefix(source) in other for other in sources)
        for source in sources
    )
