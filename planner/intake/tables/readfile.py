"""A file that was dropped: what it is, told by its bytes, and the tables in it."""

import re

from planner.filecontent import recognise
from planner.filetypes import DOC, DOCX, PDF, extension_of
from planner.intake.invoices.limits import UnreadableFileError
from planner.intake.tables import limits
from planner.intake.tables.table import Table
from planner.intake.tables.texttable import read_text_table

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_MACRO_EXTENSIONS = frozenset({"xlsm", "xltm", "xlsb", "docm"})
_HTML_START = re.compile(rb"\s*<(?:!doctype|html|head|body|table|meta|div|\?xml[^>]*>\s*<html)", re.IGNORECASE)
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
# Never guessed by a detector: whatever is no UTF-8 here is the code of Chinese Windows.
_ENCODINGS = ("utf-8-sig", "gb18030")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1a]")
_CHINESE_WINDOWS = frozenset({"gb2312", "gbk", "gb_2312-80", "x-gbk"})
_TEXT_EXTENSIONS = frozenset({"csv", "tsv", "txt", "tab", "xls", "et", "htm", "html", ""})


def read_table_file(data: bytes, filename: str) -> tuple[Table, ...]:
    """The tables of a file, one a sheet or one a table of the text; those without any text are left out.

    Raises UnreadableFileError with a sentence for what is no table, has a password, runs, is broken or too large.
    """
    limits.check_bytes(data)
    extension = extension_of(filename).lstrip(".").lower()
    if extension in _MACRO_EXTENSIONS:
        raise UnreadableFileError(limits.MACROS)
    kind = recognise(data, filename)
    if kind is not None and kind.mime.startswith("image/"):
        raise UnreadableFileError(limits.IMAGE)
    if kind is PDF:
        raise UnreadableFileError(limits.PDF_FILE)
    if data.startswith(_OLE):
        _refuse_ole(data, is_word=kind is DOC or extension in {"doc", "wps"})
    if data.startswith((_ZIP, _OLE)):
        return _read_office(data, is_word=kind is DOCX)
    if extension in {"xlsx", "ods", "docx"}:
        raise UnreadableFileError(limits.BROKEN)
    return _read_text(data, extension)


def _read_office(data: bytes, *, is_word: bool) -> tuple[Table, ...]:
    # Those who read files load what decodes them, not those who only take text.
    from planner.intake.tables.wordtables import read_word_tables
    from planner.intake.tables.workbooks import read_workbook

    return read_word_tables(data) if is_word else read_workbook(data)


def _refuse_ole(data: bytes, *, is_word: bool) -> None:
    if _ENCRYPTED_STREAM in data:
        raise UnreadableFileError(limits.LOCKED)
    if is_word:
        raise UnreadableFileError(limits.OLD_WORD)


def _read_text(data: bytes, extension: str) -> tuple[Table, ...]:
    if _HTML_START.match(data.removeprefix(b"\xef\xbb\xbf")[:200]):
        from planner.intake.tables.htmltables import read_html_tables

        return read_html_tables(_decode_html(data))
    text = _decode(data)
    if extension not in _TEXT_EXTENSIONS or _NOT_TEXT.search(text):
        raise UnreadableFileError(limits.UNKNOWN)
    if not text.strip():
        return ()
    return (read_text_table(text, delimiter=_find_delimiter(text) if extension == "csv" else ""),)


def _decode(data: bytes) -> str:
    """The text of a file by the codes that programs of Chinese offices write, tried in this order."""
    if data.startswith(_UTF16):
        return data.decode("utf-16", "replace").removeprefix("\ufeff")
    for encoding in _ENCODINGS:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise UnreadableFileError(limits.UNKNOWN)


def _decode_html(data: bytes) -> str:
    named = _CHARSET.search(data[:2000])
    code = named[1].decode("ascii", "replace").lower() if named else ""
    if code in _CHINESE_WINDOWS and not data.startswith(_UTF16):
        return data.decode("gb18030", "replace")
    return _decode(data)


def _find_delimiter(text: str) -> str:
    """What stands most often in the first lines, of what programs write between cells."""
    head = "\n".join(text.splitlines()[:20])
    return max(("\t", ",", ";"), key=head.count)
