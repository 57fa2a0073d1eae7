"""Reading the album of an event as a file."""

from sqlalchemy import select

from planner.extensions import db
from planner.models import PhotoBook


def find_photo_book(event_id: int) -> PhotoBook | None:
    """The album that was asked for, made or not."""
    found: PhotoBook | None = db.session.scalar(select(PhotoBook).where(PhotoBook.event_id == event_id))
    return found


def list_made_books() -> list[PhotoBook]:
    """All albums that lie in the store."""
    return list(db.session.scalars(select(PhotoBook).where(PhotoBook.sha256 != "").order_by(PhotoBook.event_id)))
