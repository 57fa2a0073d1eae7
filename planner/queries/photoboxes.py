"""Boxes around faces on photos."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Select, select

from planner.extensions import db
from planner.models import Photo, PhotoBox, User
from planner.photoplaces import BoxPlace
from planner.photostates import BoxVerdict, FaceSearch
from planner.pictures import FaceBox, FaceBoxes


class Judgement(NamedTuple):
    """Who said last what becomes of a photo, and when; without a time nobody did."""

    by: str
    at: datetime | None


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


def read_judgement(photo_id: int) -> Judgement:
    """Who said whether a photo may leave the house."""
    said = select(User.name, Photo.cleared_at).select_from(Photo).outerjoin(User, User.id == Photo.cleared_by_id)
    name, moment = db.session.execute(said.where(Photo.id == photo_id)).one()
    return Judgement(name or "", moment)


def read_search(photo_id: int) -> FaceSearch:
    """How far the house has looked for faces on a photo."""
    return db.session.scalars(select(Photo.search).where(Photo.id == photo_id)).one()
