"""Plans as another program reads them."""

import io

from docx import Document
from docx.document import Document as WordDocument

from planner.documents.plan import build_plan
from planner.dossier import Dossier, Section
from planner.enums import SectionSource as S


def read(dossier: Dossier) -> WordDocument:
    """The plan as python-docx reads it."""
    return Document(io.BytesIO(build_plan(dossier)))


def all_text(document: WordDocument) -> str:
    """Paragraphs and cells."""
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([p.text for p in document.paragraphs] + cells)


def sections(*texts: tuple[str, S, str]) -> Dossier:
    """An event of these sections: heading, source, text."""
    return Dossier(sections=tuple(Section(f"s{n}", *text[:2], text[2]) for n, text in enumerate(texts)))


def paragraphs(dossier: Dossier) -> list[tuple[str, str]]:
    """Style and text of each paragraph that says something."""
    return [(p.style.style_id, p.text) for p in read(dossier).paragraphs if p.text]
