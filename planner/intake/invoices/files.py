"""One file that somebody dropped: which reader takes it, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from budgets import WebAddressError
from planner.filecontent import recognise
from planner.filetypes import HEIC, INVOICE, OFD, PDF
from planner.intake.invoices.codes import find_codes, open_photo, read_codes
from planner.intake.invoices.face import read_face
from planner.intake.invoices.limits import BROKEN, UnreadableFileError, check_size
from planner.intake.invoices.ofd import read_ofd
from planner.intake.invoices.pdf import PdfPage, read_pages
from planner.intake.invoices.reading import InvoiceReading, merge_readings
from planner.intake.invoices.xmlfiles import read_xml

_IMAGES = "image/"
NOTHING_FOUND = "文件里没有找到发票。照着打，或者换一个文件。"
NO_CODE = "二维码试了 4 次都认不出。重拍一张，或者照着打。"
NO_HEIC = "HEIC 照片读不了。在手机上存成 JPG 再传，或者照着打。"


class Obstacle(StrEnum):
    """Why nothing was read."""

    UNREADABLE = "unreadable"
    ADDRESS = "address"


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds: its invoices, or why none could be read (`obstacle`, and the `sentence` that says it)."""

    readings: tuple[InvoiceReading, ...] = ()
    obstacle: Obstacle | None = None
    sentence: str = ""


def read_invoice_file(content: bytes, name: str = "") -> ReadFile:
    """Read one file, whatever it is; slow, touches no database and never raises for what is in the file."""
    try:
        check_size(content)
        readings, address = _read(content, name)
    except UnreadableFileError as fault:
        return ReadFile(obstacle=Obstacle.UNREADABLE, sentence=str(fault))
    if readings:
        return ReadFile(readings)
    if address:
        return ReadFile(obstacle=Obstacle.ADDRESS, sentence=str(address))
    is_image = (kind := recognise(content, name)) is not None and kind.mime.startswith(_IMAGES)
    return ReadFile(obstacle=Obstacle.UNREADABLE, sentence=NO_CODE if is_image else NOTHING_FOUND)


def _read(content: bytes, name: str) -> tuple[tuple[InvoiceReading, ...], WebAddressError | None]:
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
    if kind.mime.startswith(_IMAGES):
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
