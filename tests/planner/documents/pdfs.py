"""Reading a PDF back."""

import re
from io import BytesIO

from pypdf import PdfReader

A4, A5 = (595, 842), (420, 595)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page without blanks: where a line breaks is not a fact."""
    return [re.sub(r"[\s\u200b]", "", page.extract_text()) for page in PdfReader(BytesIO(pdf)).pages]


def sizes_of(pdf: bytes) -> set[tuple[int, int]]:
    """The sizes of the pages in points."""
    boxes = (page.mediabox for page in PdfReader(BytesIO(pdf)).pages)
    return {(round(box.width), round(box.height)) for box in boxes}
