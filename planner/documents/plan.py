"""方案.docx: the plan in the layout of GB/T 9704-2012."""

import re
from collections.abc import Iterator

from planner.days import Day
from planner.documents import gbt9704 as paper
from planner.documents.plan_records import RECORDS
from planner.dossier import Dossier, Section
from planner.dossier.sources import CLOSING_SOURCES
from planner.enums import SectionSource
from planner.numerals import chinese_number
from planner.telling import UNKNOWN

_LEVEL1 = re.compile(r"^[一二三四五六七八九十]{1,3}、")
_LEVEL2 = re.compile(r"^[（(][一二三四五六七八九十]{1,3}[）)]")
# 1. and not 1、; but neither 1.5 nor 1、2 年级, which are no numbers of a paragraph.
_LEVEL3 = re.compile(r"^(\d{1,2})[.．、]\s*(?=\D)")
# After 一、 or （一） the first sentence is a heading; a longer one is text.
_LONGEST_HEADING = 30
# Behind the day of a 落款: below the middle of a name that fills its line. A longer name has more lines and no other
# middle.
_WIDEST_SPACE = 1200


def build_plan(dossier: Dossier) -> bytes:
    """The plan as .docx: title, sections numbered 一、二、…, records printed where their section stands.

    What is not known prints as 待定. Days are told with their year, so that no day of printing matters: the same
    dossier gives the same bytes.
    """
    title = plan_title(dossier)
    body = [paper.paragraph(paper.run(title), "Title"), paper.blank_line()]
    number = 0
    for section in dossier.sections:
        heading = _strip_number(section.heading.strip())
        if section.source not in CLOSING_SOURCES and heading:
            number += 1
            body.append(paper.paragraph(paper.run(f"{chinese_number(number)}、{heading}"), "Heading1"))
        said = [*_text(section), *RECORDS.get(section.source, _no_records)(dossier)]
        if not said and heading and section.source not in CLOSING_SOURCES:
            said = [paper.paragraph(paper.run(UNKNOWN))]
        body += said
    if any(s.source is SectionSource.SIGNATURE for s in dossier.sections):
        body[-1] = paper.keep_with_next(body[-1])
        body += _signature(dossier)
    return paper.build_document(body, title=title, author=dossier.facts.organisation)


def plan_title(dossier: Dossier) -> str:
    """The event's title as a paper is titled."""
    title = dossier.facts.title.strip()
    if not title:
        return "活动方案"
    return title if "方案" in title else f"{title}方案" if title.endswith("活动") else f"{title}活动方案"


def _strip_number(heading: str) -> str:
    """A heading without a number of its own."""
    return _LEVEL1.sub("", heading)


def _no_records(dossier: Dossier) -> Iterator[str]:
    return iter(())


def _text(section: Section) -> Iterator[str]:
    """The section's own text; lines that begin like headings are set like headings."""
    for line in section.text.split("\n"):
        line = line.strip(" \t\r\u3000")
        if line:
            yield _line(line)


def _line(line: str) -> str:
    first, stop, rest = line.partition("。")
    if len(first) <= _LONGEST_HEADING:
        for pattern, style, font in ((_LEVEL1, "Heading1", paper.LEVEL1), (_LEVEL2, "Heading2", paper.LEVEL2)):
            if pattern.match(line):
                if not rest:
                    return paper.paragraph(paper.run(line), style)
                return paper.paragraph(paper.run(first + stop, font) + paper.run(rest))
    return paper.paragraph(paper.run(_LEVEL3.sub(r"\1.", line)))


def _signature(dossier: Dossier) -> list[str]:
    return compose_closing(dossier.facts.organisation, format_signing_day(dossier.facts.signed_on))


def compose_closing(organisation: str, day: str) -> list[str]:
    """落款: organisation and day at the right, one centred above the other; the day four characters in."""
    name = organisation.strip() or UNKNOWN
    longer = paper.text_width(name) - paper.text_width(day)
    name_space = max(400 - longer // 2, 200)
    day_space = 400 if longer < 400 else min(name_space + longer // 2, _WIDEST_SPACE)
    return [
        paper.keep_with_next(paper.blank_line()),
        paper.paragraph(paper.run(name), layout=paper.right_indent(name_space), keep=True),
        paper.paragraph(paper.run(day), layout=paper.right_indent(day_space)),
    ]


def format_signing_day(day: Day | None) -> str:
    """2026年8月5日; what is not known stays open to be filled in by hand."""
    if day is None:
        return "　　年　　月　　日"
    return f"{day.year or '　　'}年{day.month}月{day.day}日"
