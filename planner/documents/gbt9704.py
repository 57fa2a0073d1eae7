"""The layout of an official paper after GB/T 9704-2012, as Word's XML: page, fonts, paragraphs, tables."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape

from planner.documents.budget import CREATED
from planner.documents.spreadsheets import printable

# 5.1–5.2: A4, 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm; 22 lines of 28 characters of 三号 (16 pt).
PAGE = (11906, 16838)
MARGINS = {"top": 2098, "bottom": 1984, "left": 1588, "right": 1474, "header": 851, "footer": 1587, "gutter": 0}
TEXT_WIDTH = PAGE[0] - MARGINS["left"] - MARGINS["right"]
LINE_TWIPS = 560
TITLE, BODY, LEVEL1, LEVEL2, FIGURES = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体"
# What stands in where the fonts of the standard are not installed.
STAND_INS = {TITLE: "宋体", BODY: "仿宋", LEVEL1: "SimHei", LEVEL2: "楷体", FIGURES: "SimSun"}
# 28 characters on 156 mm: 15.75 pt each, a quarter point (in twentieths) less than their size. A character grid would
# say the same to Word, but LibreOffice gives a 16 pt character two cells of it.
PITCH = -5
SIZE_TITLE, SIZE_BODY, SIZE_TABLE, SIZE_PAGE = 44, 32, 21, 28
_NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MOMENT = CREATED.replace(tzinfo=None)  # the properties of a paper are written without a zone
_ZIP_DATE = (2020, 1, 1, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: heading, share of the width, how its cells stand (left, center, right)."""

    heading: str
    share: int
    align: str = "left"


def clean(text: str) -> str:
    """Text that XML can carry, ready to stand in it."""
    return escape(printable(text))


def run(text: str, font: str = BODY, size: int = SIZE_BODY) -> str:
    """A run of text in one font, for Chinese and Latin alike; line ends become line breaks."""
    pitch = f'<w:spacing w:val="{PITCH}"/>' if size == SIZE_BODY else ""
    properties = f'<w:rPr>{_fonts(font)}{pitch}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
    parts = clean(text).replace("\t", " ").split("\n")
    return f"<w:r>{properties}" + "<w:br/>".join(f'<w:t xml:space="preserve">{p}</w:t>' for p in parts) + "</w:r>"


@cache
def _fonts(font: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def paragraph(
    runs: str, *, align: str = "both", indent: int = 200, right: int = 0, keep: bool = False, line: int = LINE_TWIPS
) -> str:
    """A paragraph with exact lines; `indent` (first line) and `right` in hundredths of a character."""
    indents = " ".join(
        f'w:{side}Chars="{chars}" w:{side}="{chars * SIZE_BODY // 10}"'
        for side, chars in (("firstLine", indent), ("right", right))
        if chars
    )
    kept = "<w:keepNext/>" if keep else ""
    indented = f"<w:ind {indents}/>" if indents else ""
    return (
        f'<w:p><w:pPr>{kept}<w:spacing w:before="0" w:after="0" w:line="{line}" w:lineRule="exact"/>{indented}'
        f'<w:jc w:val="{align}"/></w:pPr>{runs}</w:p>'
    )


def blank() -> str:
    """An empty line."""
    return paragraph("", indent=0)


def table(columns: Sequence[Column], rows: Iterable[Sequence[str] | str], *, right_last: bool = False) -> str:
    """A table over the whole text width; a row that is one text spans all columns. Its head repeats on each page."""
    total = sum(c.share for c in columns)
    widths = [TEXT_WIDTH * c.share // total for c in columns]
    grid = "".join(f'<w:gridCol w:w="{w}"/>' for w in widths)
    head = "".join(_cell(c.heading, w, "center", font=LEVEL1) for c, w in zip(columns, widths, strict=True))
    body = "".join(_row(columns, widths, row) for row in rows)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>{_BORDERS}'
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>'
        f"</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>"
        f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{head}</w:tr>{body}</w:tbl>"
    )


_BORDERS = (
    "<w:tblBorders>"
    + "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    + "</w:tblBorders>"
)


def _row(columns: Sequence[Column], widths: Sequence[int], row: Sequence[str] | str) -> str:
    if isinstance(row, str):
        cells = _cell(row, sum(widths), "left", font=LEVEL2, span=len(columns), keep=True)
    else:
        cells = "".join(_cell(t, w, c.align) for t, w, c in zip(row, widths, columns, strict=True))
    return f"<w:tr><w:trPr><w:cantSplit/></w:trPr>{cells}</w:tr>"


def _cell(text: str, width: int, align: str, *, font: str = BODY, span: int = 1, keep: bool = False) -> str:
    spanned = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{spanned}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{"<w:keepNext/>" if keep else ""}<w:snapToGrid w:val="0"/><w:spacing w:before="30" w:after="30" '
        f'w:line="300" w:lineRule="atLeast"/><w:jc w:val="{align}"/><w:rPr><w:sz w:val="{SIZE_TABLE}"/></w:rPr></w:pPr>{run(text, font, SIZE_TABLE)}</w:p></w:tc>'
    )


