"""One photo, large, with what stands under it; and the photos of a day one under the other, to be put in order."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.photos import CaptionForm
from planner.forms.refusals import put_refusal
from planner.models import Event
from planner.permissions import can_see_photos, can_take_steps, can_work_on_event
from planner.photostates import Clearing
from planner.pictures import Photo, PhotoAlbum, WallDay
from planner.queries.dossier import current_dossier
from planner.queries.photos import current_album
from planner.services import album as album_services
from planner.services.album import GONE, NewPlace
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.pager import Pager, read_pager
from planner.views.photos import Answer, load_keeper
from planner.views.photowall import Shot, draw_shot, label_day
from planner.views.places import page_url
from planner.views.toasts import offer_undo

bp = Blueprint("onephoto", __name__, url_prefix="/events/<int:event_id>/photos")
_ROWS_A_PAGE = 60
# Who comes from the list of a day goes back to it.
_FROM_LIST = "arrange"


@dataclass(frozen=True, slots=True, kw_only=True)
class OnePhotoPage:
    """A photo, its neighbours on the wall, and what its reader may do with it."""

    photo: Photo
    shot: Shot
    when: str
    before_href: str
    after_href: str
    can_keep: bool
    check_label: str
    can_take_original: bool


class ArrangedRow(NamedTuple):
    """A photo in the list of a day, with its form."""

    shot: Shot
    form: CaptionForm


class ArrangedSection(NamedTuple):
    """The photos that move among each other."""

    title: str
    rows: tuple[ArrangedRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ArrangePage:
    """The photos of a day in their order, and links to the other days."""

    label: str
    sections: tuple[ArrangedSection, ...]
    days: tuple[tuple[str, str, bool], ...]
    pager: Pager


@bp.get("/arrange")
@open_to_guests
def arrange(event_id: int) -> Answer:
    """The photos of a day one under the other: captions, items, order."""
    return _draw_list(event_id, request.args.get("day", ""))


def _draw_list(event_id: int, slug: str, refused: tuple[str, CaptionForm] | None = None) -> Answer:
    event, access = load_event(event_id, can_work_on_event)
    album = current_album(event, current_dossier(event))
    day = next((day for day in album.wall.days if day.slug == slug), None) or next(iter(album.wall.days), None)
    if day is None:
        raise NotFound("还没有照片，先传几张。")
    pager = read_pager(day.count, _ROWS_A_PAGE, path=page_url("onephoto.arrange", event_id=event_id))
    page = ArrangePage(
        label=label_day(day.day),
        sections=tuple(_draw_sections(event_id, album, day, (pager.page - 1) * _ROWS_A_PAGE, refused)),
        days=_list_days(event_id, album.wall.days, day),
        pager=pager,
    )
    answer = render_event("photos/arrange.html", event, access, tab="photos", page=page)
    return answer, 422 if refused else 200


def _draw_sections(
    event_id: int, album: PhotoAlbum, day: WallDay, start: int, refused: tuple[str, CaptionForm] | None
) -> Iterator[ArrangedSection]:
    """What stands on one page of a day, beginning at its photo of that number."""
    shown = [photo.key for section in day.sections for photo in section.photos][start : start + _ROWS_A_PAGE]
    for section in day.sections:
        rows = tuple(
            ArrangedRow(draw_shot(event_id, photo), _form_of(photo, album, refused))
            for photo in section.photos
            if photo.key in shown
        )
        if rows:
            yield ArrangedSection(section.item.title if section.item else "", rows)


def _list_days(event_id: int, days: Sequence[WallDay], here: WallDay) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (
            f"{label_day(day.day)} {day.count}",
            page_url("onephoto.arrange", event_id=event_id, day=day.slug),
            day is here,
        )
        for day in days
    )


def _form_of(photo: Photo, album: PhotoAlbum, refused: tuple[str, CaptionForm] | None = None) -> CaptionForm:
    """What stands under the photo, or what was just typed and refused."""
    if refused and refused[0] == photo.key:
        return refused[1]
    form = CaptionForm(formdata=None, caption=photo.caption, item=photo.item)
    form.offer(album)
    return form


@bp.get("/<key>")
@open_to_guests
def show(event_id: int, key: str) -> Answer:
    """The photo as large as the page is broad."""
    return _draw(event_id, key)


def _draw(event_id: int, key: str, refused: CaptionForm | None = None) -> Answer:
    event, access = load_event(event_id, can_see_photos)
    album = current_album(event, current_dossier(event))
    photo = album.find(key)
    if photo is None:
        raise NotFound(GONE)
    page = OnePhotoPage(
        photo=photo,
        shot=draw_shot(event_id, photo),
        when=f"{label_day(photo.taken.date())}{photo.hour}" if photo.taken else label_day(None),
        before_href=_neighbour(event_id, album, key, -1),
        after_href=_neighbour(event_id, album, key, 1),
        can_keep=can_work_on_event(access),
        check_label="核对，遮脸" if photo.clearing is Clearing.UNCHECKED else "看核对，改遮挡",
        can_take_original=can_take_steps(access),
    )
    form = refused or _form_of(photo, album)
    answer = render_event("photos/one.html", event, access, tab="photos", page=page, form=form)
    return answer, 422 if refused else 200


def _neighbour(event_id: int, album: PhotoAlbum, key: str, by: int) -> str:
    """The address of the photo that hangs so many places further; "" where the wall ends."""
    keys = [photo.key for photo in album.ordered]
    place = keys.index(key) + by if key in keys else -1
    return page_url(".show", event_id=event_id, key=keys[place]) if 0 <= place < len(keys) else ""


@bp.post("/<key>")
@open_to_guests
def change(event_id: int, key: str) -> Answer:
    """Keep what was typed of a photo, and do what else the button says: the cover, or off the wall."""
    event, album = load_keeper(event_id)
    if "remove" in request.form:
        return _remove(event, album, key)
    if refused := _keep_words(event, album, key):
        return _show_refused(event_id, album, key, refused)
    if "cover" in request.form:
        album_services.set_cover(event, key, actor=current_user)
    db.session.commit()
    flash("换成封面了" if "cover" in request.form else "已保存")
    return redirect(_back(event_id, album, key))


def _keep_words(event: Event, album: PhotoAlbum, key: str) -> CaptionForm | None:
    """Keep caption and item; the form where something of it is refused."""
    form = CaptionForm()
    form.offer(album)
    try:
        if form.validate():
            album_services.describe_photo(event, key, form.caption.data, actor=current_user)
            title = form.item.label_of(form.item.data)
            album_services.assign_photos(event, [key], form.item.data, title, actor=current_user)
            return None
    except BadInput as refusal:
        put_refusal(form, refusal)
    return form


def _show_refused(event_id: int, album: PhotoAlbum, key: str, form: CaptionForm) -> Answer:
    db.session.rollback()
    if request.form.get("from") == _FROM_LIST:
        return _draw_list(event_id, _slug_of(album, key), (key, form))
    return _draw(event_id, key, form)


def _remove(event: Event, album: PhotoAlbum, key: str) -> Response:
    album_services.remove_photos(event, [key], actor=current_user)
    db.session.commit()
    offer_undo("已删 1 张", url_for("photos.restore", event_id=event.id, keys=key))
    return redirect(_back(event.id, album, ""))


@bp.post("/<key>/move")
@open_to_guests
def move(event_id: int, key: str) -> Answer:
    """Move a photo among those that it stands with: up or down, or beside another one; what was typed is kept too."""
    event, album = load_keeper(event_id)
    if "caption" in request.form and (refused := _keep_words(event, album, key)):
        return _show_refused(event_id, album, key, refused)
    by = {"up": -1, "down": 1}.get(request.form.get("to", ""), 0)
    place = NewPlace(by, request.form.get("after", ""), request.form.get("before", ""))
    album_services.move_photo_to(event, album, key, place=place, actor=current_user)
    db.session.commit()
    return redirect(url_for(".arrange", event_id=event_id, day=_slug_of(album, key), _anchor=f"row-{key}"))


def _slug_of(album: PhotoAlbum, key: str) -> str:
    days = (day for day in album.wall.days for section in day.sections for photo in section.photos if photo.key == key)
    day = next(days, None)
    return day.slug if day else ""


def _back(event_id: int, album: PhotoAlbum, key: str) -> str:
    """Where the form was sent from."""
    if request.form.get("from") == _FROM_LIST:
        return url_for(".arrange", event_id=event_id, day=_slug_of(album, key), _anchor=f"row-{key}")
    return url_for(".show", event_id=event_id, key=key) if key else url_for("photos.show", event_id=event_id)
