"""The press: typst as a process of its own. Run as a script by `typesetting`; it ends when it has nothing to do.

Typst takes 45 MB with its font, and up to 100 MB more while it works: too much for every worker to keep.
"""

import ctypes
import json
import os
import signal
import struct
import sys
from collections.abc import Callable
from pathlib import Path
from threading import Timer
from typing import IO, Any

TEMPLATES = Path(__file__).with_name("typst")
# 2020-01-01T00:00Z, the same in every PDF: a moment of its own would make two prints of the same event differ.
CREATED = 1_577_836_800
IDLE_SECONDS = 120
# Typst keeps the layout of ten papers, 20 to 50 MB each. Empty ones push the older out; the last one stays, for a paper
# is often printed twice, after a small change.
ROUNDS = 7
LENGTH = struct.Struct(">I")


def write_message(stream: IO[bytes], payload: bytes) -> None:
    """One message: four bytes of length, then the payload."""
    stream.write(LENGTH.pack(len(payload)) + payload)
    stream.flush()


def read_message(stream: IO[bytes]) -> bytes:
    """The next message; EOFError when the other side is gone."""
    payload = b""
    if len(head := stream.read(LENGTH.size)) == LENGTH.size:
        size = LENGTH.unpack(head)[0]
        if len(payload := stream.read(size)) == size:
            return payload
    raise EOFError


def answer_requests(source: IO[bytes], sink: IO[bytes]) -> None:
    """Answer each [template, data, options] with `+` and the file or `-` and the reason, until nobody asks any more."""
    compiler = _make_compiler()
    trim = _find_trim()
    while True:
        waiting = Timer(IDLE_SECONDS, os._exit, (0,))
        waiting.daemon = True
        waiting.start()
        try:
            template, data, options = json.loads(read_message(source))
        except EOFError:
            return
        finally:
            waiting.cancel()
        write_message(sink, _print(compiler, template, data, options))
        for _ in range(ROUNDS):
            compiler.compile(input=b" ", format="svg")
        if trim:
            trim(0)


def _print(compiler: Any, template: str, data: str, options: dict[str, Any]) -> bytes:
    try:
        made: bytes | list[bytes] = compiler.compile(
            input=str(TEMPLATES / template), sys_inputs={"data": data}, timestamp=CREATED, **options
        )
    except Exception as error:
        return b"-" + str(error).encode(errors="replace")
    # Pictures come one a page.
    return b"+" + (made if isinstance(made, bytes) else made[0])


def _make_compiler() -> Any:
    """Of all fonts only the Chinese ones of the package are known, and only the one that is used is read."""
    import typst
    from pylopdf_fonts_zh_cn import sans_path

    folder = str(Path(sans_path()).parent)
    fonts = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[folder])
    return typst.Compiler(root=str(TEMPLATES), font_paths=fonts)


def _find_trim() -> Callable[[int], int] | None:
    """`malloc_trim` of the C library, where it has one."""
    try:
        trim: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return trim


if __name__ == "__main__":
    # Ctrl-C is meant for the worker; the press ends with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answer_requests(sys.stdin.buffer, sys.stdout.buffer)
