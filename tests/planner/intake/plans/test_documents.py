"""Files with a plan: what is read of them, and what is said where nothing can be read."""

import io
import struct

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.plans.documents import read_document

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def saved(document: docx.document.Document) -> bytes:
    """The bytes of a Word file."""
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_text_is_decoded(encoding: str) -> None:
    assert read_document("一、时间：3月5日\n".encode(encoding)) == "一、时间：3月5日\n"


def test_word_files_keep_the_order_of_paragraphs_and_tables() -> None:
    document = docx.Document()
    document.add_paragraph("二、日程")
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["时间", "内容", "9:00", "开幕"], strict=True):
        cell.text = text
    document.add_paragraph("三、物资")

    assert read_document(saved(document)) == "二、日程\n时间\t内容\n9:00\t开幕\n三、物资"


def test_merged_cells_stand_once() -> None:
    document = docx.Document()
    table = document.add_table(2, 2)
    for cell, text in zip(table._cells, ["日期", "内容", "", "闭幕"], strict=True):
        cell.text = text
    table.cell(0, 0).merge(table.cell(1, 0))

    assert read_document(saved(document)) == "日期\t内容\n\t闭幕"


def test_changes_are_accepted() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("地点：")
    inserted = f'<w:ins {nsdecls("w")} w:author="a"><w:r><w:t>新礼堂</w:t></w:r></w:ins>'
    deleted = f'<w:del {nsdecls("w")} w:author="a"><w:r><w:delText>旧礼堂</w:delText></w:r></w:del>'
    for xml in (inserted, deleted):
        paragraph._p.append(parse_xml(xml))

    assert read_document(saved(document)) == "地点：新礼堂"


def test_text_boxes_stand_behind_their_paragraph() -> None:
    document = docx.Document()
    run = document.add_paragraph("标题").add_run()
    box = f"<w:pict {nsdecls('w')}><w:txbxContent><w:p><w:r><w:t>框里</w:t></w:r></w:p></w:txbxContent></w:pict>"
    run._r.append(parse_xml(box))

    assert read_document(saved(document)) == "标题\n框里"


def test_items_that_word_numbers_are_items() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("乘车系安全带")
    numbering = f'<w:numPr {nsdecls("w")}><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    paragraph._p.get_or_add_pPr().append(parse_xml(numbering))

    assert read_document(saved(document)) == "- 乘车系安全带"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"%PDF-1.7 ...", "PDF"),
        (b"{\\rtf1 ...}", "RTF"),
        (b"PK\x03\x04 broken", "打不开"),
        (_OLE + b"\0" * 600, "另存为 .docx"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "不是文字"),
    ],
)
def test_other_files_are_refused_in_words(content: bytes, says: str) -> None:
    with pytest.raises(UnreadableFileError, match=says):
        read_document(content)


def test_a_bomb_is_not_unpacked() -> None:
    import zipfile

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * (65 * 1024 * 1024))

    with pytest.raises(UnreadableFileError, match="太大"):
        read_document(out.getvalue())


def word_97(text: str, *, flags: int = 0, version: int = 0xC1, magic: int = 0xA5EC) -> tuple[bytes, bytes]:
    """The two streams of an old Word file with two pieces: one in UTF-16, one of one byte a character."""
    wide, narrow = text[:-2].encode("utf-16-le"), text[-2:].encode("cp1252")
    word = bytearray(0x400) + wide + narrow
    struct.pack_into("<HH", word, 0, magic, version)
    struct.pack_into("<H", word, 0x0A, flags)
    struct.pack_into("<I", word, 0x4C, len(text))
    places = struct.pack("<3I", 0, len(text) - 2, len(text))
    narrow_at = (0x400 + len(wide)) * 2 | 0x4000_0000
    pieces = struct.pack("<HIH", 0, 0x400, 0) + struct.pack("<HIH", 0, narrow_at, 0)
    table = b"\x01" + struct.pack("<H", 2) + b"xx" + b"\x02" + struct.pack("<I", len(places + pieces)) + places + pieces
    struct.pack_into("<II", word, 0x1A2, 0, len(table))
    return bytes(word), table


def test_old_word_files_are_read_piece_by_piece() -> None:
    from planner.intake.plans.oldwordfiles import read_streams

    text = "活动方案\r时间\x07内容\x07\x07\x13 PAGE \x149\x15:00\r"

    assert read_streams(word_97(text)[0], lambda name: word_97(text)[1]) == "活动方案\n时间\t内容\n9:00\n"


@pytest.mark.parametrize(
    ("change", "says"), [({"flags": 0x100}, "密码"), ({"version": 0x68}, "很早"), ({"magic": 0xA5DC}, "很早")]
)
def test_old_word_files_that_cannot_be_read_say_why(change: dict[str, int], says: str) -> None:
    from planner.intake.plans.oldwordfiles import read_streams

    with pytest.raises(UnreadableFileError, match=says):
        read_streams(word_97("活动方案ok", **change)[0], lambda name: b"")
