"""The chapters of a plan at a glance: number, length, what the records add, what is left to write."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from planner.dossier import Dossier, Section
from planner.enums import PartyRole, SectionSource
from planner.numerals import chinese_number

S = SectionSource
# Attachments and signature close a plan without a number (GB/T 9704-2012, 7.3.4, 7.3.5).
UNNUMBERED = frozenset({S.ATTACHMENTS, S.SIGNATURE})
# Less than a sentence says nothing that somebody could act on.
LEAST_CHARACTERS = 20
_MARK = re.compile(
    r"^\s*([（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、])\s*$", re.MULTILINE
)
_USUAL = re.compile(r"多为 (\d+)—\d+ 字")
_BLANK = re.compile(r"[_＿]{2,}|×{2,}|[Xx]{2,}|（\s{2,}）|待定")


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
class Entry:
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
        incomplete = self.hints or (self.is_automatic and not self.records)
        return SectionState.PARTLY if incomplete else SectionState.WRITTEN

    @property
    def is_automatic(self) -> bool:
        """Whether records are printed below the text."""
        return self.section.source is not S.TEXT


def outline(dossier: Dossier) -> tuple[Entry, ...]:
    """All chapters in order; numbers run over those that papers number."""
    entries, number = [], 0
    for section in dossier.sections:
        numbered = section.source not in UNNUMBERED
        number += numbered
        entries.append(
            Entry(
                section,
                chinese_number(number) if numbered else "",
                count_characters(section.text),
                records_label(section.source, dossier),
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
    if section.source is S.TEXT and length < (int(usual[1]) if usual else LEAST_CHARACTERS):
        hints.append(f"偏短，同类{usual[0]}" if usual else f"只有 {length} 个字，再写具体些")
    hints += [f"“{mark}”后面是空的" for mark in _MARK.findall(section.text)[:3]]
    if blanks := len(_BLANK.findall(section.text)):
        hints.append(f"还有 {blanks} 处空着（待定、×× 或下划线）")
    return tuple(hints)


def count_characters(text: str) -> int:
    """Characters as people count them: blanks and line ends don't."""
    return sum(not c.isspace() for c in text)


def records_label(source: SectionSource, dossier: Dossier) -> str:
    """What the records hold for that source, in a few words; "" when there is nothing yet."""
    words = _LABELS.get(source)
    return words(dossier) if words else ""


def _counted(name: str, measure: str) -> Callable[[Dossier], str]:
    def label(dossier: Dossier) -> str:
        count = len(getattr(dossier, name))
        return f"{count} {measure}" if count else ""

    return label


def _place(dossier: Dossier) -> str:
    return f"{len(dossier.stops)} 处" if dossier.stops else dossier.facts.place


def _people(dossier: Dossier) -> str:
    return f"{dossier.heads} 人" if dossier.heads is not None else ""


def _schedule(dossier: Dossier) -> str:
    days = f"{len(dossier.days())} 天 " if dossier.days() else ""
    return f"{days}{len(dossier.schedule)} 项" if dossier.schedule else ""


def _budget(dossier: Dossier) -> str:
    if not dossier.budget:
        return ""
    total = dossier.full_budget.total
    known = total.known.format() if total.known.fen or total.is_exact else "金额待定"
    return f"{known}，{len(dossier.budget)} 条"


def _signature(dossier: Dossier) -> str:
    return "、".join(dossier.party_names(PartyRole.HOST)) or dossier.facts.organisation


_LABELS: dict[SectionSource, Callable[[Dossier], str]] = {
    S.THEME: lambda dossier: dossier.facts.theme,
    S.TIME: lambda dossier: dossier.dates_label(),
    S.PLACE: _place,
    S.PARTIES: _counted("parties", "家"),
    S.PEOPLE: _people,
    S.PHASES: _counted("phases", "个"),
    S.SCHEDULE: _schedule,
    S.DUTIES: _counted("duties", "项"),
    S.SUPPLIES: _counted("supplies", "样"),
    S.BUDGET: _budget,
    S.SAFETY: _counted("safety", "项"),
    S.CONTACTS: _counted("contacts", "个"),
    S.ATTACHMENTS: _counted("attachments", "个"),
    S.SIGNATURE: _signature,
}
