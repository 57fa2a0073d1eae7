"""The chapters of a plan at a glance: number, length, what the records add, what is left to write."""

import re
from dataclasses import dataclass
from enum import StrEnum

from planner.dossier import Dossier, Section
from planner.dossier.sources import SOURCES
from planner.numerals import chinese_number
from planner.telling import find_holes

# Less than a sentence says nothing that somebody could act on.
LEAST_CHARACTERS = 20
_MARK = re.compile(
    r"^\s*([（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])\s*$", re.MULTILINE
)
_USUAL = re.compile(r"多为 (\d+)—\d+ 字")


class SectionState(StrEnum):
    """How far a chapter is; the value is the class of its mark."""

    WRITTEN = "w"
    PARTLY = "p"
    EMPTY = ""

    @property
    def label(self) -> str:
        """The state in words."""
        return {"w": "已写", "p": "待补", "": "未写"}[self.value]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One line of the table of contents. `records` says in short what is printed from the records."""

    section: Section
    number: str
    length: int
    records: str
    hints: tuple[str, ...]

    @property
    def state(self) -> SectionState:
        """Written, partly written or empty."""
        if not self.length and not self.records:
            return SectionState.EMPTY
        return SectionState.PARTLY if self.hints or self.lacks_records else SectionState.WRITTEN

    @property
    def is_written(self) -> bool:
        """Whether nothing of it is left to be done."""
        return self.state is SectionState.WRITTEN

    @property
    def lacks_records(self) -> bool:
        """Whether records are to be printed and there are none yet."""
        return self.is_automatic and not self.records

    @property
    def place(self) -> str:
        """Where its records are mended; "" for a chapter that is only text."""
        return SOURCES[self.section.source].place

    @property
    def is_automatic(self) -> bool:
        """Whether records are printed below the text."""
        return SOURCES[self.section.source].is_printed


def outline(dossier: Dossier) -> tuple[Chapter, ...]:
    """All chapters in order; numbers run over those that papers number."""
    entries, number = [], 0
    for section in dossier.sections:
        source = SOURCES[section.source]
        number += not source.is_closing
        entries.append(
            Chapter(
                section,
                "" if source.is_closing else chinese_number(number),
                count_characters(section.text),
                source.summarise(dossier),
                section_hints(section),
            )
        )
    return tuple(entries)


def section_hints(section: Section) -> tuple[str, ...]:
    """What the text itself still lacks; nothing for a chapter that isn't begun."""
    length = count_characters(section.text)
    if not length:
        return ()
    hints = []
    usual = _USUAL.search(section.guidance)
    if not SOURCES[section.source].is_printed and length < (int(usual[1]) if usual else LEAST_CHARACTERS):
        hints.append(f"偏短，同类{usual[0]}" if usual else f"只有 {length} 个字，再写具体些")
    hints += [f"“{mark}”后面是空的" for mark in _MARK.findall(section.text)[:3]]
    if blanks := len(find_holes(section.text)):
        hints.append(f"还有 {blanks} 处空着（待定、×× 或下划线）")
    return tuple(hints)


def count_characters(text: str) -> int:
    """Characters as people count them: blanks and line ends don't."""
    return sum(not c.isspace() for c in text)
