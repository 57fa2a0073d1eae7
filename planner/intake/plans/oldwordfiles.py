"""The text of a .doc (Word 97 to 2003), piece by piece as its table says ([MS-DOC] 2.4.1, 2.5.1, 2.9.38)."""

import io
import re
import struct
from collections.abc import Callable

import olefile

from planner.intake.invoices.limits import UnreadableFileError

_MAGIC, _WORD_97 = 0xA5EC, 0x00C1
_ENCRYPTED, _SECOND_TABLE = 0x0100, 0x0200
_FLAGS, _CHARACTERS, _CLX, _CLX_LENGTH = 0x0A, 0x4C, 0x01A2, 0x01A6
_NARROW = 0x4000_0000
_BROKEN = "这个 .doc 打不开。在 Word 或 WPS 里另存为 .docx 再来，或者复制文字粘贴进来。"
_LOCKED = "这个 .doc 有密码。去掉密码，另存为 .docx 再来。"
_OLD = "这个 .doc 是很早的 Word 存的。在 Word 或 WPS 里另存为 .docx 再来。"
# A field is its instruction and its result: only the result is text.
_INSTRUCTION = re.compile("\x13[^\x13\x14\x15]*(?:\x14|(?=\x15))")
_SIGNS = str.maketrans({"\r": "\n", "\x0b": "\n", "\x0c": "\n", "\x1e": "-", "\x1f": "", "\x15": "", "\x14": ""})
_OBJECTS = re.compile("[\x00-\x06\x08\x0e-\x12\x16-\x1d]")


def read_doc(content: bytes) -> str:
    """The main text with tables as lines with tabs; raises UnreadableFileError with what to do instead."""
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as file:
            if not file.exists("WordDocument"):
                raise UnreadableFileError(_BROKEN)
            word = file.openstream("WordDocument").read()
            return read_streams(word, lambda name: bytes(file.openstream(name).read()))
    except UnreadableFileError:
        raise
    # A broken file fails in as many ways as there are structures in it.
    except Exception as fault:
        raise UnreadableFileError(_BROKEN) from fault


def read_streams(word: bytes, stream: Callable[[str], bytes]) -> str:
    """The main text of the stream WordDocument; `stream` gives the one with its tables by name."""
    _check(word)
    flags = _number(word, _FLAGS, "<H")
    return _tidy(_pieces(word, stream("1Table" if flags & _SECOND_TABLE else "0Table")))


def _check(word: bytes) -> None:
    magic, version = struct.unpack_from("<HH", word)
    if magic != _MAGIC:
        raise UnreadableFileError(_OLD if magic in (0xA5DC, 0xA59B, 0xA59C) else _BROKEN)
    if version < _WORD_97:
        raise UnreadableFileError(_OLD)
    if _number(word, _FLAGS, "<H") & _ENCRYPTED:
        raise UnreadableFileError(_LOCKED)


def _number(data: bytes, at: int, form: str) -> int:
    (value,) = struct.unpack_from(form, data, at)
    return int(value)


def _pieces(word: bytes, table: bytes) -> str:
    """The characters of the main text, in order of the document."""
    at, end = _number(word, _CLX, "<I"), _number(word, _CLX, "<I") + _number(word, _CLX_LENGTH, "<I")
    while at < end and table[at] == 1:
        at += 3 + _number(table, at + 1, "<H")
    count = (_number(table, at + 1, "<I") - 4) // 12
    at += 5
    places = struct.unpack_from(f"<{count + 1}I", table, at)
    texts: list[str] = []
    for n in range(count):
        where = _number(table, at + 4 * (count + 1) + 8 * n + 2, "<I")
        length = places[n + 1] - places[n]
        texts.append(_piece(word, where, length))
    return "".join(texts)[: _number(word, _CHARACTERS, "<I")]


def _piece(word: bytes, where: int, length: int) -> str:
    if where & _NARROW:
        start = (where & ~_NARROW) // 2
        return word[start : start + length].decode("cp1252", "replace")
    return word[where : where + 2 * length].decode("utf-16-le", "replace")


def _tidy(text: str) -> str:
    """Cells by tabs, rows by line ends: a cell ends with the sign 7, a row with one more."""
    while _INSTRUCTION.search(text):
        text = _INSTRUCTION.sub("", text)
    text = _OBJECTS.sub("", text)
    text = re.sub("\x07\x07", "\n", text)
    return text.replace("\x07", "\t").translate(_SIGNS)
