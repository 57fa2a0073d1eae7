"""The chapters of a text, with the words that stand in them as they were given."""

from itertools import groupby

from planner.intake.plans.plan import Plan
from planner.intake.plans.reading import TextSection, TextSpan


def cut_sections(plan: Plan, text: str) -> tuple[TextSection, ...]:
    """Every chapter in order; what stands before the first heading is one without a heading."""
    sections: list[TextSection] = []
    for _, run in groupby(plan.lines, key=lambda entry: entry.chapter):
        entries = list(run)
        heading = entries[0].label_part if entries[0].label and not entries[0].nested else None
        spans = [entry.part.span for entry in entries if entry.part.places]
        whole = TextSpan(spans[0].start, max(span.end for span in spans)) if spans else TextSpan(0, 0)
        first = heading.span.end if heading is not None and heading.places else whole.start
        body = text[first : whole.end].strip(" \t\r\n\u3000:：、")
        sections.append(TextSection(heading.text if heading is not None else "", body, entries[0].topic, whole))
    return tuple(sections)
