"""Photos on their way in, the same for the team and for whoever came by a link: forms, and pieces sent by a script."""

import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import current_app, jsonify, request, session
from werkzeug.wrappers import Response

from planner.actors import Actor
from planner.errors import PlannerError
from planner.extensions import db
from planner.filetypes import HEIC, JPEG, PNG, WEBP, accept_types
from planner.intake.pictures.faults import BadPicture, PictureFault
from planner.models import Event, PhotoUpload
from planner.queries.photos import list_pieces
from planner.services.attachments import KeptFile
from planner.services.photos import SentFrom, add_photo, keep_photo
from planner.services.photouploads import (
    PIECE_BYTES,
    KeptPiece,
    add_piece,
    begin_upload,
    find_upload,
    finish_upload,
    join_pieces,
    refuse_upload,
)
from planner.store import current_store
from planner.views.once import outside_transaction

ACCEPT = f"image/*,{accept_types(JPEG, PNG, WEBP, HEIC)}"
_PHONE = "photo_phone"
# Loads the event and says who sends, and lets nobody else pass; asked again after everything slow.
Loader = Callable[[], tuple[Event, Actor]]


@dataclass(frozen=True, slots=True)
class RefusedFile:
    """A file that was not taken, and why."""

    name: str
    label: str
    sentence: str


@dataclass(frozen=True, slots=True)
class SentFiles:
    """What became of the files of a form: how many were taken, were there already, and why others were not."""

    taken: int
    known: int
    refused: tuple[RefusedFile, ...]

    @property
    def sentence(self) -> str:
        """收好 27 张，1 张已经有了."""
        again = f"，{self.known} 张已经有了" if self.known else ""
        return f"收好 {self.taken} 张{again}"


def phone_of_visitor() -> str:
    """What tells this browser from others that came by the same link."""
    if _PHONE not in session:
        session[_PHONE] = secrets.token_hex(6)
    return str(session[_PHONE])


def take_files(load: Loader, phone: str = "") -> SentFiles:
    """Keep the photos of a plain form while others may write, then add all of them at once; commits.

    What is no photo, and what comes when the disk is full, is named, and the others are taken.
    """
    kept, refused = _keep_files()
    event, actor = load()
    taken, known = 0, 0
    for file in kept:
        try:
            is_new = add_photo(event, file, SentFrom(phone), store=current_store(), actor=actor) is not None
        except PlannerError as refusal:
            refused.append(describe_refusal(file.sent_as, refusal))
            continue
        taken, known = taken + is_new, known + (not is_new)
    db.session.commit()
    return SentFiles(taken, known, tuple(refused))


def _keep_files() -> tuple[list[KeptFile], list[RefusedFile]]:
    """Put the files of the form into the store, one after the other; those that are none of ours, with the reason."""
    kept, refused = [], []
    with outside_transaction():
        for file in request.files.getlist("photos"):
            if not file.filename:
                continue
            try:
                kept.append(keep_photo(file.filename, file.read, store=current_store()))
            except PlannerError as refusal:
                refused.append(describe_refusal(file.filename, refusal))
    return kept, refused


def describe_refusal(name: str, refusal: PlannerError) -> RefusedFile:
    """Why a file was not taken, for the list of files."""
    label = refusal.fault.label if isinstance(refusal, BadPicture) else "没有收"
    return RefusedFile(name.replace("\\", "/").rpartition("/")[2][:120], label, refusal.sentence)


def begin_sending(load: Loader, phone: str = "") -> Response:
    """Say where the pieces of a file go, and how much of it is there."""
    name, size = request.form.get("name", "")[:400], request.form.get("size", type=int) or 0
    sending = SentFrom(phone, _fingerprint(name, size, request.form.get("modified", "")))
    with _in_json(name) as answer:
        event, actor = load()
        upload = begin_upload(event, name, size, sending, store=current_store(), actor=actor)
        db.session.commit()
        answer.update(_tell(upload) if upload is not None else {"state": "known"})
    return answer.response


def _fingerprint(name: str, size: int, modified: str) -> str:
    return hashlib.sha256(f"{name}|{size}|{modified[:24]}".encode()).hexdigest()


def _tell(upload: PhotoUpload) -> dict[str, Any]:
    return {"state": "sending", "key": upload.key, "received": upload.received, "piece": PIECE_BYTES}


def take_piece(load: Loader, key: str, phone: str = "") -> Response:
    """Keep a piece, and make a photo of the file once all of it is there; says how far it is."""
    request.max_content_length = PIECE_BYTES
    with _in_json("") as answer:
        event, actor = load()
        upload = find_upload(event, key, SentFrom(phone), actor=actor)
        if upload.fault:
            raise BadPicture(PictureFault(upload.fault), upload.sentence)
        start = request.args.get("at", upload.received, type=int)
        if start == upload.received < upload.size:
            upload = _keep_piece(load, key, phone, start)
        if upload.received < upload.size:
            answer.update(_tell(upload))
        else:
            answer.update(_finish(load, upload, phone))
    return answer.response


def _keep_piece(load: Loader, key: str, phone: str, start: int) -> PhotoUpload:
    content = request.get_data(cache=False)
    with outside_transaction():
        sha256 = current_store().put(content) if content else ""
    event, actor = load()
    upload = find_upload(event, key, SentFrom(phone), actor=actor)
    if content:
        piece = KeptPiece(start, len(content), sha256)
        add_piece(event, upload, piece, store=current_store(), actor=actor)
        db.session.commit()
    return upload


def _finish(load: Loader, upload: PhotoUpload, phone: str) -> dict[str, Any]:
    """Put the pieces together outside of every transaction; the file is a photo then, or stays to say why it is not."""
    store, key, name = current_store(), upload.key, upload.filename
    sending, pieces = SentFrom(phone, upload.fingerprint), list_pieces(upload.id)
    try:
        with outside_transaction():
            kept = keep_photo(name, lambda: join_pieces(pieces, store), store=store)
    except BadPicture as refusal:
        event, actor = load()
        refuse_upload(event, find_upload(event, key, sending, actor=actor), refusal, actor=actor)
        db.session.commit()
        raise
    event, actor = load()
    photo = finish_upload(event, find_upload(event, key, sending, actor=actor), kept, sending, store=store, actor=actor)
    db.session.commit()
    return {"state": "known" if photo is None else "kept"}


class _Answer(dict[str, Any]):
    """What a script is told; a refusal has its sentence and its status."""

    status = 200

    @property
    def response(self) -> Response:
        answer: Response = jsonify(self)
        answer.status_code = self.status
        answer.headers["Cache-Control"] = "no-store"
        return answer


@contextmanager
def _in_json(name: str) -> Iterator[_Answer]:
    """Put a refusal into the answer, so that the script says it beside the file that it is about."""
    answer = _Answer()
    try:
        yield answer
    except PlannerError as refusal:
        db.session.rollback()
        current_app.logger.info("A photo was not taken: %s", refusal.reason)
        described = describe_refusal(name, refusal)
        answer.update(state="refused", reason=refusal.reason, label=described.label, sentence=described.sentence)
        answer.status = refusal.status
