"""The numbers that Word writes before paragraphs by itself: they stand in no text of the file."""

from collections import Counter

from lxml import etree

from planner.intake.tables.wordparts import WordParts
from planner.numerals import chinese_number

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEVELS = 9
_CHINESE = frozenset({"chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting"})
_MOST_CHINESE = 99


class WordNumbers:
    """Counts the paragraphs of each list in the order in which they are asked for."""

    def __init__(self, parts: WordParts) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._lists: dict[str, str] = {}
        self._styles: dict[str, tuple[str, int]] = {}
        self._counts: dict[str, Counter[int]] = {}
        if parts.numbering is not None:
            self._read_lists(parts.numbering)
        for style in parts.styles.iter(f"{W}style") if parts.styles is not None else ():
            if (found := _list_of(style)) is not None:
                self._styles[style.get(f"{W}styleId", "")] = found

    def _read_lists(self, numbering: etree._Element) -> None:
        for kind in numbering.iter(f"{W}abstractNum"):
            levels = {_whole(level.get(f"{W}ilvl")): _level(level) for level in kind.iter(f"{W}lvl")}
            self._levels[kind.get(f"{W}abstractNumId", "")] = levels
        for each in numbering.iter(f"{W}num"):
            self._lists[each.get(f"{W}numId", "")] = _value(each.find(f"{W}abstractNumId"))

    def number_of(self, paragraph: etree._Element) -> str:
        """The number that Word shows before the paragraph; nothing before plain ones and behind bullets."""
        style = _value(paragraph.find(f"{W}pPr/{W}pStyle"))
        number_id, level = _list_of(paragraph) or self._styles.get(style) or ("", 0)
        levels = self._levels.get(self._lists.get(number_id, ""), {})
        if level not in levels:
            return ""
        counts = self._counts.setdefault(self._lists[number_id], Counter())
        counts[level] += 1
        for deeper in range(level + 1, _LEVELS):
            counts.pop(deeper, None)
        shown, text, _ = levels[level]
        if shown in {"bullet", "none"}:
            return ""
        for at in range(level + 1):
            kind, _, start = levels.get(at, ("decimal", "", 1))
            text = text.replace(f"%{at + 1}", _say(kind, start + max(counts[at], 1) - 1))
        return text


def _list_of(element: etree._Element) -> tuple[str, int] | None:
    found = element.find(f"{W}pPr/{W}numPr")
    if found is None or not _value(found.find(f"{W}numId")):
        return None
    return _value(found.find(f"{W}numId")), _whole(_value(found.find(f"{W}ilvl")))


def _level(level: etree._Element) -> tuple[str, str, int]:
    """How its numbers are written, the words around them, and where they begin."""
    start = _value(level.find(f"{W}start"))
    return _value(level.find(f"{W}numFmt")), _value(level.find(f"{W}lvlText")), _whole(start) if start else 1


def _say(kind: str, number: int) -> str:
    return chinese_number(number) if kind in _CHINESE and number <= _MOST_CHINESE else str(number)


def _value(element: etree._Element | None) -> str:
    return "" if element is None else str(element.get(f"{W}val", ""))


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
