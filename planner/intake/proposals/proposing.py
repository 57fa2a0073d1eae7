"""From a reading to proposals: drafted, put in the order of the text, numbered, held against each other."""

from dataclasses import replace

from planner.intake.plans.reading import Fact, Field, PlanReading, PlanSection, Span
from planner.intake.proposals.clashes import find_clashes
from planner.intake.proposals.dates import draft_days
from planner.intake.proposals.drafting import draft_fact, draft_places, only_total
from planner.intake.proposals.proposal import Group, Proposal, Proposals, RowDraft
from planner.masking import phone_places

MOST_HEADING = 60
_SOMEBODY = "某某"
_LOOK = "不太确定，看一眼原文"


def propose_plan(reading: PlanReading) -> Proposals:
    """All that a text proposes. The name of the event is its title, else its theme; numbers follow the text."""
    private = _find_private(reading)
    drafts = [draft_days(reading), draft_places(reading.of(Field.VENUES)), _lone_total(reading)]
    drafts += [draft_fact(fact) for fact in reading.facts]
    drafts += [_draft_section(reading.text, section, private) for section in reading.sections]
    found = sorted((draft for draft in drafts if draft), key=lambda draft: draft.spans[0].start)
    items = tuple(_number(item, number) for number, item in enumerate(found, start=1))
    title = reading.first(Field.TITLE) or reading.first(Field.THEME)
    return Proposals(reading.text, title, items, find_clashes(reading, items), private)


def _number(item: Proposal, number: int) -> Proposal:
    return replace(item, number=number, reason="" if item.is_sure else item.reason or _LOOK)


def _lone_total(reading: PlanReading) -> Proposal | None:
    totals: tuple[Fact, ...] = reading.of(Field.BUDGET_TOTAL)
    has_lines = any(fact.values["amount"] for fact in reading.of(Field.BUDGET))
    return only_total(totals[0]) if totals and not has_lines else None


def _find_private(reading: PlanReading) -> tuple[Span, ...]:
    """The phone numbers of the text, and what the reading found of children beside them."""
    phones = [Span(start, end) for start, end in phone_places(reading.text)]
    named = [one.span for one in reading.private]
    others = [span for span in named if not any(span.start < p.end and p.start < span.end for p in phones)]
    return tuple(sorted([*phones, *others]))


def _draft_section(text: str, section: PlanSection, private: tuple[Span, ...]) -> Proposal | None:
    heading = section.heading.strip()[:MOST_HEADING]
    body = section.text
    for span in private:
        if section.span.start <= span.start < section.span.end:
            word = text[span.start : span.end]
            body = body.replace(word, "" if any(sign.isdigit() for sign in word) else _SOMEBODY)
    if not heading or not body.strip():
        return None
    line_end = text.find("\n", section.span.start)
    mark = Span(section.span.start, min(section.span.end, line_end if line_end >= 0 else len(text)))
    row = RowDraft("sections", {"heading": heading, "text": body.strip()})
    return Proposal(Group.PART, "", f"{heading}，{len(body.strip())} 字", (mark,), {}, (row,))
