"""The photos of an event: sent, looked through, picked, put right; removed and taken back."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.photos import ClockForm
from planner.forms.refusals import put_refusal
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import can_see_photos, can_send_photos, can_work_on_event
from planner.pictures import PhotoAlbum
from planner.queries.dossier import current_dossier, read_dossier
from planner.queries.photos import current_album, read_album
from planner.services import album as album_services
from planner.services.photos import SentFrom
from planner.services.photouploads import drop_upload
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.photosending import RefusedFile, begin_sending, take_files, take_piece
from planner.views.photospage import list_phones, photos_page
from planner.views.photowall import WallAsked
from planner.views.places import page_url
from planner.views.toasts import offer_undo

bp = Blueprint("photos", __name__, url_prefix="/events/<int:event_id>/photos")
Answer = str | Response | tuple[str, int]
# So many keys fit into the address that takes something back.
MOST_UNDONE = 100


def load_sender(event_id: int) -> tuple[Event, Actor]:
    """The event, for whoever may send photos to it."""
    event, _ = load_event(event_id, can_send_photos, changes=Aggregate.PHOTOS)
    return event, current_user


def load_keeper(event_id: int) -> tuple[Event, PhotoAlbum]:
    """The event and its photos as they stand, for whoever may change what is made of them."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PHOTOS)
    return event, read_album(event, read_dossier(event))


@bp.get("")
@open_to_guests
def show(event_id: int) -> Answer:
    """The wall by day and item, what wants a word, and the field that takes more."""
    return draw(event_id)


def draw(
    event_id: int, refused: tuple[RefusedFile, ...] = (), form: ClockForm | None = None, status: int = 200
) -> Answer:
    """The page, with what was just refused."""
    event, access = load_event(event_id, can_see_photos)
    album = current_album(event, current_dossier(event))
    page = photos_page(event, access, album, WallAsked.read(request.args), refused)
    if form is None:
        form = ClockForm(formdata=None)
        form.phone.offer(list_phones(album))
    return render_event("photos/show.html", event, access, tab="photos", page=page, form=form), status


@bp.post("")
@open_to_guests
def send(event_id: int) -> Answer:
    """Take the files of a plain form; those that are no photos are named, the others come in."""
    load_sender(event_id)
    sent = take_files(lambda: load_sender(event_id))
    if sent.taken or sent.known:
        flash(sent.sentence)
    if sent.refused:
        return draw(event_id, sent.refused, status=422)
    if not sent.taken and not sent.known:
        return draw(event_id, (RefusedFile("", "", "先选照片，可以一次选很多张。"),), status=422)
    return redirect(url_for(".show", event_id=event_id))


@bp.post("/uploads")
@open_to_guests
def begin(event_id: int) -> Response:
    """Begin to send a file in pieces, or go on with it."""
    return begin_sending(lambda: load_sender(event_id))


@bp.put("/uploads/<upload>")
@open_to_guests
def piece(event_id: int, upload: str) -> Response:
    """Take a piece of it."""
    return take_piece(lambda: load_sender(event_id), upload)


@bp.post("/uploads/<upload>/drop")
@open_to_guests
def drop(event_id: int, upload: str) -> Response:
    """Take one off the list that is on its way, or was refused and read."""
    event, actor = load_sender(event_id)
    drop_upload(event, upload, SentFrom(), actor=actor)
    db.session.commit()
    return redirect(url_for(".show", event_id=event_id))


@bp.post("/picks")
@open_to_guests
def pick(event_id: int) -> Response:
    """Do with the ticked photos what the button says: into the summary, off the wall."""
    event, _ = load_keeper(event_id)
    ticked, shown = request.form.getlist("pick"), request.form.get("shown", "").split(",")
    if "remove" in request.form:
        return _remove(event, ticked)
    count = album_services.pick_photos(event, ticked, shown, actor=current_user)
    db.session.commit()
    flash(f"勾上的 {count} 张放进总结")
    return redirect(_back(event_id))


def _remove(event: Event, keys: list[str]) -> Response:
    count = album_services.remove_photos(event, keys, actor=current_user)
    db.session.commit()
    _tell_removed(event.id, f"已删 {count} 张", keys)
    return redirect(_back(event.id))


def _tell_removed(event_id: int, sentence: str, keys: list[str]) -> None:
    if 0 < len(keys) <= MOST_UNDONE:
        offer_undo(sentence, url_for(".restore", event_id=event_id, keys=",".join(keys)))
    else:
        flash(sentence)


@bp.post("/restore")
@open_to_guests
def restore(event_id: int) -> Response:
    """Take removed photos back."""
    event, _ = load_keeper(event_id)
    keys = [*request.args.get("keys", "").split(","), *request.form.getlist("key")]
    count = album_services.restore_photos(event, keys, actor=current_user)
    db.session.commit()
    flash(f"找回 {count} 张")
    return redirect(_back(event_id))


@bp.post("/doubles")
@open_to_guests
def settle(event_id: int) -> Response:
    """Of photos that look the same keep those that were chosen."""
    event, album = load_keeper(event_id)
    chosen = {name.removeprefix("d-"): kept for name, kept in request.form.items() if name.startswith("d-")}
    removed = album_services.settle_doubles(event, album, chosen, actor=current_user)
    db.session.commit()
    if removed:
        _tell_removed(event_id, f"已删 {len(removed)} 张重复的", removed)
    else:
        flash("都留着")
    return redirect(_back(event_id))


@bp.post("/items")
@open_to_guests
def confirm_item(event_id: int) -> Response:
    """Say that the photos of a day that look like an item by their time show it indeed."""
    event, album = load_keeper(event_id)
    day, item = request.form.get("guess", "").partition("/")[::2]
    sections = (s for d in album.wall.days if d.slug == day for s in d.sections if s.is_guess and s.key == item)
    section = next(sections, None)
    if section is None or section.item is None:
        raise NotFound("这几张已经归好了，或者日程改了。")
    keys = [photo.key for photo in section.photos]
    album_services.assign_photos(event, keys, item, section.item.title, actor=current_user)
    db.session.commit()
    flash(f"{len(keys)} 张归到“{section.item.title}”")
    return redirect(_back(event_id))


@bp.post("/clock")
@open_to_guests
def put_right(event_id: int) -> Answer:
    """Put on the clock of a whole phone, or back."""
    event, album = load_keeper(event_id)
    form = ClockForm()
    form.phone.offer(list_phones(album))
    try:
        if not form.validate():
            return draw(event_id, form=form, status=422)
        phone = album.clocks[int(form.phone.data)]
        count = album_services.shift_clock(event, phone, form.shift(), actor=current_user)
    except BadInput as refusal:
        put_refusal(form, refusal)
        return draw(event_id, form=form, status=422)
    db.session.commit()
    flash(f"{phone.label}，{count} 张改好了时间")
    return redirect(_back(event_id))


def _back(event_id: int) -> str:
    """The part of the wall that a form was sent from."""
    return page_url("photos.show", event_id=event_id, **WallAsked.read(request.args).address)
