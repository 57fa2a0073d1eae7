"""The parts of what came of an event: pages of their own under one tab, linked with each other."""

from typing import NamedTuple

from planner.nouns import TABS
from planner.views.places import tab_url

# Each is the tab of its page; those that the house has are shown, in this order.
SUMMARY_PARTS = {"summary": "正文", "photos": "照片", "feedback": "反馈"}


class SummaryPart(NamedTuple):
    """A part of the summary, with how many there are of what it holds."""

    label: str
    href: str
    is_current: bool


def list_summary_parts(event_id: int, here: str, number: int | None = None) -> tuple[SummaryPart, ...]:
    """The parts, `here` with its number where that says something; none where there is but one."""
    parts = tuple(
        SummaryPart(
            f"{label} {number}" if name == here and number is not None else label,
            tab_url(event_id, name),
            name == here,
        )
        for name, label in SUMMARY_PARTS.items()
        if name in TABS
    )
    return parts if len(parts) > 1 else ()
