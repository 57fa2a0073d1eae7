"""Tables that people bring: an .xlsx of 5,000 rows from its bytes to rows with questions, and the memory for it.

Seconds are those of the processor, whatever else the machine does.
"""

import io
import resource
import time

import xlsxwriter

Row = tuple[str, str, str, bool]
ROWS = 5000
MOST_SECONDS, MOST_MEBIBYTES = 2.0, 60


def measure() -> list[Row]:
    """Rows of name, figure, limit, kept."""
    data = make_roster(ROWS)
    # What decodes files is loaded before: that is the price of the first file, not of this one.
    from planner.intake.tables.frame import TableFrame
    from planner.intake.tables.readfile import read_table_file
    from planner.intake.tables.recognising import read_table

    read_table(read_table_file(make_roster(2), "roster.xlsx")[0], "participants", TableFrame())
    before = _mebibytes()
    begin = time.process_time()
    reading = read_table(read_table_file(data, "roster.xlsx")[0], "participants", TableFrame())
    seconds, more = time.process_time() - begin, _mebibytes() - before
    assert len(reading.rows) == ROWS
    return [
        (f"table of {ROWS:,} rows read", f"{seconds:.2f} s", f"≤ {MOST_SECONDS} s", seconds <= MOST_SECONDS),
        (f"memory for {ROWS:,} rows", f"{more:.0f} MiB", f"≤ {MOST_MEBIBYTES} MiB", more <= MOST_MEBIBYTES),
    ]


def make_roster(rows: int) -> bytes:
    """An .xlsx as an office of a county sends it: a title, headings, phones as numbers."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("名单")
        sheet.write(0, 0, "全县学生名册")
        sheet.write_row(1, 0, ["序号", "班级", "姓名", "性别", "监护人", "手机号码", "备注"])
        for at in range(rows):
            child = f"林{chr(0x4E00 + at)}{chr(0x5000 + at % 900)}"
            school_class = f"{at % 6 + 1}年级（{at % 4 + 1}）班"
            row = [at + 1, school_class, child, "男女"[at % 2], f"林{chr(0x5E00 + at)}", 13800000000 + at % 10000]
            sheet.write_row(at + 2, 0, [*row, "" if at % 7 else "花生过敏"])
    return content.getvalue()


def _mebibytes() -> float:
    """The most memory that this process ever took."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
