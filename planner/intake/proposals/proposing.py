"""From a reading to proposals: drafted, put in the order of the text, numbered, held against each other."""

from dataclasses import replace

from planner.intake.plans.planrows import event_of
from planner.intake.plans.reading import PlanReading, Private, TextSection, TextSpan
from planner.intake.proposals.clashes import find_clashes, find_notes
from planner.intake.proposals.drafting import draft_event, draft_rows, draft_total
from planner.intake.proposals.proposal import CHILD, PlanProposal, PlanProposals, ProposalGroup, RowDraft

MOST_HEADING = 60
# What stands in these chapters is no row of any list; of all others the rows say what they hold.
_PROSE = frozenset({"purpose", "notice", "prep", "report", "awards", ""})
_SOMEBODY = "某某"
_LOOK = "不太确定，看一眼原文"


def propose_plan(reading: PlanReading) -> PlanProposals:
    """All that a text proposes. The name of the event is its title, else its theme; numbers follow the text."""
    total = draft_total(reading)
    drafts = [*draft_event(reading), *draft_rows(reading), *([total] if total else [])]
    drafts += [draft for section in reading.sections if (draft := _draft_section(reading, section))]
    found = sorted((draft for draft in drafts if draft.spans), key=lambda draft: draft.spans[0].start)
    items = tuple(_number(item, number) for number, item in enumerate(found, start=1))
    event = event_of(reading)
    named = event.get("title") or event.get("theme")
    title, notes = named.value if named else "", (*find_notes(reading, items), *reading.notes)
    return PlanProposals(reading.text, title, items, find_clashes(reading, items), reading.private, notes)


def _number(item: PlanProposal, number: int) -> PlanProposal:
    return replace(item, number=number, reason="" if item.is_sure else item.reason or _LOOK)


def _draft_section(reading: PlanReading, section: TextSection) -> PlanProposal | None:
    """A chapter of prose without phone numbers and names of children; None for those of other kinds."""
    heading = section.heading.strip()[:MOST_HEADING]
    own = [one for one in reading.private if section.span.start <= one.span.start < section.span.end]
    body = _without(reading.text, section.text, own)
    if not heading or section.topic not in _PROSE or not body:
        return None
    start, end = section.span.start, section.span.end
    line_end = reading.text.find("\n", start, end)
    mark = TextSpan(start, line_end if line_end >= 0 else end)
    row = RowDraft("sections", {"heading": heading, "text": body})
    return PlanProposal(ProposalGroup.PART, "", f"{heading}，{len(body)} 字", (mark,), {}, (row,))


def _without(text: str, body: str, private: list[Private]) -> str:
    for one in private:
        word = text[one.span.start : one.span.end]
        body = body.replace(word, _SOMEBODY if one.what == CHILD else "")
    return body.strip()
