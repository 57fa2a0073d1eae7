"""The log of an event: who changed what, when, from what to what."""

import re

from flask import Blueprint, request

from planner.masking import mask_phone
from planner.paging import read_page
from planner.permissions import can_see_phones
from planner.queries.activity import activity_page
from planner.views.eventpage import render_event
from planner.views.guard import load_event

bp = Blueprint("activity", __name__, url_prefix="/events/<int:event_id>/activity")
_LONG, _LEAD = 120, 16
_PHONE = re.compile(r"(?<!\d)\d{11}(?!\d)")


@bp.get("")
def show(event_id: int) -> str:
    """50 entries a page, the newest first."""
    event, access = load_event(event_id)
    page = read_page(request.args.get("page"))
    entries, has_older = activity_page(event.id, page)
    return render_event(
        "activity/show.html",
        event,
        access,
        entries=entries,
        page=page,
        has_older=has_older,
        shown=str if can_see_phones(access) else without_phone_numbers,
        parted=parted,
    )


def without_phone_numbers(text: str) -> str:
    """The text with every mobile number masked: units above read the log, not the phones in it."""
    return _PHONE.sub(lambda found: mask_phone(found[0]), text)


def parted(before: str, after: str) -> tuple[str, str]:
    """Both texts from a little before the place where they part, so that a change deep in a long text is seen."""
    if not before or not after or max(len(before), len(after)) <= _LONG:
        return before, after
    pairs = enumerate(zip(before, after, strict=False))
    start = next((at for at, (old, new) in pairs if old != new), min(len(before), len(after))) - _LEAD
    return (f"……{before[start:]}", f"……{after[start:]}") if start > 0 else (before, after)
