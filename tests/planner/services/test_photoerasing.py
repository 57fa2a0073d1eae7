"""Photos go with the data of the children: when its time is over, with the event, and thirty days after removal."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from planner import clock
from planner.actors import CONSOLE
from planner.extensions import db
from planner.models import Activity, Erasure, Event, Photo, PhotoBox, PhotoCopy
from planner.photoplaces import BoxPlace
from planner.queries.photos import files_of_photos
from planner.services.album import remove_photos
from planner.services.erasing import erase_children
from planner.services.events import delete_event
from planner.services.photoboxes import draw_boxes
from planner.services.purging import list_due, purge_due
from planner.store import current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.photosteps import ready_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
# The event is on 2027-06-01.
SOON, DUE = datetime(2027, 6, 2, 4, tzinfo=UTC), datetime(2027, 12, 2, 4, tzinfo=UTC)


@pytest.fixture
def files(world: World, in_app: InApp, at: At) -> list[str]:
    """The files of two photos: as they came, and four copies each."""
    at(SOON)
    with in_app():
        ready_photo(world, 1)
        ready_photo(world, 2)
        return files_of_photos(Photo.event_id == world.event)


def kept(files: list[str]) -> int:
    """How many of them are in the store."""
    return sum(map(current_store().has, files))


def purge(world: World) -> list[Erasure]:
    """What the night erases; committed."""
    reports = purge_due(months=6, keep_days=30, actor=CONSOLE)
    db.session.commit()
    return reports


def test_photos_go_when_their_time_is_over(world: World, in_app: InApp, at: At, files: list[str]) -> None:
    at(DUE)
    with in_app():
        assert [part.sentence for part in list_due(months=6, keep_days=30)] == [
            "花名册 0 人，有孩子信息的文件 0 个，照片 2 张，2027-12-01 到期"
        ]
        (report,) = purge(world)

        assert (report.rows, report.files, report.found) == (2, 10, 0)
        assert (len(files), kept(files), db.session.scalars(db.select(PhotoCopy)).all()) == (10, 0, [])
        said = db.session.scalars(db.select(Activity.subject).order_by(Activity.id.desc())).first()
        assert said == "照片 2 张，文件 10 个"


@pytest.mark.parametrize(("days", "left"), [(30, 10), (31, 5)])
def test_removed_photo_goes_after_thirty_days(
    world: World, in_app: InApp, at: At, files: list[str], days: int, left: int
) -> None:
    with in_app():
        (key,) = db.session.scalars(db.select(Photo.key).order_by(Photo.id).limit(1))
        remove_photos(event_of(world), [key], actor=user(world, "周老师"))
        db.session.commit()
        at(SOON + timedelta(days=days))
        purge(world)

        assert kept(files) == left


def test_photos_go_with_their_event(world: World, in_app: InApp, at: At, files: list[str]) -> None:
    with in_app():
        delete_event(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
        at(SOON + timedelta(days=31))
        purge(world)

        assert (db.session.get(Event, world.event), kept(files)) == (None, 0)


def test_boxes_go_with_their_photos(world: World, in_app: InApp) -> None:
    with in_app():
        event, owner = event_of(world), user(world, "周老师")
        draw_boxes(event, ready_photo(world), [BoxPlace(0, 0, 900, 900)], actor=owner)
        db.session.commit()
        assert len(db.session.scalars(db.select(PhotoBox)).all()) == 1

        erase_children(event, actor=CONSOLE)
        db.session.commit()

        assert db.session.scalars(db.select(PhotoBox)).all() == []


def test_file_that_another_event_has_as_well_stays(world: World, in_app: InApp, files: list[str]) -> None:
    with in_app():
        event = event_of(world)
        values = {name: getattr(event, name) for name in ("title", "kind", "organisation_id", "owner_id")}
        other = Event(**values)
        db.session.add(other)
        db.session.flush()
        first = db.session.scalars(db.select(Photo).order_by(Photo.id)).first()
        assert first is not None
        db.session.add(
            Photo(event_id=other.id, sha256=first.sha256, mime=first.mime, sender="", filename="a.jpg", size=1)
        )
        erase_children(event, actor=CONSOLE)
        db.session.commit()

        assert kept(files) == 1


def test_photo_removed_while_the_clock_ran_ahead_is_not_kept_as_long(
    world: World, in_app: InApp, files: list[str]
) -> None:
    with in_app():
        photo = db.session.scalars(db.select(Photo).order_by(Photo.id)).first()
        assert photo is not None
        photo.removed_at = SOON + timedelta(days=400)
        db.session.commit()
        purge(world)

        assert photo.removed_at == clock.now() == SOON
