"""One file that somebody dropped, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from planner.filecontent import recognise
from planner.intake.invoices.limits import UnreadableFileError, check_size
from planner.intake.invoices.reading import InvoiceReading

NOTHING_FOUND = "文件里没有找到发票。照着打，或者换一个文件。"
NO_CODE = "二维码试了 4 次都认不出。重拍一张，或者照着打。"


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
    # Those who read files load what decodes them (12 MB), not those who only ask what came of it.
    from planner.intake.invoices.readers import IMAGES, read_with_its_reader

    try:
        check_size(content)
        readings, address = read_with_its_reader(content, name)
    except UnreadableFileError as fault:
        return ReadFile(obstacle=Obstacle.UNREADABLE, sentence=str(fault))
    if readings:
        return ReadFile(readings)
    if address:
        return ReadFile(obstacle=Obstacle.ADDRESS, sentence=str(address))
    is_image = (kind := recognise(content, name)) is not None and kind.mime.startswith(IMAGES)
    return ReadFile(obstacle=Obstacle.UNREADABLE, sentence=NO_CODE if is_image else NOTHING_FOUND)