def build(body: Sequence[str], *, title: str, author: str) -> bytes:
    """The paper as .docx bytes; the same body gives the same bytes."""
    from docx import Document
    from docx.oxml import parse_xml

    document = Document()
    _describe(document, title, author)
    root = document.element.body
    for child in list(root):
        root.remove(child)
    for element in parse_xml(f"<w:body {_NS}>{''.join(body)}{_section()}</w:body>"):
        root.append(element)
    _number_pages(document)
    _set_base(document)
    out = io.BytesIO()
    document.save(out)
    return _repacked(out.getvalue())


def _section() -> str:
    margins = " ".join(f'w:{side}="{twips}"' for side, twips in MARGINS.items())
    return (
        f'<w:sectPr><w:pgSz w:w="{PAGE[0]}" w:h="{PAGE[1]}"/><w:pgMar {margins}/>'
        '<w:docGrid w:type="lines" w:linePitch="580"/></w:sectPr>'
    )


def _describe(document: Any, title: str, author: str) -> None:
    core = document.core_properties
    core.title = printable(title)[:250]
    core.author = core.last_modified_by = printable(author)[:250]
    core.created = core.modified = _MOMENT
    core.language, core.comments, core.revision = "zh-CN", "", 1
    package = document.part.package
    for name, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # a picture of the template, not of this paper
            del package.rels[name]


_PAGE_FIELD = (
    '<w:t xml:space="preserve">— </w:t>',
    '<w:fldChar w:fldCharType="begin"/>',
    '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
    '<w:fldChar w:fldCharType="separate"/>',
    "<w:t>1</w:t>",
    '<w:fldChar w:fldCharType="end"/>',
    '<w:t xml:space="preserve"> —</w:t>',
)


def _number_pages(document: Any) -> None:
    """— 1 — in 四号: at the right of odd pages, at the left of even ones, one character in."""
    from docx.oxml import parse_xml

    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    properties = f'<w:rPr>{_fonts(FIGURES)}<w:sz w:val="{SIZE_PAGE}"/></w:rPr>'
    field = "".join(f"<w:r>{properties}{inner}</w:r>" for inner in _PAGE_FIELD)
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        xml = f'<w:p {_NS}><w:pPr><w:ind w:{side}Chars="100" w:{side}="{SIZE_PAGE * 10}"/><w:jc w:val="{side}"/></w:pPr>{field}</w:p>'
        old = footer.paragraphs[0]._p
        old.getparent().replace(old, parse_xml(xml))


def _set_base(document: Any) -> None:
    """Normal text in 仿宋 三号, Chinese as the language, and stand-ins for fonts that are not installed."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    normal = document.styles["Normal"]
    normal.font.size, normal.font.name = Pt(16), BODY
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    for name in ("w:eastAsia", "w:hAnsi", "w:cs"):
        fonts.set(qn(name), BODY)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:eastAsia"), "zh-CN")
    table = "".join(
        f'<w:font w:name="{n}"><w:altName w:val="{a}"/><w:charset w:val="86"/></w:font>' for n, a in STAND_INS.items()
    )
    for part in document.part.package.iter_parts():
        if str(part.partname) == "/word/fontTable.xml":
            part._blob = (
                f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts {_NS}>{table}</w:fonts>'.encode()
            )


def _repacked(content: bytes) -> bytes:
    """The same archive with constant dates, so that equal papers are equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            info = zipfile.ZipInfo(entry.filename, _ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, old.read(entry.filename))
    return out.getvalue()
