"""The parts of what came of an event: pages of their own under one tab, linked with each other."""

from typing import NamedTuple

from planner.permissions import Access, Permission, can_hand_out_set, can_read_accounts, can_read_event, can_see_photos
from planner.views.places import tab_url

# Each is the tab of its page, in this order; photos and what is printed for outside are not for everybody.
_PARTS: dict[str, tuple[str, Permission]] = {
    "summary": ("正文", can_read_event),
    "photos": ("照片", can_see_photos),
    "feedback": ("反馈", can_read_event),
    "publicity": ("对外稿", can_read_accounts),
    "evidence": ("全套材料", can_hand_out_set),
}


class SummaryPart(NamedTuple):
    """A part of the summary, with how many there are of what it holds."""

    label: str
    href: str
    is_current: bool


def list_summary_parts(event_id: int, access: Access, here: str, number: int | None = None) -> tuple[SummaryPart, ...]:
    """The parts that one may see, `here` with its number where that says something."""
    return tuple(
        SummaryPart(
            f"{label} {number}" if name == here and number is not None else label,
            tab_url(event_id, name),
            name == here,
        )
        for name, (label, may) in _PARTS.items()
        if may(access)
    )
