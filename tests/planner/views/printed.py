"""An event that has everything to be printed, and its papers as other programs read them."""

import io
from datetime import UTC, datetime

from docx import Document
from icalendar import Calendar
from openpyxl import load_workbook
from pypdf import PdfReader

from planner.enums import EventStatus
from planner.extensions import db
from planner.nouns import NOUNS
from planner.papers import PAPERS
from tests.planner.conftest import World
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of

# Of the first day of the event, so that there is something to tell of it.
NOON = datetime(2027, 6, 1, 4, 0, tzinfo=UTC)


def fill_event(world: World) -> None:
    """Give the event, one of visits, a row of each noun and approve it."""
    for noun in NOUNS:
        put(world, noun)
    event_of(world).status, event_of(world).kind = EventStatus.APPROVED, "childrens_day"
    db.session.commit()


def paper_url(world: World, code: str) -> str:
    """The address of a paper."""
    return f"/events/{world.event}/documents/{code}"


def text_of(code: str, content: bytes) -> str:
    """What a paper says, read by another program."""
    extension, file = PAPERS[code].extension, io.BytesIO(content)
    if extension == "docx":
        document = Document(file)
        cells = (cell.text for table in document.tables for row in table.rows for cell in row.cells)
        return "\n".join([*(p.text for p in document.paragraphs), *cells])
    if extension == "xlsx":
        return "\n".join(str(v) for sheet in load_workbook(file) for row in sheet.values for v in row if v is not None)
    if extension == "pdf":
        return "\n".join(page.extract_text() for page in PdfReader(file).pages)
    return "\n".join(str(part.get("SUMMARY", "")) for part in Calendar.from_ical(content).walk())
