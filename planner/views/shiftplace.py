"""How one gets to a shift, on the own page of a volunteer: the place as text to be copied, and on the map."""

from dataclasses import dataclass
from urllib.parse import quote

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from planner.dossier import Dossier, Post
from planner.dossier.calling import Callee
from planner.people.positions import MICRO, GeoPoint
from planner.queries.attendance import find_position
from planner.views.compression import mark_secret
from planner.views.openpages import open_to_visitors, serve_visitors
from planner.views.signedup import find_mine, find_slot
from planner.views.signingform import when_label
from planner.views.visitors import open_own_page

bp = Blueprint("shiftplace", __name__, url_prefix="/v/me")
serve_visitors(bp)
# The page leads back by the link that opens all of them.
bp.before_request(mark_secret)


@dataclass(frozen=True, slots=True)
class ShiftPlace:
    """Where a shift is: `search` is what a map finds it by, `map_href` opens one where the spot is known."""

    title: str
    when: str
    meeting: str
    search: str
    map_href: str
    callee: Callee | None


@bp.get("/<token>/<shift>/place")
@open_to_visitors
def show(token: str, shift: str) -> str | Response:
    """Where the shift is, for whoever has signed up for it."""
    own = open_own_page(token)
    find_mine(own, shift)
    slot = find_slot(own, shift)
    search = address_of(own.dossier, slot.post)
    page = ShiftPlace(
        title=slot.post.title,
        when=when_label(slot),
        meeting=slot.post.meeting,
        search=search,
        map_href=link_map(find_position(own.event.id, slot.post.key), search),
        callee=own.callee(slot.post),
    )
    return render_template("signedup/place.html", page=page, token=token)


def address_of(dossier: Dossier, post: Post) -> str:
    """The place of a post as a map finds it: with the address of the stop of that name, where the plan has one."""
    place = post.place or dossier.facts.place or post.meeting
    stop = next((stop for stop in dossier.stops if stop.name == place and stop.address), None)
    return f"{stop.address} {place}" if stop else place


def link_map(point: GeoPoint | None, label: str) -> str:
    """A link that the phone's own map opens (RFC 5870); empty where the spot is not known."""
    if point is None:
        return ""
    spot = f"{point.latitude / MICRO:.6f},{point.longitude / MICRO:.6f}"
    return f"geo:{spot}?q={spot}({quote(label)})"
