"""What a file really is."""

import io
import re
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.filecontent import recognise
from tests.planner.filesamples import DOCX, FILES, OLE, PNG, archive, stream

PDF = FILES["pdf"][0]
INVOICE = FILES["xml"][0]
BOM = b"\xef\xbb\xbf"


def found(content: bytes, name: str = "") -> str:
    """The extension that a file gets, "" for one that is not taken."""
    kind = recognise(content, name)
    return kind.extension if kind else ""


@pytest.mark.parametrize("extension", FILES)
def test_types_are_told_by_content(extension: str) -> None:
    content, mime = FILES[extension]
    kind = recognise(content, f"文件.{extension}")

    assert kind is not None
    assert (kind.extension, kind.mime) == (extension, mime)


def with_odd_version(content: bytes) -> bytes:
    """An archive that wants a version of zip that nobody has."""
    at = content.rindex(b"PK\x01\x02")
    return content[: at + 6] + b"\xff\x00" + content[at + 8 :]


def with_odd_name(content: bytes) -> bytes:
    """An archive whose entry is called what no UTF-8 can be."""
    at = content.rindex(b"PK\x01\x02")
    return (content[: at + 8] + b"\x00\x08" + content[at + 10 :]).replace(b"odd.xml", b"\xff\xfe\xfd.xml")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PD",
        b"P",
        b"PK\x03\x04",
        b"PK\x03\x04" + bytes(5000),
        b"RIFF",
        b"RIFF0000WAVE",
        b"<svg/>",
        b"MZ",
        DOCX[: len(DOCX) // 2],
        DOCX[4:],
        OLE,
        OLE + bytes(512),
        OLE + stream("PowerPoint Document"),
        archive("readme.txt"),
        archive("xl/workbook.xml", "xl/vbaProject.bin"),
        archive("word/document.xml", "word/vbaProject.bin"),
        archive("word\\document.xml", "word\\vbaProject.bin"),
        with_odd_version(archive("word/document.xml")),
        with_odd_name(archive("odd.xml")),
        b"\0\0\0\x18ftypavif" + bytes(16),
        b"\0\0\0\x18ftypmp42" + bytes(16),
    ],
)
def test_all_others_are_not_taken(content: bytes) -> None:
    assert recognise(content) is None


# --- PDF -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("junk", [BOM, b"\r\n\r\n", b"\0" * 8, b"\x1b%-12345X@PJL\n", b" " * 1023])
def test_pdf_is_found_behind_junk(junk: bytes) -> None:
    assert found(junk + PDF) == "pdf"


@pytest.mark.parametrize(
    "junk",
    [
        b" " * 1024,
        b"<html>",
        b"\n <script>alert(1)</script>",
        "<svg>".encode("utf-16-le"),
        b"MZ\x90\0",
        b"\x7fELF",
        b"#!/bin/sh\n",
        b"PK\x03\x04",
        b"{\\rtf1 ",
    ],
)
def test_pdf_that_is_something_else_as_well_is_not_taken(junk: bytes) -> None:
    assert recognise(junk + PDF, "发票.pdf") is None


def test_what_begins_as_a_picture_is_no_pdf() -> None:
    assert found(PNG + PDF, "发票.pdf") == "png"


# --- Word, Excel, OFD: archives --------------------------------------------------------------------------------------


def renamed(content: bytes, old: str, new: str) -> bytes:
    """An archive with one part under another name, wherever it is named."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(held, "w") as after:
        for name in before.namelist():
            after.writestr(name.replace(old, new), before.read(name).replace(old.encode(), new.encode()))
    return held.getvalue()


@pytest.mark.parametrize(
    ("extension", "old", "new"),
    [
        ("docx", "document.xml", "document2.xml"),
        ("xlsx", "workbook.xml", "workbook22.xml"),
    ],
)
def test_main_part_may_have_another_name(extension: str, old: str, new: str) -> None:
    content = renamed(FILES[extension][0], old, new)

    assert not {"word/document.xml", "xl/workbook.xml"} & set(zipfile.ZipFile(io.BytesIO(content)).namelist())
    assert found(content) == extension


@pytest.mark.parametrize(("name", "extension"), [("word\\document.xml", "docx"), ("xl\\workbook.xml", "xlsx")])
def test_names_in_the_way_of_windows_are_read(name: str, extension: str) -> None:
    assert found(archive("[Content_Types].xml", name)) == extension


def typed_archive(types: str, *names: str, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """An archive that says of itself what it is."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", method) as made:
        made.writestr("[Content_Types].xml", types)
        for name in names:
            made.writestr(name, "x")
    return held.getvalue()


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
OVERRIDE = f'<Override PartName="/word/document2.xml" ContentType="{WORD}"/>'


