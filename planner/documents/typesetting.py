"""Typst: plain data and a template in, a PDF or a picture out. User text goes in as data and is never markup."""

import atexit
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterable, Mapping
from threading import Lock
from typing import Any

from planner.documents import press
from planner.documents.glyphs import STAND_IN, fit_to_fonts

_BLANKS = re.compile(r"[^\S\n]+")
_LINES = re.compile(r" ?\n[ \n]*")
# Signs above and below a letter: three are a language, a hundred are a prank that covers other lines.
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff]"
_MARKS = re.compile(f"({_MARK}{{3}}){_MARK}+")
# Chinese breaks anywhere; a long run of anything else has to be told where.
_LONG_WORD = re.compile("[^\\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f]{21,}")
_MAY_BREAK, _PIECE = "\u200b", 8


def typeset(template: str, data: dict[str, Any]) -> bytes:
    """The PDF of that template (a file of `typst/`) with the data; the same data gives the same bytes.

    Guarantees: every string of `data` is printed as it stands, never read as markup. Safe to call from several
    threads. Raises RuntimeError when typst refuses, which no data should bring about.
    """
    return _ask_press(template, data, {"format": "pdf"})


def typeset_parts(template: str, parts: Iterable[tuple[dict[str, Any], Mapping[str, bytes]]], *, edge: int) -> bytes:
    """The PDF of that template for each of the data in turn, all pages in one file; with each come its photos.

    Photos are JPEG by the names that the data has for them, and are shrunk to `edge` pixels. However many parts there
    are, those of one are in memory: a press of its own prints them, and others get their papers meanwhile.
    """
    own = _Press()
    try:
        printed = [_ask_press(template, data, {"format": "pdf", "edge": edge}, photos, own) for data, photos in parts]
        return _ask_press(press.JOIN, {}, {}, {str(at): part for at, part in enumerate(printed)}, own)
    finally:
        own.close()


def draw_picture(
    template: str, data: dict[str, Any], photos: Mapping[str, bytes], *, ppi: float, edge: int, most_bytes: int = 0
) -> bytes:
    """The first page with photos (JPEG, by the names that the data has for them, shrunk to `edge` pixels) as PNG.

    With `most_bytes` it is a JPEG on white, as good as fits into that.
    """
    size = {"most_bytes": most_bytes} if most_bytes else {}
    return _ask_press(template, data, {"format": "png", "ppi": ppi, "edge": edge, **size}, photos)


def draw_page(template: str, data: dict[str, Any], *, ppi: float) -> bytes:
    """The first page of the same paper as PNG, with so many pixels to the inch. It guarantees what `typeset` does."""
    return _ask_press(template, data, {"format": "png", "ppi": ppi})


def _ask_press(
    template: str,
    data: dict[str, Any],
    options: dict[str, Any],
    files: Mapping[str, bytes] | None = None,
    press_of_own: "_Press | None" = None,
) -> bytes:
    text = json.dumps(make_printable(data), ensure_ascii=False, separators=(",", ":"))
    files = files or {}
    request = json.dumps([template, text, options, list(files)], ensure_ascii=False).encode()
    answer = (press_of_own or _press).ask(request, *files.values())
    if not answer.startswith(b"+"):
        raise RuntimeError(answer[1:].decode())
    return answer[1:]


class _Press:
    """The press of this process: started with the first paper, and again when it has ended meanwhile."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def ask(self, *request: bytes) -> bytes:
        """Its answer; a press that went home for want of work is called back once."""
        with self._lock:
            # After a fork the press belongs to the parent.
            kept = self._process if self._owner == os.getpid() else None
            if kept is not None:
                try:
                    return _exchange(kept, *request)
                except (EOFError, OSError):
                    self.close()
            self._process, self._owner = _start(), os.getpid()
            return _exchange(self._process, *request)

    def close(self) -> None:
        """End it, if it is ours."""
        process, self._process = self._process, None
        if process is not None and self._owner == os.getpid():
            process.kill()
            process.communicate()


def _start() -> subprocess.Popen[bytes]:
    # -P: the folder of the script has a calendar.py that is not the one of Python.
    command = [sys.executable, "-P", press.__file__]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)


def _exchange(process: subprocess.Popen[bytes], *request: bytes) -> bytes:
    assert process.stdin is not None
    assert process.stdout is not None
    for message in request:
        press.write_message(process.stdin, message)
    return press.read_message(process.stdout)


_press = _Press()
atexit.register(_press.close)


def make_printable(value: Any) -> Any:
    """The same data with strings that a printer can print: no control characters, 〓 for what no font has."""
    if isinstance(value, str):
        return _clean(value)
    if isinstance(value, dict):
        return {key: make_printable(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [make_printable(item) for item in value]
    return value


def ems(text: str) -> float:
    """About how wide a line of text is, in widths of a Chinese character."""
    return round(sum(1 if character >= "\u2e80" else 0.62 for character in text), 2)


def shorten(text: str, most: int) -> str:
    """At most so many characters; … stands for the rest."""
    return text if len(text) <= most else text[: most - 1] + "…"


def _clean(text: str) -> str:
    if not text.isprintable():
        text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    kept = _LINES.sub("\n", _BLANKS.sub(" ", fit_to_fonts(text))).strip()
    if not kept and text.strip():
        return STAND_IN
    kept = _MARKS.sub(r"\1", kept)
    return _LONG_WORD.sub(_allow_breaks, kept) if len(kept) > 20 else kept


def _allow_breaks(word: re.Match[str]) -> str:
    return _MAY_BREAK.join(word[0][at : at + _PIECE] for at in range(0, len(word[0]), _PIECE))
