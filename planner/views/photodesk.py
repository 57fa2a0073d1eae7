"""The link that lets volunteers send photos: made, shown as a QR code, ended."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import Day
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Event, Link
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.services.links import revoke_link
from planner.services.photolinks import find_photo_link, open_photo_link
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.links import public_url, qr_code, require_address

bp = Blueprint("photodesk", __name__, url_prefix="/events/<int:event_id>/photos/link")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """The link as an address to copy and a QR code to scan."""
    event, access = load_event(event_id, can_work_on_event)
    link = _find(event)
    address = public_url("photolink.show", token=link.token)
    until = Day.of(link.ends_on).label(clock.today().year)
    return render_event(
        "photos/link.html", event, access, tab="photos", address=address, qr=qr_code(address), until=until
    )


@bp.post("")
@open_to_guests
def begin(event_id: int) -> Response:
    """Let volunteers send photos for a week."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PHOTOS)
    require_address()
    open_photo_link(event, actor=current_user)
    db.session.commit()
    return redirect(url_for(".show", event_id=event_id))


@bp.post("/end")
@open_to_guests
def end(event_id: int) -> Response:
    """End it at once; what has come stays."""
    event, _ = load_event(event_id, can_work_on_event)
    revoke_link(_find(event), actor=current_user)
    db.session.commit()
    flash("链接停了，已经收到的都在")
    return redirect(url_for("photos.show", event_id=event_id))


def _find(event: Event) -> Link:
    link = find_photo_link(event)
    if link is None:
        raise NotFound("传照片的链接没开，或者已经停了。")
    return link
