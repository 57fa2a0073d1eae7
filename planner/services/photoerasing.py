"""Photos that are erased for good: their rows, their files, and what is on its way."""

from sqlalchemy import ColumnElement, delete

from planner.extensions import db
from planner.models import Event, Photo, PhotoUpload
from planner.nouns import Aggregate
from planner.queries.photos import files_of_photos, files_of_uploads
from planner.services.changes import count_change
from planner.services.photobooks import forget_photo_book


def forget_photos(event: Event, *where: ColumnElement[bool]) -> tuple[int, list[str]]:
    """Take these photos of an event off, all of them where nothing is said: how many there were, and their files.

    Those that are on their way go with all of them.
    """
    these = (Photo.event_id == event.id, *where)
    files = files_of_photos(*these)
    if not where:
        uploads = PhotoUpload.event_id == event.id
        files += files_of_uploads(uploads)
        db.session.execute(delete(PhotoUpload).where(uploads))
    files += forget_photo_book(event.id)
    gone = list(db.session.scalars(delete(Photo).where(*these).returning(Photo.id)))
    if gone:
        count_change(event, Aggregate.PHOTOS)
    return len(gone), files
