"""The job of an evidence set: packed once, the same bytes, gone with whom it names, a full disk said."""

import io
import zipfile
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from planner import clock
from planner.enums import JobState
from planner.evidence import FileState, check_set
from planner.evidencestates import EvidenceState
from planner.extensions import db
from planner.jobs import evidence as job
from planner.models import EvidencePiece, EvidenceSet, JobRecord, Volunteer
from planner.papers.evidence import gather_set
from planner.papers.evidence.packing import pack_set
from planner.queries.evidence import find_set, list_set_pieces
from planner.queries.files import read_file_uses
from planner.services.erasing import erase_children
from planner.services.evidence import KEPT, drop_set
from planner.services.jobs import enqueue_job
from planner.services.volunteers import erase_volunteer
from planner.store import FolderStore, StoreFull, StoreUnavailable, current_store
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.evidencesteps import asked, bytes_of, child, made_set, make_one, make_sets
from tests.planner.hourssteps import approved
from tests.planner.jobsteps import states
from tests.planner.photosteps import ready_photos
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
AFTER = datetime(2027, 6, 5, 2, tzinfo=UTC)


def test_same_records_give_the_same_bytes(app: Flask, world: World, in_app: InApp, at: At) -> None:
    at(AFTER)
    with in_app():
        child(world)
        ready_photos(world, ["08:41"])
    sets = []
    for second in range(2):
        at(AFTER + timedelta(seconds=second))
        make_one(app, world, in_app)
        with in_app():
            sets.append((bytes_of(made_set(world)), made_set(world).sums_sha256))

    assert sets[0] == sets[1]
    check = check_set(io.BytesIO(sets[0][0]))
    assert (check.is_whole, check.fingerprint) == (True, sets[0][1])


def test_set_is_cut_into_pieces_that_make_it_whole(world: World, in_app: InApp) -> None:
    with in_app():
        child(world)
        material = gather_set(event_of(world), shows_names=False, takes_unchecked=False)
        store, told = current_store(), []

        packed = pack_set(material, store, tell=told.append, piece_bytes=1000)

        whole = b"".join(store.open(piece.sha256).read() for piece in packed.pieces)
    assert {piece.size for piece in packed.pieces[:-1]} == {1000}
    assert [piece.start for piece in packed.pieces] == list(range(0, packed.size, 1000))
    assert told == [1, 2]
    assert check_set(io.BytesIO(whole)).count(FileState.WHOLE) == packed.files + 1


@pytest.mark.parametrize(
    ("refusal", "words"),
    [(StoreFull, "服务器的磁盘满了，没有做成。"), (StoreUnavailable, "服务器现在读写不了文件，没有做成。")],
)
def test_store_that_takes_nothing_more_is_told(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch, refusal: type[Exception], words: str
) -> None:
    def refuse(_: FolderStore, content: bytes) -> str:
        raise refusal()

    with in_app():
        asked(world)
    monkeypatch.setattr(FolderStore, "put", refuse)

    make_sets(app)

    with in_app():
        evidence = made_set(world)
        assert (evidence.state, evidence.fault[: len(words)]) == (EvidenceState.FAILED, words)
    assert [state for state, *_ in states(app)] == [JobState.DONE]


def test_what_was_erased_while_it_was_packed_is_not_kept(
    app: Flask, world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The child goes between packing and noting: neither row nor file of the set stays."""
    written: list[str] = []

    def pack_and_erase(*args: Any, **values: Any) -> Any:
        packed = pack_set(*args, **values)
        written.extend(piece.sha256 for piece in packed.pieces)
        # As a request would: in a thread of its own.
        erasing = Thread(target=erase)
        erasing.start()
        erasing.join()
        return packed

    def erase() -> None:
        with in_app():
            erase_children(event_of(world), actor=user(world, "周老师"))
            db.session.commit()

    with in_app():
        child(world)
        asked(world)
    monkeypatch.setattr(job, "pack_set", pack_and_erase)

    make_sets(app)

    with in_app():
        assert db.session.scalars(db.select(EvidenceSet)).all() == []
        assert (len(written), [sha256 for sha256 in written if current_store().has(sha256)]) == (1, [])


def test_erasing_takes_the_finished_set_with_it(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        child(world)
    make_one(app, world, in_app)
    with in_app():
        pieces = list_set_pieces(made_set(world).id)
        assert {use.noun for use in read_file_uses(now=clock.now(), keep_days=30)} == {"evidence"}

        erase_children(event_of(world), actor=user(world, "周老师"))
        db.session.commit()

        assert [sha256 for sha256 in pieces if current_store().has(sha256)] == []
        assert db.session.scalars(db.select(EvidencePiece)).all() == []


@pytest.mark.parametrize(("after", "stays"), [(KEPT, True), (KEPT + timedelta(seconds=1), False)])
def test_set_goes_when_its_time_is_over(
    app: Flask, world: World, in_app: InApp, at: At, after: timedelta, stays: bool
) -> None:
    at(AFTER)
    make_one(app, world, in_app)
    at(AFTER + after)
    with in_app():
        [piece] = list_set_pieces(made_set(world).id)
        enqueue_job("evidence")
        db.session.commit()

    make_sets(app)

    with in_app():
        assert (find_set(world.event) is not None, current_store().has(piece)) == (stays, stays)


def test_files_are_in_utf8_and_stored_as_they_are(app: Flask, world: World, in_app: InApp) -> None:
    make_one(app, world, in_app)
    with in_app():
        members = zipfile.ZipFile(io.BytesIO(bytes_of(made_set(world)))).infolist()

    assert {member.flag_bits & 0x800 for member in members if not member.filename.isascii()} == {0x800}
    assert {(member.compress_type, member.date_time) for member in members} == {(0, (1980, 1, 1, 0, 0, 0))}


def test_volunteer_who_is_erased_takes_the_set_along(app: Flask, world: World, in_app: InApp) -> None:
    with in_app():
        volunteer_id = approved(world).id
    make_one(app, world, in_app)
    with in_app():
        [piece] = list_set_pieces(made_set(world).id)
        volunteer = db.session.get_one(Volunteer, volunteer_id)

        erase_volunteer(event_of(world), volunteer, actor=user(world, "周老师"))
        db.session.commit()

        assert (find_set(world.event), current_store().has(piece)) == (None, False)


def test_set_that_was_asked_for_again_is_not_made_of_what_was_wanted_before(
    app: Flask, world: World, in_app: InApp, at: At
) -> None:
    """SQLite gives the second one the number of the first."""
    at(AFTER)
    with in_app():
        child(world)
        asked(world, shows_names=True, reason="归档")
        drop_set(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
        at(AFTER + timedelta(seconds=1))
        asked(world)

    make_sets(app)

    with in_app():
        evidence = made_set(world)
        assert (evidence.state, evidence.shows_names) == (EvidenceState.MADE, False)
        assert next(job.result for job in db.session.scalars(db.select(JobRecord).order_by(JobRecord.id))) == {}
