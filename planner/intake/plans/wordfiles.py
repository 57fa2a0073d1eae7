"""The text of a .docx: paragraphs in order, tables as lines with tabs, text boxes, changes accepted."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document
from docx.table import Table
from docx.text.paragraph import Paragraph
from lxml import etree

from planner.intake.invoices.limits import UnreadableFileError

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_BOX = f"{_W}txbxContent"
_SKIPPED = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}instrText", _FALLBACK, _BOX})
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_MOST_BYTES = 64 * 1024 * 1024
_BROKEN = "Word 文件打不开，多半没传完。再传一次，或者打开它，复制文字粘贴进来。"
_LARGE = "Word 文件解开太大，没有读。删掉里面的图片再来，或者复制文字粘贴进来。"


def read_docx(content: bytes) -> str:
    """All text of the file; raises UnreadableFileError for what is broken, no Word file or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(part.file_size for part in archive.infolist()) > _MOST_BYTES:
                raise UnreadableFileError(_LARGE)
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_lines(document))
    except UnreadableFileError:
        raise
    # A broken file fails in as many ways as there are parts in it.
    except Exception as fault:
        raise UnreadableFileError(_BROKEN) from fault


def _lines(document: Document) -> Iterator[str]:
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _rows(block)
        else:
            yield from _paragraph(block)


def _paragraph(paragraph: Paragraph) -> Iterator[str]:
    element = paragraph._p
    text = _text(element)
    # A number that Word counts itself isn't in the text: the line is an item all the same.
    if text.strip() and element.find(f"{_W}pPr/{_W}numPr") is not None:
        text = f"- {text}"
    yield text
    for box in element.iter(_BOX):
        if not any(parent.tag == _FALLBACK for parent in box.iterancestors()):
            yield from (_text(inner) for inner in box.iter(f"{_W}p"))


def _rows(table: Table) -> Iterator[str]:
    """The rows of a table; a merged cell stands once, in its first row and column."""
    seen: set[etree._Element] = set()
    for row in table.rows:
        if row._tr.find(f"{_W}trPr/{_W}del") is not None:
            continue
        cells: list[str] = []
        for cell in row.cells:
            is_new = cell._tc not in seen
            seen.add(cell._tc)
            lines = (_text(paragraph) for paragraph in cell._tc.iter(f"{_W}p"))
            cells.append(" ".join(line.strip() for line in lines if line.strip()) if is_new else "")
        yield "\t".join(cells)


def _text(element: etree._Element) -> str:
    """The text of a paragraph as it reads when all changes are accepted."""
    pieces: list[str] = []
    for child in element:
        if child.tag == f"{_W}t":
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            pieces.append(_SIGNS[child.tag])
        elif child.tag not in _SKIPPED:
            pieces.append(_text(child))
    return "".join(pieces)
