"""Tables of office papers, as word processors break them over pages."""

import pytest

from planner.documents.gbt9704 import TableColumn, table

COLUMNS = (TableColumn("序号", 1), TableColumn("用途", 3))


@pytest.mark.parametrize(
    ("rows", "kept"),
    [(1, []), (2, [0]), (3, [0, 1]), (5, [0, 3]), (60, [0, 58])],
)
def test_neither_the_first_nor_the_last_row_of_a_table_stands_alone(rows: int, kept: list[int]) -> None:
    """LibreOffice loses what follows a table of which only the head and one row have room on a page."""
    _, _, *written = table(COLUMNS, [(str(row), "大巴") for row in range(rows)]).split("<w:tr>")

    assert [at for at, row in enumerate(written) if "<w:keepNext/>" in row] == kept
    assert len(written) == rows
