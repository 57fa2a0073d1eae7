"""PDF: the text of its pages with its places, and the QR codes that are drawn on them, by pypdfium2."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

import pypdfium2
from PIL import Image

from planner.filepages import PDFIUM
from planner.intake.invoices.limits import BROKEN, MOST_WORDS, UnreadableFileError, check_pages

LONGEST_SIDE = 1800
_SCALE = 2
_RADICALS = range(0x2E80, 0x2FE0)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of text and where it stands, in points from the left and from the bottom."""

    left: float
    bottom: float
    right: float
    top: float
    text: str

    @property
    def middle(self) -> float:
        """Its height on the page."""
        return (self.bottom + self.top) / 2


Row = tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class PdfPage:
    """The text of a page as rows from top to bottom, and its picture in grey."""

    rows: tuple[Row, ...]
    picture: Image.Image


def read_pages(content: bytes) -> list[PdfPage]:
    """All pages of a PDF; raises UnreadableFileError for one that is locked, broken or too long."""
    with PDFIUM:
        try:
            document = pypdfium2.PdfDocument(content)
        except pypdfium2.PdfiumError as fault:
            raise UnreadableFileError(_why(fault)) from fault
        try:
            check_pages(len(document))
            return [_read_page(document, number) for number in range(len(document))]
        except pypdfium2.PdfiumError as fault:
            raise UnreadableFileError(BROKEN) from fault
        finally:
            document.close()


def _why(fault: Exception) -> str:
    return "PDF 有密码，打不开。去掉密码再传，或者照着打。" if "assword" in str(fault) else BROKEN


def _read_page(document: pypdfium2.PdfDocument, number: int) -> PdfPage:
    page = document[number]
    text = page.get_textpage()
    words = list(_words(text))
    scale = min(_SCALE, LONGEST_SIDE / max(*page.get_size(), 1))
    picture = page.render(scale=scale, grayscale=True).to_pil().convert("L")
    text.close()
    page.close()
    return PdfPage(group_rows(words), picture)


def _words(text: pypdfium2.PdfTextPage) -> Iterator[Word]:
    for number in range(min(text.count_rects(), MOST_WORDS)):
        left, bottom, right, top = text.get_rect(number)
        words = plain_signs(text.get_text_bounded(left, bottom, right, top))
        if words:
            yield Word(left, bottom, right, top, words)


def plain_signs(text: str) -> str:
    """Text with the usual signs: some fonts hold radicals (⽇⼀⼦) in the place of 日一子."""
    signs = (unicodedata.normalize("NFKC", sign) if ord(sign) in _RADICALS else sign for sign in text)
    return "".join(signs).strip()


def group_rows(words: list[Word]) -> tuple[Row, ...]:
    """Words that stand at one height, from left to right; the rows from top to bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.middle):
        height = word.top - word.bottom
        if rows and abs(rows[-1][0].middle - word.middle) < height / 2:
            rows[-1].append(word)
        else:
            rows.append([word])
    return tuple(tuple(sorted(row, key=lambda word: word.left)) for row in rows)
