"""One photo at a time: who is on it and must be hidden, and whether it may leave the house."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.forms.photofaces import GRIDS, PLACE_FIELDS, read_cells, read_place
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.photostates import BoxVerdict, Clearing
from planner.pictures import PhotoAlbum
from planner.queries.dossier import current_dossier, read_dossier
from planner.queries.photoboxes import read_boxes, read_judgement, read_search
from planner.queries.photoconsents import read_photo_consents
from planner.queries.photos import current_album, read_album
from planner.services.album import GONE
from planner.services.clearing import clear_photo, keep_inside, withdraw_clearing
from planner.services.photoboxes import delete_box, draw_boxes, hide_undecided, judge_box, move_box
from planner.services.photoproposals import search_with_care
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.once import free_key
from planner.views.photofacespage import KnownOfPhoto, RefusedStep, faces_page
from planner.views.toasts import offer_undo

bp = Blueprint("photofaces", __name__, url_prefix="/events/<int:event_id>/photos")
Answer = str | Response | tuple[str, int]
Doing = Callable[[Event, str], None]


@bp.get("/check")
@open_to_guests
def begin(event_id: int) -> Response:
    """The first photo that nobody has looked at."""
    event, _ = load_event(event_id, can_work_on_event)
    return redirect(_next_unchecked(event, current_album(event, current_dossier(event)), ""))


@bp.get("/<key>/faces")
@open_to_guests
def show(event_id: int, key: str) -> Answer:
    """The photo with its boxes, and the list of them."""
    return _draw(event_id, key)


def _draw(event_id: int, key: str, refused: RefusedStep | None = None, status: int = 200) -> Answer:
    event, access = load_event(event_id, can_work_on_event)
    dossier = current_dossier(event)
    album = current_album(event, dossier)
    photo = album.find(key)
    if photo is None or not photo.is_ready:
        raise NotFound(GONE)
    known = KnownOfPhoto(
        read_boxes(photo.number),
        read_judgement(photo.number),
        read_search(photo.number),
        read_photo_consents(event, dossier),
    )
    columns = request.args.get("grid", type=int)
    page = faces_page(
        event, access, album, photo, known, columns=columns if columns in GRIDS else min(GRIDS), refused=refused
    )
    return render_event("photofaces/show.html", event, access, tab="photos", page=page), status


@bp.post("/<key>/faces")
@open_to_guests
def change(event_id: int, key: str) -> Answer:
    """Do what the button says: draw, judge, move or delete a box, look once more, say what becomes of the photo."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PHOTOS)
    do = next((work for name, work in _BUTTONS.items() if name in request.values), None)
    try:
        if do is None:
            raise BadInput("先选一处，再点按钮。", "NOTHING")
        do(event, key)
    except (BadInput, NotAllowed) as refusal:
        db.session.rollback()
        free_key()
        typed = {name: request.form[name] for name in PLACE_FIELDS if name in request.form}
        refused = RefusedStep(refusal.sentence, request.form.get("move", 0, type=int), typed)
        return _draw(event_id, key, refused, refusal.status)
    db.session.commit()
    if {"clear", "inside"} & set(request.values):
        event, _ = load_event(event_id, can_work_on_event)
        return redirect(_next_unchecked(event, read_album(event, read_dossier(event)), key))
    return redirect(url_for(".show", event_id=event_id, key=key))


def _next_unchecked(event: Event, album: PhotoAlbum, key: str) -> str:
    """The next photo that nobody has looked at, after this one and then from the beginning; the wall when all are."""
    keys = [photo.key for photo in album.ordered]
    place = keys.index(key) + 1 if key in keys else 0
    waiting = {photo.key for photo in album.ordered if photo.clearing is Clearing.UNCHECKED}
    for other in (*keys[place:], *keys[:place]):
        if other in waiting:
            return url_for(".show", event_id=event.id, key=other)
    counts = album.by_clearing
    flash(f"都核对完了：{counts[Clearing.CLEARED]} 张可对外，{counts[Clearing.INSIDE]} 张只留校内")
    return url_for("photos.show", event_id=event.id)


def _number_of(name: str) -> int:
    number = request.values.get(name, type=int)
    if number is None:
        raise NotFound("这一处已经删掉了。")
    return number


def _way_back(event: Event, key: str, **values: Any) -> str:
    """Where a form is posted that takes the last step back."""
    return url_for(".change", event_id=event.id, key=key, **values)


def _judge(event: Event, key: str, name: str, verdict: BoxVerdict) -> None:
    number = _number_of(name)
    judge_box(event, key, number, verdict, actor=current_user)
    other = "free" if verdict is BoxVerdict.HIDDEN else "hide"
    offer_undo(f"第 {number} 处{verdict.label}", _way_back(event, key, **{other: number}))


def _hide(event: Event, key: str) -> None:
    _judge(event, key, "hide", BoxVerdict.HIDDEN)


def _hide_rest(event: Event, key: str) -> None:
    flash(f"{hide_undecided(event, key, actor=current_user)} 处都遮了")


def _free(event: Event, key: str) -> None:
    _judge(event, key, "free", BoxVerdict.SHOWN)


def _move(event: Event, key: str) -> None:
    move_box(event, key, _number_of("move"), read_place(request.values), actor=current_user)


def _delete(event: Event, key: str) -> None:
    number = _number_of("delete")
    place = delete_box(event, key, number, actor=current_user)
    sides = {name: getattr(place, name) / 100 for name in PLACE_FIELDS}
    offer_undo(f"第 {number} 处删了", _way_back(event, key, draw=1, **sides))


def _draw_box(event: Event, key: str) -> None:
    (number,) = draw_boxes(event, key, [read_place(request.values)], actor=current_user)
    offer_undo(f"画了第 {number} 处，已遮", _way_back(event, key, delete=number))


def _hide_cells(event: Event, key: str) -> None:
    columns = request.form.get("grid", type=int)
    places = read_cells(request.form.getlist("cell"), columns if columns in GRIDS else min(GRIDS))
    flash(f"遮了 {len(draw_boxes(event, key, places, actor=current_user))} 处")


def _look_again(event: Event, key: str) -> None:
    search_with_care(event, key, actor=current_user)


def _clear(event: Event, key: str) -> None:
    clear_photo(event, key, seen=request.form.get("seen", -1, type=int), actor=current_user)


def _keep_inside(event: Event, key: str) -> None:
    keep_inside(event, key, actor=current_user)


def _withdraw(event: Event, key: str) -> None:
    withdraw_clearing(event, key, request.form.get("reason", ""), actor=current_user)


_BUTTONS: dict[str, Doing] = {
    "hide": _hide,
    "rest": _hide_rest,
    "free": _free,
    "move": _move,
    "delete": _delete,
    "draw": _draw_box,
    "cells": _hide_cells,
    "again": _look_again,
    "clear": _clear,
    "inside": _keep_inside,
    "withdraw": _withdraw,
}
