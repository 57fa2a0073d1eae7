"""Tables of .docx files: as Word shows them once all changes are accepted."""

import io
import zipfile

import docx
import pytest

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables import limits
from planner.intake.tables.readfile import read_table_file

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
NUMBERING = (
    f'<w:numbering xmlns:w="{W}"><w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
    '<w:numFmt w:val="FORMAT"/><w:lvlText w:val="%1、"/></w:lvl></w:abstractNum>'
    '<w:num w:numId="7"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)
ITEM = '<w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="7"/></w:numPr></w:pPr>'


def document(body: str, numbering: str = "") -> bytes:
    """A .docx with that text."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        main = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
        types = f'<Types><Override PartName="/word/document.xml" ContentType="{main}"/></Types>'
        archive.writestr("[Content_Types].xml", types)
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>')
        if numbering:
            archive.writestr("word/numbering.xml", numbering)
    return content.getvalue()


def cell(inside: str, properties: str = "") -> str:
    """A cell."""
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def words(text: str, before: str = "") -> str:
    """A paragraph."""
    return f"<w:p>{before}<w:r><w:t>{text}</w:t></w:r></w:p>"


def first_line(*cells: str, numbering: str = "") -> list[str]:
    """The texts of a table with one row."""
    (table,) = read_table_file(document(f"<w:tbl><w:tr>{''.join(cells)}</w:tr></w:tbl>", numbering), "a.docx")
    return [each.text for each in table.lines[0].cells]


@pytest.mark.parametrize(
    ("kind", "expected"), [("decimal", "1、甲\n2、乙"), ("chineseCounting", "一、甲\n二、乙"), ("bullet", "甲\n乙")]
)
def test_automatic_numbers_are_those_that_word_shows(kind: str, expected: str) -> None:
    items = words("甲", ITEM) + words("乙", ITEM)

    found = first_line(cell(items), numbering=NUMBERING.replace("FORMAT", kind))

    assert found[0].replace("、 ", "、") == expected


@pytest.mark.parametrize(
    ("inside", "text"),
    [
        (words("甲") + words("乙"), "甲\n乙"),
        ("<w:p><w:r><w:t>甲</w:t><w:br/><w:t>乙</w:t></w:r></w:p>", "甲\n乙"),
        ("<w:p><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t></w:r></w:p>", "甲 乙"),
        ("<w:p><w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:ins><w:r><w:t>新</w:t></w:r></w:ins></w:p>", "新"),
        ("<w:p><w:moveFrom><w:r><w:t>旧</w:t></w:r></w:moveFrom><w:r><w:t>甲</w:t></w:r></w:p>", "甲"),
        ("<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏</w:t></w:r><w:r><w:t>甲</w:t></w:r></w:p>", "甲"),
        ('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>甲</w:t></w:r></w:p>', "甲"),
        ("<w:p><w:hyperlink><w:r><w:t>甲</w:t></w:r></w:hyperlink></w:p>", "甲"),
        (f"<w:sdt><w:sdtContent>{words('甲')}</w:sdtContent></w:sdt>", "甲"),
        (f"<w:tbl><w:tr>{cell(words('甲'))}{cell(words('乙'))}</w:tr></w:tbl><w:p/>", "甲 乙"),
    ],
)
def test_text_of_a_cell_is_what_word_shows(inside: str, text: str) -> None:
    assert first_line(cell(inside), cell(words("."))) == [text, "."]


def test_merged_cells_and_columns_are_laid_out() -> None:
    restart, span, goes_on = '<w:vMerge w:val="restart"/>', '<w:gridSpan w:val="2"/>', "<w:vMerge/>"
    rows = f"<w:tr>{cell(words('甲'), restart)}{cell(words('乙'), span)}</w:tr>"
    rows += f"<w:tr>{cell('<w:p/>', goes_on)}{cell(words('丙'))}{cell(words('丁'))}</w:tr>"

    (table,) = read_table_file(document(f"<w:tbl>{rows}</w:tbl>"), "a.docx")

    assert [[(c.text, c.is_filled) for c in line.cells] for line in table.lines] == [
        [("甲", False), ("乙", False), ("乙", True)],
        [("甲", True), ("丙", False), ("丁", False)],
    ]


def test_only_the_nearest_lines_stand_with_a_table() -> None:
    content = io.BytesIO()
    word = docx.Document()
    for at in range(6):
        word.add_paragraph(f"第{at}段")
    word.add_table(1, 2).cell(0, 0).text = "甲"
    word.add_paragraph("注")
    word.save(content)

    (table,) = read_table_file(content.getvalue(), "a.docx")

    assert [line.cells[0].text for line in table.lines] == ["第3段", "第4段", "第5段", "甲", "注"]
    assert [line.is_outside for line in table.lines] == [True, True, True, False, True]


def test_text_without_a_table_has_none() -> None:
    assert read_table_file(document(words("甲")), "a.docx") == ()


@pytest.mark.parametrize("body", ["<w:tbl>", "</w:body>", "<!DOCTYPE a>"])
def test_broken_text_is_said(body: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_table_file(document(body), "a.docx")

    assert str(refused.value) == limits.BROKEN
