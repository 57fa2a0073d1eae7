"""方案.docx: the plan in the layout of GB/T 9704-2012."""

import re
from collections.abc import Iterator
from datetime import date

from planner.days import Day
from planner.documents import gbt9704 as paper
from planner.documents.plan_records import RECORDS
from planner.dossier import Dossier, Section
from planner.enums import SectionSource

NUMERALS = "零一二三四五六七八九十"
_LEVEL1 = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_LEVEL2 = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
_LEVEL3 = re.compile(r"^(\d{1,2})[.．、]\s*")
_UNNUMBERED = frozenset({SectionSource.SIGNATURE, SectionSource.ATTACHMENTS})
# After （一） the first sentence is a heading; a longer one is text.
_LONGEST_HEADING = 30


def build_plan(dossier: Dossier, *, today: date) -> bytes:
    """The plan as .docx: title, sections numbered 一、二、…, records printed where their section stands.

    What is not known prints as 待定. Days of another year than `today`'s are told by their year in any case. The
    same dossier gives the same bytes.
    """
    title = title_of(dossier)
    body = [
        paper.paragraph(paper.run(title, paper.TITLE, paper.SIZE_TITLE), align="center", indent=0, line=700),
        paper.blank(),
    ]
    number = 0
    for section in dossier.sections:
        heading = section.heading.strip()
        if section.source not in _UNNUMBERED and heading:
            number += 1
            body.append(_heading(f"{chinese_number(number)}、{_bare(heading)}"))
        body += _text(section)
        body += RECORDS.get(section.source, _nothing)(dossier)
    body += _signature(dossier)
    return paper.build(body, title=title, author=dossier.facts.organisation)


def title_of(dossier: Dossier) -> str:
    """The event's title as a paper is titled."""
    title = dossier.facts.title.strip()
    if not title:
        return "活动方案"
    return title if "方案" in title else f"{title}方案" if title.endswith("活动") else f"{title}活动方案"


def chinese_number(number: int) -> str:
    """一 … 九十九."""
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{NUMERALS[tens]}十"
    return head + (NUMERALS[ones] if ones or not tens else "")


def _bare(heading: str) -> str:
    """A heading without a number of its own."""
    return _LEVEL1.sub("", heading)


def _heading(text: str) -> str:
    return paper.paragraph(paper.run(text, paper.LEVEL1), keep=True)


def _nothing(dossier: Dossier) -> Iterator[str]:
    return iter(())


def _text(section: Section) -> Iterator[str]:
    """The section's own text; lines that begin like headings are set like headings."""
    for line in section.text.split("\n"):
        line = line.strip(" \t\u3000")
        if line:
            yield _line(line)


def _line(line: str) -> str:
    if _LEVEL1.match(line):
        return paper.paragraph(paper.run(line, paper.LEVEL1), keep=True)
    if _LEVEL2.match(line):
        first, stop, rest = line.partition("。")
        if len(first) > _LONGEST_HEADING:
            return paper.paragraph(paper.run(line))
        return paper.paragraph(paper.run(first + stop, paper.LEVEL2) + (paper.run(rest) if rest else ""))
    return paper.paragraph(paper.run(_LEVEL3.sub(r"\1.", line)))


def _signature(dossier: Dossier) -> list[str]:
    """Organisation and day at the right, where the plan has a place for them."""
    if not any(s.source is SectionSource.SIGNATURE for s in dossier.sections):
        return []
    return [
        paper.blank(),
        paper.paragraph(paper.run(dossier.facts.organisation), align="right", indent=0, right=200, keep=True),
        paper.paragraph(paper.run(signed_day(dossier.facts.signed_on)), align="right", indent=0, right=400),
    ]


def signed_day(day: Day | None) -> str:
    """2026年8月5日; what is not known stays open to be filled in by hand."""
    if day is None:
        return "　　年　　月　　日"
    return f"{day.year or '　　'}年{day.month}月{day.day}日"
