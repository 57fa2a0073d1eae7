"""The layout of an official paper after GB/T 9704-2012, as Word's XML: page, styles, paragraphs, tables."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from xml.sax.saxutils import escape

from planner.documents.gbt9704_styles import LEVEL1, LEVEL2, SIZE_BODY, font_table, fonts, footer, settings, styles
from planner.documents.wording import printable
from planner.documents.wordpackage import W, word_file

# 5.1–5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 22 lines of 28 characters of 三号 (16 pt). Lengths in twips.
PAGE = (11906, 16838)
# 7.5: the dashes of the page number stand 7 mm below the text.
MARGINS = {"top": 2098, "right": 1474, "bottom": 1984, "left": 1588, "header": 851, "footer": 1446, "gutter": 0}
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, share of the width, how its cells stand (left, center, right).

    An `optional` one is left out when no row has anything in it; `merged` cells without text belong to the one above.
    """

    heading: str
    share: int
    align: str = "left"
    optional: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class Wide:
    """A cell over the first columns of a row."""

    text: str
    columns: int
    align: str = "left"


Row = Sequence[str | Wide] | str


def run(text: str, font: str = "") -> str:
    """A run of text, in the font of its paragraph or another one; line ends become line breaks."""
    parts = escape(printable(text)).replace("\t", " ").split("\n")
    return f"<w:r>{_run_properties(font)}{'<w:br/>'.join(map(_text, parts))}</w:r>"


def _text(part: str) -> str:
    return f'<w:t xml:space="preserve">{part}</w:t>' if part else ""


@cache
def _run_properties(font: str) -> str:
    return f"<w:rPr>{fonts(font) if font else _HINT}</w:rPr>"


# Quotation marks and dashes are Chinese ones.
_HINT = '<w:rFonts w:hint="eastAsia"/>'


def paragraph(text: str, style: str = "BodyText", *, layout: str = "", keep: bool = False) -> str:
    """A paragraph of runs in one of the styles below; `keep` holds it on the page of the next one.

    `layout` is what it does in its own way, as properties of a paragraph in the order of the schema.
    """
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{layout}</w:pPr>{text}</w:p>'


def said(text: str) -> str:
    """A paragraph of body text."""
    return paragraph(run(text))


def kept(xml: str) -> str:
    """Finished paragraphs or a table, the last paragraph of it held on the page of what follows."""
    last = xml.rindex("<w:p>")
    end_of_style = xml.index("/>", last) + 2
    if xml.startswith("<w:keepNext/>", end_of_style):
        return xml
    return f"{xml[:end_of_style]}<w:keepNext/>{xml[end_of_style:]}"


def hanging(first: int, rest: int) -> str:
    """The layout of a paragraph whose lines start at `first`, then at `rest` hundredths of a character."""
    return (
        f'<w:ind w:leftChars="{rest}" w:left="{_twips(rest)}" '
        f'w:hangingChars="{rest - first}" w:hanging="{_twips(rest - first)}"/><w:jc w:val="left"/>'
    )


def at_right(space: int) -> str:
    """The layout of a line that ends that many hundredths of a character before the right edge."""
    return f'<w:ind w:rightChars="{space}" w:right="{_twips(space)}" w:firstLineChars="0" w:firstLine="0"/><w:jc w:val="right"/>'


def _twips(chars: int) -> int:
    return chars * SIZE_BODY // 10


def width(text: str) -> int:
    """How wide a text is, in hundredths of a Chinese character."""
    return sum(50 if c.isascii() else 100 for c in text)


def blank() -> str:
    """An empty line."""
    return paragraph("")


def small(text: str, *, align: str = "left", keep: bool = False) -> str:
    """A line beside a table, such as its unit or a note."""
    return paragraph(run(text), "TableText", layout=f'<w:jc w:val="{align}"/>', keep=keep)


