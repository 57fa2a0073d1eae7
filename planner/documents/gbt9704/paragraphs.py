"""Paragraphs of an official paper: runs of text, their indents, what holds them together on a page."""

from functools import cache
from xml.sax.saxutils import escape

from planner.documents.gbt9704.styles import SIZE_BODY, fonts
from planner.documents.wording import clean_xml_text

# What a paragraph does in its own way, as `layout`: it begins a page; it begins at the margin.
PAGE_BREAK = "<w:pageBreakBefore/>"
NO_INDENT = '<w:ind w:firstLineChars="0" w:firstLine="0"/>'


def run(text: str, font: str = "") -> str:
    """A run of text, in the font of its paragraph or another one; line ends become line breaks."""
    parts = escape(clean_xml_text(text)).replace("\t", " ").split("\n")
    return f"<w:r>{_run_properties(font)}{'<w:br/>'.join(map(_text, parts))}</w:r>"


def _text(part: str) -> str:
    return f'<w:t xml:space="preserve">{part}</w:t>' if part else ""


def large_run(text: str, *, size: int, font: str = "", colour: str = "") -> str:
    """A run in another size, in half points, and in another colour than black, as RRGGBB."""
    tint = f'<w:color w:val="{colour}"/>' if colour else ""
    said = f'{fonts(font) if font else _HINT}{tint}<w:sz w:val="{size}"/><w:szCs w:val="{size}"/>'
    return f"<w:r><w:rPr>{said}</w:rPr>{_text(escape(clean_xml_text(text)))}</w:r>"


def tab() -> str:
    """A jump to the next tab stop."""
    return "<w:r><w:tab/></w:r>"


@cache
def _run_properties(font: str) -> str:
    return f"<w:rPr>{fonts(font) if font else _HINT}</w:rPr>"


# Quotation marks and dashes are Chinese ones.
_HINT = '<w:rFonts w:hint="eastAsia"/>'


def paragraph(text: str, style: str = "BodyText", *, layout: str = "", keep: bool = False) -> str:
    """A paragraph of runs in one of the styles of the paper; `keep` holds it on the page of the next one.

    `layout` is what it does in its own way, as properties of a paragraph in the order of the schema.
    """
    kept = "<w:keepNext/>" if keep else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{kept}{layout}</w:pPr>{text}</w:p>'


def text_paragraph(text: str) -> str:
    """A paragraph of body text."""
    return paragraph(run(text))


def keep_with_next(xml: str) -> str:
    """Finished paragraphs or a table, the last paragraph of it held on the page of what follows."""
    last = xml.rindex("<w:p>")
    end_of_style = xml.index("/>", last) + 2
    if xml.startswith("<w:keepNext/>", end_of_style):
        return xml
    return f"{xml[:end_of_style]}<w:keepNext/>{xml[end_of_style:]}"


def hanging_indent(first: int, rest: int) -> str:
    """The layout of a paragraph whose lines start at `first`, then at `rest` hundredths of a character."""
    return (
        f'<w:ind w:leftChars="{rest}" w:left="{_twips(rest)}" '
        f'w:hangingChars="{rest - first}" w:hanging="{_twips(rest - first)}"/><w:jc w:val="left"/>'
    )


def right_indent(space: int) -> str:
    """The layout of a line that ends that many hundredths of a character before the right edge."""
    return (
        f'<w:ind w:rightChars="{space}" w:right="{_twips(space)}" w:firstLineChars="0" w:firstLine="0"/>'
        '<w:jc w:val="right"/>'
    )


def _twips(chars: int) -> int:
    return chars * SIZE_BODY // 10


def text_width(text: str) -> int:
    """How wide a text is, in hundredths of a Chinese character."""
    return sum(50 if c.isascii() else 100 for c in text)


def blank_line() -> str:
    """An empty line."""
    return paragraph("")


def small_line(text: str, *, align: str = "left", keep: bool = False) -> str:
    """A line beside a table, such as its unit or a note."""
    return paragraph(run(text), "TableText", layout=f'<w:jc w:val="{align}"/>', keep=keep)


def table_gap(*, keep: bool = False) -> str:
    """A little air; it also keeps two tables from growing together."""
    return paragraph("", "TableGap", keep=keep)
