"""Papers of volunteers: the poster as a sheet and as a picture, badges, sign-in sheets."""

from flask import Blueprint, Response

from planner.documents.badges import build_badges
from planner.documents.poster import build_poster, draw_poster
from planner.documents.shift_sheets import build_shift_sheets
from planner.errors import NotFound
from planner.models import Event
from planner.papers.paper import file_name_of
from planner.people import slots_of
from planner.people.poster import Poster
from planner.permissions import can_see_roster
from planner.queries.dossier import current_dossier
from planner.queries.signups import find_desk, names_on_shifts, offers_of
from planner.views.downloads import attach_as
from planner.views.guard import load_event, open_to_guests
from planner.views.links import public_url
from planner.views.privacy import log_opening, mark_private
from planner.views.volunteerpaperspage import make_badges, make_poster, make_sheets

bp = Blueprint("volunteerpapers", __name__, url_prefix="/events/<int:event_id>/volunteers")


@bp.get("/poster.pdf")
@open_to_guests
def poster_sheet(event_id: int) -> Response:
    """The poster to print, with the figures of this moment."""
    event, _ = load_event(event_id)
    return send_sheet(build_poster(_poster(event)), event, "招募海报", "pdf", "application/pdf")


@bp.get("/poster.png")
@open_to_guests
def poster_picture(event_id: int) -> Response:
    """The same as a picture for the chat."""
    event, _ = load_event(event_id)
    return send_sheet(draw_poster(_poster(event)), event, "招募海报", "png", "image/png")


@bp.get("/badges.pdf")
def badges(event_id: int) -> Response:
    """A badge for everybody who has a place; that it was printed is logged."""
    event, _ = load_event(event_id, can_see_roster)
    mark_private()
    dossier = current_dossier(event)
    rows = make_badges(names_on_shifts(event.id), slots_of(dossier))
    log_opening(event_id, "志愿者胸牌")
    content = build_badges(rows, event=event.title, organiser=dossier.facts.organisation)
    return send_sheet(content, event, "志愿者胸牌", "pdf", "application/pdf")


@bp.get("/sign-in.pdf")
def sign_in(event_id: int) -> Response:
    """A sheet for each shift to be signed; that it was printed is logged."""
    event, access = load_event(event_id, can_see_roster)
    mark_private()
    dossier = current_dossier(event)
    sheets = make_sheets(dossier, slots_of(dossier), names_on_shifts(event.id), access)
    log_opening(event_id, "志愿者签到表")
    content = build_shift_sheets(sheets, event=event.title, organiser=dossier.facts.organisation)
    return send_sheet(content, event, "志愿者签到表", "pdf", "application/pdf")


def _poster(event: Event) -> Poster:
    """Raises NotFound while the event takes no volunteers, BadInput where no address is set that others can open."""
    desk, dossier = find_desk(event.id), current_dossier(event)
    if desk is None:
        raise NotFound("先开始招募，海报上才有报名的二维码。")
    address = public_url("signing.show", token=desk.link.token)
    return make_poster(dossier, desk, offers_of(slots_of(dossier), event.id), address)


def send_sheet(content: bytes, event: Event, label: str, extension: str, mime: str) -> Response:
    """A paper under the name of its event."""
    response = Response(content, mimetype=mime)
    name = file_name_of(event.title, label, extension)
    attach_as(response, name, plain=f"volunteers-{event.id}.{extension}")
    return response
