"""The text of a plan that comes as a file: .docx with its tables as tabs, .txt in the codings of Chinese programs."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from planner.intake.invoices.limits import MEBIBYTE, UnreadableFileError
from planner.intake.invoices.xmlfiles import parse_xml

MOST_FILE_BYTES = 20 * MEBIBYTE
_MOST_TEXT_BYTES = 24 * MEBIBYTE
_BODY = "word/document.xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BROKEN = (zipfile.BadZipFile, zlib.error, RuntimeError, EOFError, OSError, ValueError, KeyError)
_CODINGS = ("utf-8-sig", "gb18030")
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_NOT_READ = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", f"{_W}rPr", f"{_W}instrText", f"{_W}delText"})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
# Word writes a text box twice, the second time for programs that can't draw the first.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"


def read_plan_file(data: bytes, filename: str) -> str:
    """The text of the file, one paragraph or table row a line; raises UnreadableFileError with a Chinese sentence."""
    if not data:
        raise UnreadableFileError(f"“{filename}”是空文件。")
    if len(data) > MOST_FILE_BYTES:
        size, most = len(data) // MEBIBYTE, MOST_FILE_BYTES // MEBIBYTE
        raise UnreadableFileError(f"“{filename}”有 {size} MB，最多读 {most} MB。删掉图片另存一份，或者复制文字粘贴。")
    if data.startswith(b"%PDF"):
        raise UnreadableFileError(f"“{filename}”是 PDF，读不出段落。打开它，全选复制，再粘贴到这里。")
    if data.startswith(_OLE):
        raise UnreadableFileError(_refuse_ole(filename))
    return _read_word(data, filename) if data.startswith(b"PK") else _decode(data, filename)


def _refuse_ole(filename: str) -> str:
    if filename.lower().endswith(".docx"):
        return f"“{filename}”加了密码。在 Word 里去掉密码再传，或者复制文字粘贴。"
    return f"“{filename}”是旧格式。在 Word 或 WPS 里另存为 .docx 再传，或者复制文字粘贴。"


def _decode(data: bytes, filename: str) -> str:
    codings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else _CODINGS
    for coding in codings:
        try:
            text = data.decode(coding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise UnreadableFileError(f"“{filename}”读不出文字。传 .docx 或 .txt，或者复制文字粘贴。")


def _read_word(data: bytes, filename: str) -> str:
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive, archive.open(_BODY) as part:
            content = part.read(_MOST_TEXT_BYTES + 1)
    except _BROKEN as fault:
        raise UnreadableFileError(f"“{filename}”不是 Word 文档，或者没传完。传 .docx，或者复制文字粘贴。") from fault
    if len(content) > _MOST_TEXT_BYTES:
        raise UnreadableFileError(f"“{filename}”太长，没有读。把方案那几页复制过来粘贴。")
    return "\n".join(_lines(parse_xml(content)))


def _lines(element: etree._Element) -> Iterator[str]:
    """The lines below an element: its paragraphs, and the rows of its tables with tabs between their cells."""
    for child in element:
        if child.tag == f"{_W}p":
            yield _text(child)
        elif child.tag == f"{_W}tr":
            cells = (" ".join(_lines(cell)).replace("\t", " ") for cell in child.iter(f"{_W}tc"))
            yield "\t".join(cells)
        elif child.tag not in _NOT_READ and child.tag != _FALLBACK:
            yield from _lines(child)


def _text(paragraph: etree._Element) -> str:
    return "".join(_words(paragraph))


def _words(element: etree._Element) -> Iterator[str]:
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _SIGNS:
            yield _SIGNS[child.tag]
        elif child.tag not in _NOT_READ and child.tag != _FALLBACK:
            yield from _words(child)
