"""Typst: plain data and a template in, the bytes of a PDF out. User text goes in as data and is never markup."""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

TEMPLATES = Path(__file__).with_name("typst")
# A moment of the paper itself would make two prints of the same event differ: 2020-01-01T00:00Z.
CREATED = 1_577_836_800
# The font has no colour pictures, and a box with a cross says less than nothing.
_PICTURES = re.compile("[\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff\U000e0000-\U000e0fff\ufe00-\ufe0f]+")
_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
_MARKS = re.compile("([\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]{3})[\u0300-\u20ff]+")
# Chinese breaks anywhere; a long run of anything else has to be told where.
_LONG_WORD = re.compile("[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]{21,}")
_MAY_BREAK = "\u200b"
_lock = Lock()


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of that template (a file of `typst/`) with the data; the same data gives the same bytes.

    Guarantees: every string of `data` is printed as it stands, never read as markup. Safe to call from several threads.
    """
    text = json.dumps(printable(data), ensure_ascii=False, separators=(",", ":"))
    with _lock:
        pdf: bytes = _compiler().compile(
            input=str(TEMPLATES / template), format="pdf", sys_inputs={"data": text}, timestamp=CREATED
        )
    return pdf


def printable(value: Any) -> Any:
    """The same data with strings that a printer can print: no control characters, no pictures, breakable words."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {key: printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [printable(item) for item in value]
    return value


def _clean(text: str) -> str:
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
        text = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _UNPRINTABLE)
    kept = _PICTURES.sub("", text)
    kept = _LINES.sub("\n", _BLANKS.sub(" ", kept)).strip()
    if not kept and text.strip():
        return "□"
    if len(kept) > 20:
        kept = _LONG_WORD.sub(_breakable, kept)
    return _MARKS.sub(r"\1", kept)


_UNPRINTABLE = frozenset(("Cc", "Cf", "Cs", "Co", "Cn"))


def _breakable(word: re.Match[str]) -> str:
    return _MAY_BREAK.join(word[0][at : at + 8] for at in range(0, len(word[0]), 8))


@cache
def _compiler() -> Any:
    """One compiler a process: it keeps the font in memory. Only the sans font is read; nothing of the system is."""
    import typst
    from pylopdf_fonts_zh_cn import sans_path

    fonts = typst.Fonts(
        include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(Path(sans_path()).parent)]
    )
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)
