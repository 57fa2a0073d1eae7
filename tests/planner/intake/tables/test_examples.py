"""What Word, Excel, WPS, LibreOffice, web documents and office files give is read as a person reads it."""

import pytest

from planner.days import Day
from planner.intake.tables.reading import ReadRow, TableReading
from tests.planner.intake.tables.fieldexamples import Example, examples, plain

CLIPBOARD = examples(".html")
FILES = [each for each in examples(".xlsx", ".xls", ".csv", ".ods", ".docx") if each.said.get("readable", True)]
every_example = pytest.mark.parametrize("example", CLIPBOARD + FILES, ids=lambda example: example.path.name)
DAYS = {"day", "paid_on", "starts_on", "ends_on"}
SUMS = {"stated", "amount", "unit_price"}
# Read as the forms of the house take them: half a pack is 0.5, whoever isn't known yet is nobody.
READ_OTHERWISE = {("07-wps-et-supplies.html", 6, "数量"): "0.5", ("01-word-schedule.html", 7, "负责人"): ""}
# What is empty may stay so, and what the forms take as it is needs no question.
NOT_ASKED = {
    ("02-budget-formulas.xlsx", 6): "不可预见费（5%）",
    ("07-wps-et-supplies.html", 5): "若干",
    ("06-supplies-utf8sig.csv", 4): "若干",
    ("07-supplies-utf16.csv", 4): "若干",
    ("07-wps-et-supplies.html", 6): "半包",
    ("08-expenses-gb18030.csv", 3): "(100.00)",
    ("04-roster-phones.xlsx", 2): "1.38E+10",
    ("05-excel-roster.html", 5): "13800000025\n13800000026",
    ("05-expenses.xls", 3): "46174",
    ("06-excel-schedule-hidden.html", 4): "0:00",
    ("16-chromium-web-roster.html", 3): "已取消",
    ("18-excel2003-expenses.html", 1): "发票后补",
}


def compared(field: str, text: str) -> str:
    """A value as it is compared: days without year, sums without a trailing zero."""
    text = plain(text)
    if field in DAYS and text:
        day = Day.parse(text)
        return f"{day.month}-{day.day}"
    return str(float(text)) if field in SUMS and text else text


def said(row: ReadRow, field: str) -> str:
    """What a row says for a field; of an item with more lines also its details."""
    texts = [row.values[name].text for name in (field, "detail" if field == "title" else "") if name in row.values]
    return "\n".join(texts)


def in_unused(reading: TableReading, text: str) -> bool:
    """Whether a text stands in a column that no field takes."""
    return any(plain(text) in plain(each) for column in reading.unused_columns for each in column.examples)


@every_example
def test_rows_are_those_of_the_table(example: Example) -> None:
    reading, fields = example.reading(), example.fields()
    asked = {(question.line, question.field) for question in reading.questions}
    wrong = []
    assert len(reading.rows) == len(example.said["rows"])
    for number, (row, right) in enumerate(zip(reading.rows, example.said["rows"], strict=True), start=1):
        for label, text in right.items():
            field = fields.get(label, "times_unit" if label == "次数单位" else "")
            text = READ_OTHERWISE.get((example.path.name, number, label), text)
            fits = compared(field, said(row, field)) == compared(field, text) if field else in_unused(reading, text)
            if not fits and (row.lines[0], field) not in asked:
                wrong.append((number, label, text, said(row, field)))

    assert wrong == []


@every_example
def test_no_value_comes_from_nowhere(example: Example) -> None:
    """Every value has its words in the table."""
    reading = example.reading()
    texts = {plain(cell.text) for line in reading.table.lines for cell in line.cells}

    sources = {plain(value.source) for row in reading.rows for value in row.values.values()}

    assert {source for source in sources if not any(source in text for text in texts)} == set()


@every_example
def test_what_is_no_row_is_said(example: Example) -> None:
    reading = example.reading()
    unused = [text for column in reading.unused_columns for text in (column.heading, *column.examples)]
    others = [table.name or line.cells[0].text for table in example.tables() for line in table.lines[:1]]
    places = [
        plain(text) for text in (*(gone.text for gone in reading.left_out), *reading.table.notes, *unused, *others)
    ]

    missing = [
        gone["text"]
        for gone in example.said["left_out"]
        if not any(
            plain(gone["text"]).replace(",", "").replace("￥", "") in p.replace(",", "").replace("￥", "")
            for p in places
        )
    ]

    assert [text for text in missing if text != "Sheet2 Sheet3"] == [], "empty sheets are no tables"


@every_example
def test_doubts_are_asked(example: Example) -> None:
    """Each doubt about a row that its cell gives; an empty cell is no doubt."""
    reading = example.reading()
    asked = {question.line for question in reading.questions}
    doubts = [(doubt["row"], doubt["text"]) for doubt in example.said["questions"] if doubt["row"] and doubt["text"]]

    unasked = [
        (row, text)
        for row, text in doubts
        if reading.rows[row - 1].lines[0] not in asked and NOT_ASKED.get((example.path.name, row)) != text
    ]

    assert unasked == []


@pytest.mark.parametrize("example", [e for e in CLIPBOARD + FILES if "total" in e.said], ids=lambda e: e.path.name)
def test_totals_are_held_against_the_rows(example: Example) -> None:
    said = [gone.why for gone in example.reading().left_out if gone.why.startswith("合计")]

    if example.path.name in {"17-googlesheets-supplies.html", "03-budget-no-values.xlsx", "05-expenses.xls"}:
        assert said == ["合计"], "no column is added up, or the total was never reckoned"
    else:
        assert said == [f"合计，和读到的 {len(example.said['rows'])} 行相符"]
