"""What a file really is."""

import pytest

from planner.filetypes import JPEG, PDF, PNG, accept_types, extension_of, recognise, size_label
from tests.planner.filesamples import DOCX, FILES, OLE, archive


@pytest.mark.parametrize("extension", FILES)
def test_types_are_told_by_content(extension: str) -> None:
    content, mime = FILES[extension]
    found = recognise(content)

    assert found is not None
    assert (found.extension, found.mime) == (extension, mime)


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
        archive("readme.txt"),
        archive("xl/workbook.xml", "xl/vbaProject.bin"),
        archive("word/document.xml", "word/vbaProject.bin"),
        with_odd_version(archive("word/document.xml")),
        with_odd_name(archive("odd.xml")),
    ],
)
def test_all_others_are_not_taken(content: bytes) -> None:
    assert recognise(content) is None


@pytest.mark.parametrize(
    ("name", "extension"),
    [
        ("a.PDF", "pdf"),
        ("照片.JPEG", "jpg"),
        ("x.jpe", "jpg"),
        ("没有", ""),
        ("a.tar.gz", "gz"),
        (".png", "png"),
        ("a.", ""),
    ],
)
def test_extension_of_a_name(name: str, extension: str) -> None:
    assert extension_of(name) == extension


def test_file_fields_offer_extensions_with_their_synonyms() -> None:
    assert accept_types(PDF, JPEG, PNG) == ".pdf,.jpg,.jpeg,.jpe,.png"


@pytest.mark.parametrize(
    ("size", "label"),
    [
        (0, "0 KB"),
        (1, "1 KB"),
        (1024, "1 KB"),
        (1025, "2 KB"),
        (2**20, "1024 KB"),
        (2**20 + 1, "1.0 MB"),
        (1_101_004, "1.0 MB"),
        (1_101_005, "1.1 MB"),
        (20 * 2**20, "20.0 MB"),
    ],
)
def test_size_label(size: int, label: str) -> None:
    assert size_label(size) == label
