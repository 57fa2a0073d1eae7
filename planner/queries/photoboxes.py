"""Boxes around faces on photos."""

from typing import Any

from sqlalchemy import Select, select

from planner.extensions import db
from planner.models import Photo, PhotoBox
from planner.photoplaces import BoxPlace
from planner.photostates import BoxVerdict
from planner.pictures import FaceBox, FaceBoxes

_PLACE = (PhotoBox.x, PhotoBox.y, PhotoBox.width, PhotoBox.height)


def read_boxes(photo_id: int) -> FaceBoxes:
    """All boxes of a photo; one statement."""
    columns = (PhotoBox.number, *_PLACE, PhotoBox.origin, PhotoBox.verdict, PhotoBox.drawn_by)
    rows = db.session.execute(_of_photo(*columns, photo_id=photo_id).order_by(PhotoBox.number))
    return FaceBoxes(
        tuple(
            FaceBox(number, BoxPlace(*place), origin, verdict, drawn_by)
            for number, *place, origin, verdict, drawn_by in rows
        )
    )


def list_hidden_places(photo_id: int) -> list[BoxPlace]:
    """What no copy of a photo may show."""
    hidden = _of_photo(*_PLACE, photo_id=photo_id).where(PhotoBox.verdict == BoxVerdict.HIDDEN)
    return [BoxPlace(*place) for place in db.session.execute(hidden.order_by(PhotoBox.number))]


def _of_photo(*columns: Any, photo_id: int) -> Select[Any]:
    return select(*columns).where(PhotoBox.photo_id == photo_id)


def find_box(photo: Photo, number: int) -> PhotoBox | None:
    """The box of that number on a photo."""
    return db.session.scalar(select(PhotoBox).where(PhotoBox.photo_id == photo.id, PhotoBox.number == number))
