"""How many pages a kept file has; what can't be told is not guessed."""

import io
import re
import zipfile
from threading import Lock

from planner.filetypes import OFD, PDF

# PDFium keeps state that threads must not share: whoever calls it holds this.
PDFIUM = Lock()
_DOCUMENT = re.compile(r"(?:^|/)Document\.xml$")
_PAGE = re.compile(rb"<(?:\w+:)?Page[\s/>]")
# No list of pages is longer than that; an archive may claim any length.
_LIST_BYTES = 4 * 1024 * 1024
_MOST_PAGES = 9999


def count_pages(content: bytes, mime: str) -> int | None:
    """The pages of a file of that media type: one of a picture, those of a PDF or OFD; None where they can't be told.

    Slow; never raises, whatever the file holds.
    """
    if mime.startswith("image/"):
        return 1
    count = _count_pdf(content) if mime == PDF.mime else _count_ofd(content) if mime == OFD.mime else 0
    return count if 0 < count <= _MOST_PAGES else None


def can_count(mime: str) -> bool:
    """Whether files of that media type have pages that can be counted."""
    return mime.startswith("image/") or mime in (PDF.mime, OFD.mime)


def _count_pdf(content: bytes) -> int:
    # Loaded by those who keep files, not by whoever imports the house.
    from pypdfium2 import PdfDocument, PdfiumError

    with PDFIUM:
        try:
            document = PdfDocument(content)
        except PdfiumError:
            return 0
        try:
            return len(document)
        finally:
            document.close()


def _count_ofd(content: bytes) -> int:
    """The pages that the documents of the archive list (GB/T 33190-2016)."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            lists = [name for name in archive.namelist() if _DOCUMENT.search(name.replace("\\", "/"))]
            return sum(_count_list(archive, name) for name in lists)
    except (zipfile.BadZipFile, RuntimeError, ValueError, OSError, EOFError, NotImplementedError):
        return 0


def _count_list(archive: zipfile.ZipFile, name: str) -> int:
    with archive.open(name) as part:
        listed = part.read(_LIST_BYTES).partition(b"Pages")[2]
    return len(_PAGE.findall(listed.partition(b"/Pages>")[0].partition(b":Pages>")[0]))
