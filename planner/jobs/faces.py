"""Faces are looked for on one photo after the other, in a child process, while others may write."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.extensions import db
from planner.intake.pictures.reading import find_faces
from planner.intake.pictures.results import PictureReading
from planner.jobs.kind import JobKind
from planner.jobs.photos import one_at_a_time, read_original
from planner.models import Photo
from planner.photostates import PhotoState
from planner.services.joblease import JobOrder
from planner.services.photoproposals import FACES_JOB, add_proposals, can_find_faces


def look(order: JobOrder) -> PictureReading | None:
    """Look through the photo; None for one that went, or where there is nothing to look with."""
    photo = db.session.get(Photo, order.payload["photo"])
    if photo is None or photo.removed_at is not None or photo.state is not PhotoState.READY or not can_find_faces():
        return None
    sha256 = photo.sha256
    db.session.rollback()
    content = read_original(sha256)
    with one_at_a_time():
        return find_faces(content, with_care=_with_care(order))


def run(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    """Note what was found as proposals."""
    reading = order.prepared
    places = None if reading is None or reading.fault else reading.faces
    add_proposals(order.payload["photo"], places, with_care=_with_care(order), actor=actor)
    return None


def _with_care(order: JobOrder) -> bool:
    return bool(order.payload.get("with_care"))


JOB = JobKind(name=FACES_JOB, label="找照片里的脸", prepare=look, run=run)
