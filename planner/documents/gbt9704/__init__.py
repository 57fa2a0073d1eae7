"""The layout of an official paper after GB/T 9704-2012, as Word's XML: page, styles, text, tables, forms, pictures."""

from planner.documents.gbt9704.albums import AlbumPhoto, photo_grid
from planner.documents.gbt9704.document import build_document
from planner.documents.gbt9704.forms import FormCell, FormRow, form, label
from planner.documents.gbt9704.page import PAGE, TEXT_HEIGHT, TEXT_WIDTH
from planner.documents.gbt9704.paragraphs import (
    NO_INDENT,
    PAGE_BREAK,
    blank_line,
    hanging_indent,
    keep_with_next,
    large_run,
    paragraph,
    right_indent,
    run,
    small_line,
    tab,
    text_paragraph,
    text_width,
)
from planner.documents.gbt9704.pictures import Album, picture_line
from planner.documents.gbt9704.styles import LEVEL1, LEVEL2, TITLE
from planner.documents.gbt9704.tables import TableColumn, TableRow, WideCell, table

__all__ = [
    "LEVEL1",
    "LEVEL2",
    "NO_INDENT",
    "PAGE",
    "PAGE_BREAK",
    "TEXT_HEIGHT",
    "TEXT_WIDTH",
    "TITLE",
    "Album",
    "AlbumPhoto",
    "FormCell",
    "FormRow",
    "TableColumn",
    "TableRow",
    "WideCell",
    "blank_line",
    "build_document",
    "form",
    "hanging_indent",
    "keep_with_next",
    "label",
    "large_run",
    "paragraph",
    "photo_grid",
    "picture_line",
    "right_indent",
    "run",
    "small_line",
    "tab",
    "table",
    "text_paragraph",
    "text_width",
]
