"""Which reader takes a file. Loads what decodes pictures, PDF and XML: imported only where one is read."""

from __future__ import annotations

from budgets import WebAddressError
from planner.filecontent import recognise
from planner.filetypes import HEIC, INVOICE, OFD, PDF
from planner.intake.invoices.codes import find_codes, open_photo, read_codes
from planner.intake.invoices.face import read_face
from planner.intake.invoices.limits import BROKEN, UnreadableFileError
from planner.intake.invoices.ofd import read_ofd
from planner.intake.invoices.pdf import PdfPage, read_pages
from planner.intake.invoices.reading import InvoiceReading, merge_readings
from planner.intake.invoices.xmlfiles import read_xml

IMAGES = "image/"
NO_HEIC = "HEIC 照片读不了。在手机上存成 JPG 再传，或者照着打。"


def read_with_its_reader(content: bytes, name: str) -> tuple[tuple[InvoiceReading, ...], WebAddressError | None]:
    """The invoices in a file, and the address that a code leads to; UnreadableFileError says why it can't be read."""
    kind = recognise(content, name)
    if kind is None:
        raise UnreadableFileError(BROKEN)
    if kind is HEIC:
        raise UnreadableFileError(NO_HEIC)
    if kind is PDF:
        return _read_pdf(read_pages(content))
    if kind is OFD:
        return read_ofd(content), None
    if kind is INVOICE:
        reading = read_xml(content)
        return merge_readings([reading] if reading else []), None
    if kind.mime.startswith(IMAGES):
        readings, address = read_codes(find_codes(open_photo(content)))
        return merge_readings(readings), address
    return (), None


def _read_pdf(pages: list[PdfPage]) -> tuple[tuple[InvoiceReading, ...], WebAddressError | None]:
    """What the pages say, and what their codes say; text comes first, since it says more."""
    readings, address = [], None
    for page in pages:
        face = read_face(page.rows)
        found, address_here = read_codes(find_codes(page.picture))
        readings += [face, *found] if face else found
        address = address or address_here
    return merge_readings(readings), address
