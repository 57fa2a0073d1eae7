"""The log of an event: who changed what, when, from what to what."""

from flask import Blueprint, request

from planner.paging import read_page
from planner.queries.activity import activity_page
from planner.views.activitypage import activity_page_of
from planner.views.eventpage import render_event
from planner.views.guard import load_event

bp = Blueprint("activity", __name__, url_prefix="/events/<int:event_id>/activity")


@bp.get("")
def show(event_id: int) -> str:
    """50 entries a page, the newest first."""
    event, access = load_event(event_id)
    number = read_page(request.args.get("page"))
    entries, has_older = activity_page(event.id, number)
    page = activity_page_of(event, access, entries, number=number, has_older=has_older)
    return render_event("activity/show.html", event, access, page=page)
