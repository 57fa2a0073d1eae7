"""The text of HTML as it is shown: line ends where blocks end, nothing of what is hidden."""

import re
from collections.abc import Iterator

from lxml import etree
from lxml.html import HtmlElement

# Line ends of the source, told from those that are shown; controls never stand in HTML.
_SOURCE_END, _SHOWN_END = "\x0b", "\x0c"
# Where a table stood: `put_mark` leaves it there.
TABLE_MARK = "\x0e"
_MARK_TAG = "taken-table"
_BLOCKS = frozenset(
    "address article aside blockquote body caption center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 "
    "header hr li main nav ol p pre section table tbody tfoot thead tr ul".split()
)
_UNSHOWN = frozenset("script style head title rt rp template noscript object select textarea".split())
_HIDDEN = re.compile(r"display\s*:\s*none|mso-hide\s*:\s*all|visibility\s*:\s*(?:hidden|collapse)", re.IGNORECASE)
_KEEPS_BLANKS = re.compile(r"white-space\s*:\s*pre", re.IGNORECASE)
_HIDING_RULE = re.compile(r"\.([\w-]+)\s*\{[^}]*display\s*:\s*none", re.IGNORECASE)
# Han, its punctuation and full-width signs: a line end of the source between two of them is no blank (CSS Text 3,
# 4.1.3).
_WIDE = r"[\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\U00020000-\U0003ffff“”‘’…—·]"
_WIDE_BREAK = re.compile(rf"(?<={_WIDE}){_SOURCE_END}+(?={_WIDE})")
_BLANKS = re.compile(rf"[ \t\xa0{_SOURCE_END}]+")
_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class ShownText:
    """Reads the text of elements; `hidden` collects what is hidden, by classes of the page or by its own style."""

    def __init__(self, root: HtmlElement) -> None:
        sheets = "".join(style.text or "" for style in root.iter("style"))
        self._hiding = frozenset(_HIDING_RULE.findall(sheets))
        self.hidden: list[str] = []

    def is_hidden(self, element: HtmlElement) -> bool:
        """Whether the element is not shown."""
        if "hidden" in element.attrib or _HIDDEN.search(element.get("style", "")):
            return True
        return bool(self._hiding) and not self._hiding.isdisjoint(element.get("class", "").split())

    def of(self, element: HtmlElement) -> str:
        """The text of an element, its lines parted by \\n, without empty lines at both ends."""
        return _tidy("".join(self._parts(element)))

    def _parts(self, element: HtmlElement) -> Iterator[str]:
        keeps = bool(_KEEPS_BLANKS.search(element.get("style", ""))) or element.tag == "pre"
        yield _mark(element.text, keeps=keeps)
        for child in element:
            yield from self._parts_of_child(child)
            yield _mark(child.tail, keeps=keeps)

    def _parts_of_child(self, child: HtmlElement) -> Iterator[str]:
        tag = child.tag
        if not isinstance(tag, str) or tag in _UNSHOWN:
            return
        if self.is_hidden(child):
            self.hidden += filter(None, [_tidy("".join(child.itertext()))])
        elif tag == "br":
            yield _SHOWN_END
        elif tag == _MARK_TAG:
            yield f"{_SHOWN_END}{TABLE_MARK}{_SHOWN_END}"
        elif tag in {"td", "th"}:
            yield f" {self.of(child).replace(chr(10), ' ')} "
        elif tag in _BLOCKS:
            yield from (_SHOWN_END, _number_of(child), *self._parts(child), _SHOWN_END)
        else:
            yield from self._parts(child)


def put_mark(element: HtmlElement) -> None:
    """Put a mark in the place of an element: what stands before and behind it can be read as one text."""
    tail = element.tail
    element.clear()
    element.tag, element.tail = _MARK_TAG, tail


def parse_html(html: str) -> HtmlElement | None:
    """The root of a page or of a part of one; None where there is nothing."""
    cleaned = _CONTROLS.sub("", html)
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    root: HtmlElement | None = etree.fromstring(cleaned.encode("utf-8", "replace"), parser)
    return root


def _mark(text: str | None, *, keeps: bool) -> str:
    """Text of the source with its line ends as what they are; where blanks are kept they are shown."""
    bare = _CONTROLS.sub("", text or "")
    ends = re.sub(r"\r\n?|\n", _SHOWN_END if keeps else f" {_SOURCE_END}", bare)
    return ends if keeps else re.sub(rf" *{_SOURCE_END} *", _SOURCE_END, ends)


def _number_of(element: HtmlElement) -> str:
    """The number that a browser shows before an item of an ordered list."""
    parent = element.getparent()
    if element.tag != "li" or parent is None or parent.tag != "ol" or parent.get("type", "1") != "1":
        return ""
    start = parent.get("start", "1")
    before = sum(1 for item in element.itersiblings("li", preceding=True))
    return f"{(int(start) if start.isdecimal() else 1) + before}. "


def _tidy(text: str) -> str:
    one_line = _BLANKS.sub(" ", _WIDE_BREAK.sub("", text))
    lines = [line.strip(" ") for line in one_line.split(_SHOWN_END)]
    return "\n".join(line for line in lines if line)
