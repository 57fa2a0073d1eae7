"""The public album as the team sees it: opened until a day, shown as a QR code, ended."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import Day
from planner.enums import LinkPurpose
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.gallery import GalleryForm
from planner.forms.refusals import put_refusal
from planner.nouns import Aggregate
from planner.permissions import can_take_steps
from planner.queries.dossier import current_dossier
from planner.queries.photos import current_album
from planner.services.links import revoke_link
from planner.services.photolinks import find_gallery, open_gallery, usual_end
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.links import public_url, qr_code, require_address
from planner.views.once import free_key

bp = Blueprint("gallerydesk", __name__, url_prefix="/events/<int:event_id>/photos/gallery")
Answer = str | Response | tuple[str, int]


@bp.get("")
def show(event_id: int) -> Answer:
    """The link as an address and a QR code; where there is none, the form that opens it."""
    form = GalleryForm(formdata=None, until=Day.of(usual_end(LinkPurpose.GALLERY)))
    return _draw(event_id, form)


def _draw(event_id: int, form: GalleryForm, status: int = 200) -> Answer:
    event, access = load_event(event_id, can_take_steps)
    link = find_gallery(event)
    address = public_url("gallery.show", token=link.token) if link else ""
    page = render_event(
        "photos/gallery.html",
        event,
        access,
        tab="photos",
        form=form,
        address=address,
        qr=qr_code(address) if link else "",
        until=Day.of(link.ends_on).label(clock.today().year) if link else "",
        shows_captions=bool(link and link.shows_captions),
        cleared=len(current_album(event, current_dossier(event)).leaving),
    )
    return page, status


@bp.post("")
def begin(event_id: int) -> Answer:
    """Open the album until a day."""
    event, _ = load_event(event_id, can_take_steps, changes=Aggregate.PHOTOS)
    form = GalleryForm()
    try:
        require_address()
        if form.validate():
            open_gallery(event, form.last_day, shows_captions=form.shows_captions.data, actor=current_user)
            db.session.commit()
            return redirect(url_for(".show", event_id=event_id))
    except BadInput as refusal:
        put_refusal(form, refusal)
    db.session.rollback()
    free_key()
    return _draw(event_id, form, 422)


@bp.post("/end")
def end(event_id: int) -> Response:
    """End it at once: from now on its address opens nothing."""
    event, _ = load_event(event_id, can_take_steps)
    link = find_gallery(event)
    if link is None:
        raise NotFound("公开相册没开，或者已经停了。")
    revoke_link(link, actor=current_user)
    db.session.commit()
    flash("公开相册停了，原来的链接打不开了")
    return redirect(url_for("photos.show", event_id=event_id))
