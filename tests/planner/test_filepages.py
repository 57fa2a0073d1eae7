"""Pages of kept files: counted, or not told."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest

from planner.filepages import can_count, count_pages
from planner.filetypes import DOCX, FILE_TYPES, INVOICE, JPEG, OFD, PDF
from tests.planner.filesamples import FILES, archive

SAMPLES = Path(__file__).parent / "intake" / "invoices" / "data"
LIST = '<ofd:Document><ofd:Pages>{}</ofd:Pages><ofd:Attachments Page="9"/></ofd:Document>'
PAGE = '<ofd:Page ID="{}" BaseLoc="Pages/Page_{}/Content.xml"/>'


def pdf(pages: int) -> bytes:
    """A PDF of so many empty pages."""
    document, out = pypdfium2.PdfDocument.new(), io.BytesIO()
    for _ in range(pages):
        document.new_page(100, 100)
    document.save(out)
    return out.getvalue()


def ofd(*counts: int) -> bytes:
    """An OFD of documents with so many pages each."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("OFD.xml", "<ofd:OFD/>")
        for at, count in enumerate(counts):
            made.writestr(f"Doc_{at}/Document.xml", LIST.format("".join(PAGE.format(n, n) for n in range(count))))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "mime", "count"),
    [
        (pdf(1), PDF.mime, 1),
        (pdf(3), PDF.mime, 3),
        (b"%PDF-1.7 nothing", PDF.mime, None),
        (b"", PDF.mime, None),
        (ofd(2), OFD.mime, 2),
        (ofd(2, 1), OFD.mime, 3),
        (archive("OFD.xml", "Doc_0/Document.xml"), OFD.mime, None),
        (b"PK\x03\x04", OFD.mime, None),
        (FILES["jpg"][0], JPEG.mime, 1),
        (b"anything", DOCX.mime, None),
        (b"<EInvoice/>", INVOICE.mime, None),
    ],
)
def test_pages_are_counted_or_not_told(content: bytes, mime: str, count: int | None) -> None:
    assert count_pages(content, mime) == count


@pytest.mark.parametrize("name", ["04-with-attachment.ofd", "05-tags-only.ofd", "07-normal.pdf", "12-scan-no-text.pdf"])
def test_invoices_have_one_page(name: str) -> None:
    mime = OFD.mime if name.endswith("ofd") else PDF.mime
    assert count_pages((SAMPLES / name).read_bytes(), mime) == 1


def test_pictures_pdf_and_ofd_have_pages() -> None:
    counted = {kind.extension for kind in FILE_TYPES if can_count(kind.mime)}
    assert counted == {"pdf", "ofd", "jpg", "png", "heic", "gif", "webp"}