def table(columns: Sequence[Column], rows: Iterable[Row], *, unit: str = "", note: str = "", height: int = 0) -> str:
    """A table over the whole text width with a head that repeats; a row that is one text spans all columns.

    Rows stay whole, and at least `height` twips high. `unit` stands above at the right, `note` below.
    """
    columns, rows = _used(columns, list(rows))
    total = sum(c.share for c in columns)
    widths = [TEXT_WIDTH * c.share // total for c in columns]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    head = "".join(_cell(c.heading, w, "center", font=LEVEL1) for c, w in zip(columns, widths, strict=True))
    before_last = len(rows) - 2  # the last row, often a sum, never stands alone on a page
    body = "".join(_row(height, _cells(columns, widths, row, keep=at == before_last)) for at, row in enumerate(rows))
    return (
        f"{small(unit, align='right', keep=True) if unit else _gap(keep=True)}<w:tbl><w:tblPr>"
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}<w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar>'
        f"</w:tblPr><w:tblGrid>{grid}</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>"
        f"{body}</w:tbl>{small(note) if note else _gap()}"
    )


def _row(height: int, cells: str) -> str:
    higher = f'<w:trHeight w:val="{height}" w:hRule="atLeast"/>' if height else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{higher}</w:trPr>{cells}</w:tr>"


def _gap(*, keep: bool = False) -> str:
    """A little air; it also keeps two tables from growing together."""
    return paragraph("", "TableGap", keep=keep)


def _used(columns: Sequence[Column], rows: list[Row]) -> tuple[list[Column], list[Row]]:
    """Columns and rows without the optional columns that no row uses."""
    plain = [row for row in rows if not isinstance(row, str)]
    empty = {
        at
        for at, column in enumerate(columns)
        if column.optional and not any(row[at] for row in plain if len(row) == len(columns))
    }
    if not empty:
        return list(columns), rows
    left: list[Row] = [
        row if isinstance(row, str) else [cell for at, cell in enumerate(row) if at not in empty] for row in rows
    ]
    return [column for at, column in enumerate(columns) if at not in empty], left


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def _cells(columns: Sequence[Column], widths: Sequence[int], row: Row, *, keep: bool) -> str:
    if isinstance(row, str):
        return _cell(row, sum(widths), "left", font=LEVEL2, span=len(columns), keep=True)
    cells, at = "", 0
    for text in row:
        if isinstance(text, Wide):
            cells += _cell(text.text, sum(widths[at : at + text.columns]), text.align, span=text.columns, keep=keep)
            at += text.columns
        else:
            merge = ("restart" if text else "continue") if columns[at].merged else ""
            cells += _cell(text, widths[at], columns[at].align, merge=merge, keep=keep)
            at += 1
    return cells


def _cell(
    text: str, width: int, align: str, *, font: str = "", span: int = 1, merge: str = "", keep: bool = False
) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    merged = f'<w:vMerge w:val="{merge}"/>' if merge else ""
    inside = paragraph(run(text, font) if text else "", "TableText", layout=f'<w:jc w:val="{align}"/>', keep=keep)
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}{merged}<w:vAlign w:val="center"/></w:tcPr>{inside}</w:tc>'


def build(body: Sequence[str], *, title: str, author: str) -> bytes:
    """The paper as .docx bytes; the same body gives the same bytes."""
    return word_file("".join(body) + _SECTION, _parts(), title=title, author=author)


_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rIdfooter1"/><w:footerReference w:type="even" r:id="rIdfooter2"/>'
    f'<w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar '
    + " ".join(f'w:{side}="{twips}"' for side, twips in MARGINS.items())
    + '/><w:docGrid w:type="lines" w:linePitch="580"/></w:sectPr>'
)


@cache
def _parts() -> dict[str, str]:
    """The parts that are the same for every paper. Page numbers: right on odd pages, left on even ones."""
    names = {"styles": styles(), "settings": settings(), "fontTable": font_table()}
    parts = {**names, "footer1": footer("right"), "footer2": footer("left")}
    return {name: xml.replace(">", f' xmlns:w="{W}">', 1) for name, xml in parts.items()}
