"""Photos come in: each once, no more than 300, with room left on the disk, and in the log as one entry."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from planner.actors import Visitor
from planner.enums import LinkPurpose
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.intake.pictures.faults import BadPicture
from planner.models import Activity, JobRecord, Photo
from planner.photostates import PhotoState
from planner.queries.photos import count_photos, count_sent_by_link
from planner.services import photos
from planner.services.links import make_link, revoke_link
from planner.services.photolinks import open_photo_link
from planner.services.photos import LEAST_FREE, NearlyFull, SentFrom, add_photo, keep_photo
from planner.store import FolderStore, current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.filestores import memory_store, one_key
from tests.planner.photosteps import sent_photo
from tests.planner.picturesamples import make_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NOON = datetime(2027, 6, 2, 4, tzinfo=UTC)


def entries(world: World) -> list[tuple[str, str, str]]:
    """Who did what with how many photos."""
    found = db.session.scalars(db.select(Activity).where(Activity.subject == "照片").order_by(Activity.id))
    return [(entry.actor, entry.verb, entry.after) for entry in found]


def test_photo_waits_for_its_copies_and_says_who_sent_it(world: World, in_app: InApp) -> None:
    with in_app():
        photo = sent_photo(world, name="C:\\相册\\IMG_1.png")

        assert (photo.filename, photo.mime, photo.state) == ("IMG_1.jpg", "image/jpeg", PhotoState.WAITING)
        assert (photo.user_id, photo.link_id, photo.sender) == (world.users["周老师"], None, "周老师")
        with current_store().open(photo.sha256) as file:
            assert file.read() == make_photo(1)
        jobs = db.session.scalars(db.select(JobRecord).where(JobRecord.kind == "photos")).all()
        assert [job.payload for job in jobs] == [{"photo": photo.id}]


def test_same_file_is_kept_once_whoever_sends_it(world: World, in_app: InApp) -> None:
    with in_app():
        first = sent_photo(world)
        file = keep_photo("again.jpg", lambda: make_photo(1), store=current_store())

        colleague = user(world, "管理员")
        assert add_photo(event_of(world), file, SentFrom(), store=current_store(), actor=colleague) is None
        assert count_photos(world.event) == 1

        first.removed_at = NOON
        assert add_photo(event_of(world), file, SentFrom(), store=current_store(), actor=colleague) is not None


def test_one_more_than_may_be_is_refused(world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(photos, "MOST_PHOTOS", 2)
    with in_app():
        sent_photo(world, 1)
        second = sent_photo(world, 2)
        with pytest.raises(BadInput, match="一个活动最多 2 张，已经满了。删几张再传。") as refused:
            sent_photo(world, 3)
        second.removed_at = NOON

        assert refused.value.reason == "FULL"
        assert sent_photo(world, 3).state is PhotoState.WAITING


def test_row_of_photos_is_one_entry_of_the_log(world: World, in_app: InApp, at: At) -> None:
    with in_app():
        for minutes, seed in ((0, 1), (9, 2), (18, 3)):
            at(NOON + timedelta(minutes=minutes))
            sent_photo(world, seed)
        sent_photo(world, 4, actor=user(world, "管理员"))
        sent_photo(world, 5)
        at(NOON + timedelta(minutes=29))
        sent_photo(world, 6)

        assert entries(world) == [
            ("周老师", "传", "2 张"),
            ("周老师", "传", "1 张"),
            ("管理员", "传", "1 张"),
            ("周老师", "传", "1 张"),
            ("周老师", "传", "1 张"),
        ]


def test_sending_changes_the_photos_and_leaves_the_plan_alone(world: World, in_app: InApp) -> None:
    with in_app():
        before = event_of(world).change_number
        sent_photo(world)
        event = event_of(world)

        assert (event.change_number, event.photos_number > 0) == (before, True)


def test_no_photo_is_kept(world: World) -> None:
    store = memory_store()

    with pytest.raises(BadPicture, match="里面是网页"):
        keep_photo("a.jpg", lambda: b"<html>", store=store)

    assert list(store.list_files()) == []


@pytest.mark.parametrize(("free", "is_kept"), [(LEAST_FREE, True), (LEAST_FREE - 1, False), (None, True)])
def test_nothing_is_read_where_hardly_any_room_is_left(
    monkeypatch: pytest.MonkeyPatch, free: int | None, is_kept: bool
) -> None:
    store, read = memory_store(), []
    monkeypatch.setattr(store, "free_bytes", lambda: free)

    def bring() -> bytes:
        read.append(1)
        return make_photo(1)

    if is_kept:
        assert keep_photo("a.jpg", bring, store=store).size == len(make_photo(1))
        return
    with pytest.raises(NearlyFull, match="先停在这里，已收的都在"):
        keep_photo("a.jpg", bring, store=store)
    assert read == []


def test_room_on_the_disk_is_that_of_the_folder(tmp_path: Any) -> None:
    store = FolderStore(tmp_path / "files", one_key)

    before = store.free_bytes()
    store.put(b"photo")

    assert before is not None
    assert before > LEAST_FREE
    assert store.free_bytes() is not None


def visitor(world: World, purpose: LinkPurpose = LinkPurpose.PHOTOS) -> Visitor:
    """Whoever came by a link of that purpose."""
    link, _ = make_link(
        purpose, expires_at=datetime(2027, 6, 9, tzinfo=UTC), actor=user(world, "周老师"), event=event_of(world)
    )
    db.session.commit()
    return Visitor(link.id, "志愿者", world.event)


def test_volunteer_sends_by_a_link_and_is_counted_by_phone(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        holder = visitor(world)
        for seed, phone in enumerate(("a", "a", "b"), start=1):
            sent_photo(world, seed, sending=SentFrom(phone), actor=holder)

        photo = db.session.scalars(db.select(Photo)).first()
        assert photo is not None
        assert (photo.user_id, photo.link_id, photo.sender, photo.phone) == (None, holder.id, "志愿者", "a")
        assert count_sent_by_link(world.event, holder.id) == (3, 2)


@pytest.mark.parametrize("purpose", [LinkPurpose.SIGN_UP, LinkPurpose.VOLUNTEER])
def test_other_links_are_not_good_for_photos(world: World, in_app: InApp, at: At, purpose: LinkPurpose) -> None:
    at(NOON)
    with in_app():
        holder = visitor(world, purpose)
        with pytest.raises(NotFound):
            sent_photo(world, actor=holder)


def test_link_ends_at_once_and_of_two_there_is_one(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        teacher = user(world, "周老师")
        link = open_photo_link(event_of(world), actor=teacher)
        again = open_photo_link(event_of(world), actor=teacher)
        db.session.commit()
        assert (link.id, f"{link.ends_on}") == (again.id, "2027-06-09")
        holder = Visitor(link.id, "志愿者", world.event)
        sent_photo(world, actor=holder)

        revoke_link(link, actor=teacher)
        db.session.commit()
        with pytest.raises(NotFound):
            sent_photo(world, 2, actor=holder)
        assert open_photo_link(event_of(world), actor=teacher).id != link.id


def test_reader_of_the_unit_sends_nothing(app: Flask, world: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(NotAllowed, match="照片由活动团队里的人来传"):
        sent_photo(world, actor=user(world, "陈老师"))
