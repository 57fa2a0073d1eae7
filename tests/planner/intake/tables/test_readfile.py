"""Files that can't be read say why and what to do; those that can are told by their bytes."""

import io
import zipfile

import pytest
import xlsxwriter

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables import limits
from planner.intake.tables.readfile import read_table_file
from tests.planner.intake.tables.fieldexamples import FOLDER


def workbook(rows: list[list[object]]) -> bytes:
    """An .xlsx with one sheet."""
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("名单")
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return content.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """An archive with one part more."""
    stream = io.BytesIO(data)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return stream.getvalue()


def cells(data: bytes, name: str) -> list[list[str]]:
    """The texts of the first table."""
    return [[cell.text for cell in line.cells] for line in read_table_file(data, name)[0].lines]


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("名单.xlsx", (FOLDER / "12-phases-password.xlsx").read_bytes(), limits.LOCKED),
        ("名单.xlsx", (FOLDER / "14-broken.xlsx").read_bytes(), limits.BROKEN),
        ("名单.xlsx", b"", limits.BROKEN),
        ("名单.xlsm", workbook([["姓名"]]), limits.MACROS),
        ("名单.xlsx", with_part(workbook([["姓名"]]), "xl/vbaProject.bin", b"x"), limits.MACROS),
        ("名单.jpg", b"\xff\xd8\xff\xe0" + b"\0" * 40, limits.IMAGE),
        ("名单.pdf", b"%PDF-1.4\n", limits.PDF_FILE),
        ("名单.zip", b"Rar!\x1a\x07", limits.UNKNOWN),
        ("名单.csv", b"\xff\x00\xff\xff", limits.UNKNOWN),
        ("名单.docx", b"no archive", limits.BROKEN),
    ],
)
def test_file_that_is_no_table_says_why(name: str, data: bytes, sentence: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_table_file(data, name)

    assert str(refused.value) == sentence


@pytest.mark.parametrize("spare", [0, 1])
def test_size_is_limited(spare: int) -> None:
    data = b"a" * (limits.MOST_MEBIBYTES * 1024 * 1024 + spare)

    with pytest.raises(UnreadableFileError, match="MB" if spare else "认不出来"):
        read_table_file(data, "a.bin")


def test_archive_that_unfolds_is_refused() -> None:
    bomb = with_part(
        workbook([["姓名"]]), "xl/worksheets/sheet2.xml", b" " * (limits.MOST_PART_MEBIBYTES * 1024 * 1024)
    )

    with pytest.raises(UnreadableFileError, match="展开后太大"):
        read_table_file(bomb, "a.xlsx")


def test_sheet_with_a_cell_far_away_is_refused() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        book.add_worksheet().write(1_000_000, 16_000, "远")

    with pytest.raises(UnreadableFileError, match="太大"):
        read_table_file(content.getvalue(), "a.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_text_is_decoded_in_the_order_of_the_house(encoding: str) -> None:
    data = "姓名,班级\n䶮一,三1\n".encode(encoding)

    assert cells(data, "名单.csv") == [["姓名", "班级"], ["䶮一", "三1"]]


@pytest.mark.parametrize("cut", range(0, 2000, 97))
def test_cut_off_files_never_crash(cut: int) -> None:
    """A file that was not sent whole gives its tables or a sentence."""
    for name in ("01-schedule.xlsx", "05-expenses.xls", "09-headcounts.ods", "10-duties-tracked.docx"):
        try:
            read_table_file((FOLDER / name).read_bytes()[:cut], name)
        except UnreadableFileError as refused:
            assert str(refused)


def test_numbers_are_shown_as_people_see_them() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        for at, (value, shown) in enumerate(((0.05, "0%"), (46608, "yyyy-m-d"), (0.375, "h:mm"), (1.5, "[h]:mm"))):
            sheet.write_number(0, at, value, book.add_format({"num_format": shown}))
        sheet.write_row(1, 0, [13800000021, 0.1 + 0.2, 12.50, 26992000000000000101])

    assert cells(content.getvalue(), "a.xlsx") == [
        ["5%", "2027-08-09", "09:00", "36:00"],
        ["13800000021", "0.3", "12.5", "2.6992E+19"],
    ]


def test_hidden_rows_and_columns_are_kept_apart_and_said() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet("名单")
        sheet.write_row(0, 0, ["姓名", "身份证", "班级"])
        sheet.write_row(1, 0, ["张三", "9999", "三1"])
        sheet.set_column(1, 1, None, None, {"hidden": True})
        sheet.set_row(1, None, None, {"hidden": True})
        book.add_worksheet("去年").write(0, 0, "旧")
        book.get_worksheet_by_name("去年").hide()

    first, second = read_table_file(content.getvalue(), "a.xlsx")

    assert [[cell.text for cell in line.cells] for line in first.lines] == [["姓名", "班级"], ["张三", "三1"]]
    assert [line.is_hidden for line in first.lines] == [False, True]
    assert first.notes == ("隐藏的一列没有读：身份证、9999",)
    assert (second.name, second.is_hidden) == ("去年", True)


def test_merged_cells_are_filled() -> None:
    content = io.BytesIO()
    with xlsxwriter.Workbook(content) as book:
        sheet = book.add_worksheet()
        sheet.merge_range(0, 0, 1, 0, "交通费")
        sheet.write(1, 1, "大巴")

    lines = read_table_file(content.getvalue(), "a.xlsx")[0].lines

    assert [(cell.text, cell.is_filled) for cell in lines[1].cells] == [("交通费", True), ("大巴", False)]
