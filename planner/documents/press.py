"""The press: typst as a process of its own. Run as a script by `typesetting`; it ends when it has nothing to do.

Typst takes 45 MB with its font, and up to 100 MB more while it works: too much for every worker to keep.
"""

import ctypes
import io
import json
import os
import re
import shutil
import signal
import struct
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
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
# In place of a template: the files that follow are papers, to be put one behind the other.
JOIN = ""
# The best of these that keeps a picture within its size; below the last one letters fray.
QUALITIES = (88, 80, 72, 64)
PHOTO_QUALITY = 80
# The moment and the number that pdfium gives every file.
_JOINED_AT = re.compile(rb"D:\d{14}")
_JOINED_ID = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_NO_ID = b"/ID[<" + b"0" * 32 + b"><" + b"0" * 32 + b">]"


def write_message(stream: IO[bytes], payload: bytes) -> None:
    """One message: four bytes of length, then the payload."""
    stream.write(LENGTH.pack(len(payload)))
    stream.write(payload)
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
    """Answer each [template, data, options, names] with `+` and the file or `-` and the reason, until nobody asks.

    The files of those names, pictures as a rule, come behind it, each as a message of its own.
    """
    compiler = _make_compiler()
    trim = _find_trim()
    while True:
        waiting = Timer(IDLE_SECONDS, os._exit, (0,))
        waiting.daemon = True
        waiting.start()
        try:
            template, data, options, names = json.loads(read_message(source))
            files = {name: read_message(source) for name in names}
        except EOFError:
            return
        finally:
            waiting.cancel()
        write_message(sink, _answer(compiler, template, data, options, files))
        for _ in range(ROUNDS):
            compiler.compile(input=b" ", format="svg")
        if trim:
            trim(0)


def _answer(compiler: Any, template: str, data: str, options: dict[str, Any], files: dict[str, bytes]) -> bytes:
    try:
        if template == JOIN:
            return b"+" + join_papers(files)
        edge = options.pop("edge", 0)
        if not files:
            return b"+" + _print(compiler, TEMPLATES, template, data, options)
        with TemporaryDirectory() as folder:
            _lay_out(Path(folder), files, edge)
            return b"+" + _print(compiler, Path(folder), template, data, options)
    except Exception as error:
        return b"-" + str(error).encode(errors="replace")


def _print(compiler: Any, folder: Path, template: str, data: str, options: dict[str, Any]) -> bytes:
    most = options.pop("most_bytes", 0)
    made: bytes | list[bytes] = compiler.compile(
        input=str(folder / template), root=str(folder), sys_inputs={"data": data}, timestamp=CREATED, **options
    )
    # Pictures come one a page.
    page = made if isinstance(made, bytes) else made[0]
    return flatten_picture(page, most) if most else page


def _lay_out(folder: Path, files: Mapping[str, bytes], edge: int) -> None:
    """The templates with the photos beside them: a template sees nothing outside of its folder."""
    for template in TEMPLATES.glob("*.typ"):
        shutil.copy(template, folder)
    for name, content in files.items():
        (folder / name).write_bytes(shrink_photo(content, edge))


def shrink_photo(content: bytes, edge: int) -> bytes:
    """A photo no longer than that on any side, as JPEG: the memory that typst takes goes by the pixels."""
    from PIL import Image

    with Image.open(io.BytesIO(content), formats=("JPEG",)) as photo:
        if max(photo.size) <= edge:
            return content
        photo.draft("RGB", (edge, edge))
        photo.thumbnail((edge, edge))
        out = io.BytesIO()
        photo.save(out, "JPEG", quality=PHOTO_QUALITY)
    return out.getvalue()


def flatten_picture(png: bytes, most_bytes: int) -> bytes:
    """The picture on white as JPEG, as good as fits into so many bytes."""
    from PIL import Image

    with Image.open(io.BytesIO(png)) as drawn:
        flat = Image.new("RGB", drawn.size, "white")
        flat.paste(drawn, mask=drawn.getchannel("A") if "A" in drawn.getbands() else None)
    made = b""
    for quality in QUALITIES:
        out = io.BytesIO()
        flat.save(out, "JPEG", quality=quality)
        made = out.getvalue()
        if len(made) <= most_bytes:
            break
    return made


def join_papers(papers: dict[str, bytes]) -> bytes:
    """The PDF of all their pages, in their order; it carries no moment of its own. Takes the papers out one by one."""
    import pypdfium2

    joined = pypdfium2.PdfDocument.new()
    for name in list(papers):
        part = pypdfium2.PdfDocument(papers.pop(name))
        joined.import_pages(part)
        part.close()
    out = io.BytesIO()
    joined.save(out)
    joined.close()
    with out.getbuffer() as content:
        _overwrite(content, _JOINED_AT, b"D:20200101000000")
        _overwrite(content, _JOINED_ID, _NO_ID)
    return out.getvalue()


def _overwrite(content: memoryview, pattern: re.Pattern[bytes], plain: bytes) -> None:
    """Put something in the place of what is as long, so that every place in the file stays what its table says."""
    found = pattern.search(content)
    if found is not None and found.end() - found.start() == len(plain):
        content[found.start() : found.end()] = plain


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
