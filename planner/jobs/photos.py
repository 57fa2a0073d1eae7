"""Copies of photos are made one by one, each in a child process, while others may write."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from flask import current_app

from planner import clock
from planner.actors import Actor
from planner.errors import JobFailed
from planner.extensions import db
from planner.intake.pictures.reading import read_photo
from planner.intake.pictures.results import PictureReading
from planner.jobs.kind import JobKind
from planner.models import Photo
from planner.queries.photoboxes import list_hidden_places
from planner.services.files import GRACE, MOST_AT_ONCE, remove_unused_files
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.services.photocopies import (
    KeptCopy,
    forget_uploads,
    keep_copies,
    needs_copies,
    retry_photos,
    write_copies,
)
from planner.services.photoproposals import begin_search, begin_searches, can_find_faces
from planner.services.photos import JOB_NAME
from planner.store import FileDamaged, FileMissing, StoreUnavailable, StoreUnreadable, current_store

_UNREADABLE = (FileMissing, FileDamaged, StoreUnreadable)
_LOCK = "photos.lock"


class Prepared(NamedTuple):
    """What was read of a photo, its copies in the store, and which of its boxes they hide."""

    reading: PictureReading
    copies: tuple[KeptCopy, ...]
    boxes_number: int


def make_copies(order: JobOrder) -> Prepared | None:
    """Read the photo and put its copies into the store; None for one that went, or has them."""
    photo = db.session.get(Photo, order.payload["photo"]) if "photo" in order.payload else None
    if photo is None or photo.removed_at is not None or not needs_copies(photo):
        return None
    sha256, boxes_number, veils = photo.sha256, photo.boxes_number, list_hidden_places(photo.id)
    db.session.rollback()
    content = read_original(sha256)
    with one_at_a_time():
        reading = read_photo(content, veils)
    try:
        return Prepared(reading, keep_copies(reading, current_store()), boxes_number)
    except StoreUnavailable as fault:
        raise JobFailed("照片的小图存不下，看看存文件的地方。") from fault


def read_original(sha256: str) -> bytes:
    """A photo as it came."""
    try:
        with current_store().open(sha256) as file:
            return file.read()
    except (*_UNREADABLE, StoreUnavailable) as fault:
        raise JobFailed("一张照片的原件读不出来，看看存文件的地方。") from fault


@contextmanager
def one_at_a_time() -> Iterator[None]:
    """Let only one process of this machine read a photo: two would need twice the memory."""
    try:
        import fcntl
    except ImportError:  # Windows serves with a single process
        yield
        return
    descriptor = os.open(Path(current_app.config["INSTANCE_DIR"]) / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)


def run(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    """Write what was read of a photo, take pieces out of the store that nobody needs, or see to what was left over."""
    if "photo" in order.payload:
        if order.prepared is not None:
            _write(order.payload["photo"], order.prepared, actor)
        return None
    if "pieces" in order.payload:
        remove_files(order.payload["pieces"])
        return None
    given_up = forget_uploads(clock.now() - GRACE * 2, drop=remove_files, actor=actor)
    again = retry_photos(can_read_heic=find_spec("pillow_heif") is not None, actor=actor)
    if can_find_faces():
        begin_searches(actor=actor)
    return {"given_up": given_up, "again": again}


def _write(photo_id: int, prepared: Prepared, actor: Actor) -> None:
    """Note the copies, and have faces looked for where the house can; what can't be drawn anew is tried again."""
    reading, copies, boxes_number = prepared
    is_written = write_copies(photo_id, reading, copies, boxes_number=boxes_number, store=current_store(), actor=actor)
    if reading.fault and not is_written and boxes_number:
        raise JobFailed("一张照片没能遮好，先不对外。看看内存够不够。")
    if is_written and not reading.fault and can_find_faces():
        begin_search(photo_id, actor=actor)
    if not is_written and copies:
        # They may show somebody who was erased or hidden meanwhile: they go at once, not with the files of the night.
        enqueue_job(JOB_NAME, pieces=[copy.sha256 for copy in copies])


def remove_files(files: list[str]) -> None:
    """Take these out of the store, unless a row points to them."""
    try:
        for start in range(0, len(files), MOST_AT_ONCE):
            part = files[start : start + MOST_AT_ONCE]
            keep_days = current_app.config["RESTORE_DAYS"]
            remove_unused_files(current_store(), part, now=clock.now(), keep_days=keep_days)
    except StoreUnavailable as refusal:
        raise JobFailed("没有用的文件删不掉，看看存文件的地方能不能写。") from refusal


def describe(result: Mapping[str, Any]) -> str:
    """The numbers in words, of the job that comes round every day."""
    if not result:
        return ""
    return f"放弃没传完的 {result['given_up']} 张，重新处理 {result['again']} 张"


JOB = JobKind(name=JOB_NAME, label="处理照片", prepare=make_copies, run=run, describe=describe, daily_at=5)
