"""The papers of an event, each by one link."""

from flask import Blueprint, Response, request
from werkzeug.http import quote_etag

from planner.papers import order_paper
from planner.permissions import can_see_roster
from planner.views.guard import load_event, open_to_guests
from planner.views.links import own_host
from planner.views.papers import send_paper
from planner.views.privacy import log_opening, mark_private

bp = Blueprint("documents", __name__, url_prefix="/events/<int:event_id>/documents")


@bp.get("/<code>")
@open_to_guests
def download(event_id: int, code: str) -> Response:
    """A paper under its Chinese file name; unchanged ones answer 304, those with children on them are not stored."""
    event, access = load_event(event_id)
    order = order_paper(event, code, access=access, host=own_host(), options=request.args)
    names_children = order.paper.is_private and can_see_roster(access)
    unchanged = order.tag in request.if_none_match
    response = Response(status=304) if unchanged else send_paper(order.print())
    response.headers["ETag"] = quote_etag(order.tag)
    response.headers["Cache-Control"] = "private, no-cache"
    if order.paper.is_private:
        mark_private()
    if names_children:
        log_opening(event_id, order.paper.label)
    return response