def test_main_part_must_be_there_and_be_said() -> None:
    assert found(typed_archive(OVERRIDE, "word/document2.xml")) == "docx"
    assert found(typed_archive(OVERRIDE, "word/other.xml")) == ""
    assert found(typed_archive(f"<!-- {WORD} -->", "word/document2.xml")) == ""


def test_macros_are_not_taken_under_any_name() -> None:
    macros = "application/vnd.ms-word.document.macroEnabled.main+xml"

    assert found(typed_archive(OVERRIDE + macros, "word/document2.xml")) == ""
    assert found(typed_archive(OVERRIDE, "word/document2.xml", "word/vbaProject.bin")) == ""


def test_list_of_parts_is_never_unpacked_whole() -> None:
    bomb = typed_archive(" " * (60 * 2**20) + OVERRIDE, "word/document2.xml")

    assert len(bomb) < 100_000
    assert found(bomb) == ""


def test_list_of_parts_that_could_unpack_without_bounds_is_not_read() -> None:
    assert found(typed_archive(OVERRIDE, "word/document2.xml", method=zipfile.ZIP_LZMA)) == ""


@given(st.data())
def test_broken_archives_are_no_fault(data: st.DataObject) -> None:
    content = bytearray(renamed(DOCX, "document.xml", "document2.xml"))
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(4, len(content) - 1))] = data.draw(st.integers(0, 255))

    assert found(bytes(content)) in {"", "docx", "xlsx", "ofd"}


# --- OLE: Word, Excel and WPS of old ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("content", "name", "extension"),
    [
        (FILES["doc"][0], "方案.wps", "wps"),
        (FILES["doc"][0], "方案.doc", "doc"),
        (FILES["doc"][0], "方案", "doc"),
        (FILES["xls"][0], "预算.et", "et"),
        (FILES["xls"][0], "预算.doc", "xls"),
        (OLE + bytes(504) + stream("Book"), "旧表.xls", "xls"),
        (OLE + bytes(504) + stream("WordDocument") + stream("Workbook"), "方案.docx", "doc"),
        (OLE + bytes(504) + stream("Workbook") + stream("WordDocument"), "预算.xlsx", "xls"),
    ],
)
def test_name_decides_between_types_of_the_same_bytes(content: bytes, name: str, extension: str) -> None:
    assert found(content, name) == extension


# --- XML of invoices -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [b"", BOM, b"\r\n", b"\n  "])
def test_invoice_is_found_behind_junk(before: bytes) -> None:
    assert found(before + INVOICE) == "xml"
    assert found(before + re.sub(rb"<\?xml.*?\?>", b"", INVOICE)) == "xml"


@pytest.mark.parametrize(
    "content",
    [
        b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>',
        b'<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"/>',
        b'<?xml version="1.0"?><EInvoices/>',
        b'<?xml version="1.0"?><!DOCTYPE EInvoice [<!ENTITY a "b">]><EInvoice/>',
        b'<?xml version="1.0"?><EInvoice><script>alert(1)</script></EInvoice>',
        b'<?xml version="1.0"?><EInvoice><x:script xmlns:x="http://www.w3.org/1999/xhtml"/></EInvoice>',
        b'<?xml version="1.0"?><EInvoice><a xmlns="http://www.w3.org/2000/SVG" onload="x"/></EInvoice>',
        b'<?xml version="1.0"?><EInvoice/><?xml-stylesheet href="x.xsl"?>',
    ],
)
def test_xml_that_is_no_invoice_or_that_acts_is_not_taken(content: bytes) -> None:
    assert recognise(content, "发票.xml") is None
