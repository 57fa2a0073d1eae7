"""Photos as files: their copies for the page, those that were picked in one archive, one of them as it came."""

import os
from collections.abc import Callable, Iterator, Sequence

from flask import Blueprint, request, send_file
from werkzeug.wrappers import Response

from planner.documents.photoarchive import stream_archive
from planner.errors import NotFound
from planner.models import Photo, PhotoCopy
from planner.permissions import can_see_photos, can_take_steps, can_work_on_event
from planner.pictures import Photo as PlainPhoto
from planner.queries.dossier import current_dossier
from planner.queries.photos import current_album, find_copies, find_photo, list_large_copies
from planner.services.album import GONE
from planner.services.attachments import clean_filename
from planner.store import FileDamaged, FileMissing, FileStore, StoreUnreadable, current_store
from planner.views.downloads import attach_as
from planner.views.guard import load_event, open_to_guests
from planner.views.privacy import log_opening, mark_private

bp = Blueprint("photofiles", __name__, url_prefix="/events/<int:event_id>/photos")
_JPEG, _WEBP = "image/jpeg", "image/webp"


@bp.get("/<key>/<int:edge>")
@open_to_guests
def copy(event_id: int, key: str, edge: int) -> Response:
    """A copy of a photo, in the better format that the browser knows."""
    load_event(event_id, can_see_photos)
    return send_better(find_copies(event_id, key, edge), f"photo-{key}")


def send_better(found: Sequence[PhotoCopy], name: str) -> Response:
    """The better of the copies that the browser of this request knows; raises NotFound where there is none."""
    copies = {copy.mime: copy for copy in found}
    # Whoever knows WebP says so by name; what takes anything may know nothing but JPEG.
    knows_webp = any(mime == _WEBP and quality for mime, quality in request.accept_mimetypes)
    chosen = copies.get(_WEBP if knows_webp else _JPEG)
    if chosen is None:
        raise NotFound(GONE)
    return _send_copy(chosen, name)


def _send_copy(chosen: PhotoCopy, name: str) -> Response:
    """A copy to be shown in a page; a browser that has it asks again and gets 304."""
    if chosen.sha256 in request.if_none_match:
        return _mark(Response(status=304), chosen, name)
    try:
        file = current_store().open(chosen.sha256)
    except FileMissing:
        raise NotFound(GONE) from None
    return _mark(send_file(file, mimetype=chosen.mime, conditional=False), chosen, name)


def _mark(response: Response, chosen: PhotoCopy, name: str) -> Response:
    response.set_etag(chosen.sha256)
    response.headers["Content-Disposition"] = f'inline; filename="{name}.{chosen.mime.rpartition("/")[2]}"'
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response.headers["Vary"] = "Accept"
    return response


@bp.get("/<key>/original")
@open_to_guests
def original(event_id: int, key: str) -> Response:
    """A photo as it came, with all that the camera wrote, for who works on the event by an account; that is logged."""
    load_event(event_id, can_take_steps)
    mark_private()
    photo = find_photo(event_id, key)
    if photo is None:
        raise NotFound(GONE)
    response, name = _send_original(photo), photo.filename
    log_opening(event_id, f"照片原图“{name}”")
    return response


def _send_original(photo: Photo) -> Response:
    try:
        file = current_store().open(photo.sha256)
    except FileMissing:
        raise NotFound(GONE) from None
    size = file.seek(0, os.SEEK_END)
    file.seek(0)
    response = send_file(file, mimetype=photo.mime, conditional=False)
    response.content_length = size
    attach_as(response, photo.filename, plain=f"photo-{photo.key}")
    response.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return response


@bp.get("/picked")
@open_to_guests
def picked(event_id: int) -> Response:
    """The large copies of all photos that were picked for the summary, in their order."""
    event, _ = load_event(event_id, can_work_on_event)
    photos = current_album(event, current_dossier(event)).picked
    if not photos:
        raise NotFound("还没有勾上的照片，先勾几张，点“存下勾选”。")
    copies = list_large_copies([photo.number for photo in photos])
    files = _list_files(photos, copies, current_store())
    response = Response(stream_archive(files), mimetype="application/zip")
    attach_as(response, clean_filename(f"{event.title} 照片.zip"), plain=f"event-{event_id}-photos.zip")
    mark_private()
    log_opening(event_id, f"照片 {len(photos)} 张打包")
    return response


Part = tuple[str, Callable[[], bytes | None]]


def _list_files(photos: tuple[PlainPhoto, ...], copies: dict[int, str], store: FileStore) -> Iterator[Part]:
    """01 08.41 南门集合.jpg, and what brings its bytes."""
    for number, photo in enumerate(photos, start=1):
        title = photo.title.replace(":", ".").replace("/", "").replace("\\", "").removesuffix(".jpg")
        yield clean_filename(f"{number:02d} {title}.jpg"), _reader(store, copies.get(photo.number, ""))


def _reader(store: FileStore, sha256: str) -> Callable[[], bytes | None]:
    def read() -> bytes | None:
        try:
            with store.open(sha256) as file:
                return file.read()
        except (FileMissing, FileDamaged, StoreUnreadable):
            return None

    return read
