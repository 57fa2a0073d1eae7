"""A backup holds one state of the database and every file that it names."""

import os
import threading
import time
import tracemalloc
import zipfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

import pytest
from flask import Flask
from sqlalchemy import delete, func, select

from planner import clock
from planner.backups import making
from planner.backups.archive import Archive, file_member, open_archive, write_archive
from planner.backups.keptfiles import has_file, open_file
from planner.backups.making import make_backup, newest_backup, remove_old_backups
from planner.backups.verifying import open_member, verify_backup
from planner.errors import BackupFailed
from planner.extensions import db
from planner.models import (
    Activity,
    Attachment,
    Contact,
    Duty,
    Event,
    Feedback,
    FinanceReview,
    Incident,
    Link,
    OnceKey,
    Organisation,
    Participant,
    Revision,
    SignUp,
    SummaryParagraph,
    SummaryRevision,
    User,
    Volunteer,
)
from planner.models.textcolumns import OF_VOLUNTEERS
from tests.conftest import At
from tests.planner.backups.conftest import BackUp
from tests.planner.installations import PDF, PICTURE, add_file

FILES = {sha256(content).hexdigest() for content in (PDF, PICTURE)}
MEBIBYTE = 1024 * 1024
# What is sealed besides the roster.
SEALED = (
    *(model.phone for model in (Duty, Contact, User)),
    *(Activity.before, Activity.after, Link.account, OnceKey.answer, Revision.dossier, FinanceReview.snapshot),
    *(getattr(Volunteer, name) for name in OF_VOLUNTEERS["volunteer"]),
    *(SignUp.leave_because, Link.token),
    *(SummaryParagraph.parts, SummaryParagraph.kept, SummaryRevision.content),
    *(Feedback.words, Feedback.drawing, Feedback.quote, Incident.what),
)


def count(model: type) -> int:
    """How many rows a table has."""
    return db.session.scalar(select(func.count()).select_from(model)) or 0


def path_of(app: Flask, name: str) -> Path:
    """Where a kept file lies."""
    return Path(app.config["INSTANCE_DIR"], "files", name[:2], name)


def test_backup_counts_every_row_and_opens_every_encrypted_value(source: Flask, back_up: BackUp) -> None:
    report = back_up()

    with source.app_context():
        assert report.manifest.rows["event"] == count(Event) == 5
        children = count(Participant)
        assert report.manifest.rows["participant"] == children
        named = db.session.scalars(select(Participant)).all()
        filled = [bool(getattr(p, c)) for p in named for c in ("name", "school_class", "guardian", "phone", "remark")]
        filled += [bool(text) for column in SEALED for text in db.session.scalars(select(column))]
    assert (report.contents.sealed, report.contents.unreadable.total()) == (sum(filled), 0)
    assert report.manifest.files == FILES
    assert report.complaints == ()
    assert report.as_result() == {
        "name": report.path.name,
        "size": report.path.stat().st_size,
        "rows": sum(report.manifest.rows.values()),
        "files": 2,
        "sealed": sum(filled),
        "complaints": [],
    }


def test_backup_is_for_its_owner_and_without_keys_unless_asked(source: Flask, back_up: BackUp) -> None:
    plain, with_keys = back_up(), back_up(with_keys=True)

    assert [path.path.stat().st_mode & 0o777 for path in (plain, with_keys)] == [0o600, 0o600]
    assert (plain.manifest.has_keys, with_keys.manifest.has_keys) == (False, True)
    key = source.config["DATA_KEY"].encode()
    assert key not in plain.path.read_bytes()
    with zipfile.ZipFile(with_keys.path) as opened:
        assert opened.read("keys/data.key").strip() == key
        assert opened.read("keys/secret.key").strip() == source.config["SECRET_KEY"].encode()


def test_backup_has_the_names_of_its_moment_and_leaves_nothing_else(back_up: BackUp, at: At) -> None:
    at(datetime(2027, 6, 1, 19, 5, 9, tzinfo=UTC))

    first, second = back_up(), back_up()

    assert first.path.name == "planner-20270602-030509.zip"
    assert second.path.name.startswith("planner-20270602-030509-")
    assert sorted(first.path.parent.iterdir()) == sorted([first.path, second.path])


def test_backup_names_what_was_lost_before_it(source: Flask, back_up: BackUp) -> None:
    with source.app_context():
        lost, damaged = (path_of(source, name) for name in FILES)
        lost.unlink()
        damaged.write_bytes(b"?" * damaged.stat().st_size)

    report = back_up()

    assert report.manifest.files == frozenset()
    assert set(report.manifest.missing) == FILES
    assert report.complaints == ("有 2 个文件在做备份以前就不见了或坏了。",)


def test_what_is_erased_while_it_is_copied_is_not_in_the_backup(
    source: Flask, back_up: BackUp, monkeypatch: pytest.MonkeyPatch
) -> None:
    def erase_first(name: str) -> BinaryIO | None:
        monkeypatch.setattr(making, "open_file", open_file)
        db.session.execute(delete(Attachment).where(Attachment.sha256 == name))
        db.session.commit()
        path_of(source, name).unlink()
        return open_file(name)

    monkeypatch.setattr(making, "open_file", erase_first)

    report = back_up()

    assert (len(report.manifest.files), report.complaints) == (1, ())
    assert list(report.path.parent.iterdir()) == [report.path]


def test_file_of_a_deleted_row_may_be_gone(source: Flask, back_up: BackUp) -> None:
    with source.app_context():
        row = db.session.scalars(select(Attachment).where(Attachment.sha256.in_(FILES))).first()
        assert row
        row.deleted_at, path = clock.now(), path_of(source, row.sha256)
        db.session.commit()
    assert back_up().manifest.files == FILES, "as long as it is there it can be restored"

    path.unlink()

    assert back_up().complaints == ()


def test_backup_says_when_the_key_does_not_fit(source: Flask, back_up: BackUp) -> None:
    source.config["DATA_KEYS"] = [("1", bytes(32))]

    report = back_up()

    assert report.contents.unreadable.total() == report.contents.sealed > 0
    assert report.complaints[0].startswith(f"有 {report.contents.sealed} 处加密的内容读不出来")


def test_backup_under_a_writer_is_one_state(source: Flask, back_up: BackUp) -> None:
    """A unit and a file are written in one transaction, every few milliseconds: they are there both or neither."""
    stop, written = threading.Event(), []
    before = back_up().manifest

    def write() -> None:
        with source.app_context():
            event_id = db.session.scalars(select(Event.id).order_by(Event.id)).first()
            assert event_id
            while not stop.is_set():
                number = len(written)
                db.session.add(Organisation(name=f"写入 {number}"))
                add_file(event_id, f"%PDF-1.7 {number}".encode(), key=f"w{number}", position=10 + number)
                db.session.commit()
                written.append(number)
                time.sleep(0.002)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        reports = [back_up() for _ in range(3)]
    finally:
        stop.set()
        writer.join()

    grown = [report.manifest.rows["organisation"] - before.rows["organisation"] for report in reports]
    assert grown == sorted(set(grown)), "the writer was at work"
    assert grown == [report.manifest.rows["attachment"] - before.rows["attachment"] for report in reports]
    assert grown == [len(report.manifest.files) - len(before.files) for report in reports]
    with source.app_context():
        assert [verify_backup(report.path).complaints for report in reports] == [(), (), ()]


def test_large_files_are_streamed(tmp_path: Path) -> None:
    large = tmp_path / "large"
    with large.open("wb") as file:
        for number in range(60):
            file.write(bytes([number]) * MEBIBYTE)
    tracemalloc.start()
    with write_archive(tmp_path / "archive") as writer, large.open("rb") as source:
        writer.add("database/planner.sqlite3", BytesIO(b"x"))
        writer.add(file_member("ab"), source)
        writer.finish(made_at="", dialect="sqlite", revision="", rows={})
    with open_archive(tmp_path / "archive") as archive:
        assert archive.damaged_members() == []
        unpacked = archive.extract(file_member("ab"), tmp_path)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert unpacked.stat().st_size == 60 * MEBIBYTE
    assert peak < 8 * MEBIBYTE


def test_folder_that_is_not_there_or_not_one_is_named(source: Flask, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for place in (tmp_path / "nowhere", tmp_path / "file"):
        with source.app_context(), pytest.raises(BackupFailed, match=f"备份文件夹不在：{place}。"):
            make_backup(place)

    assert not (tmp_path / "nowhere").exists()


def test_full_disk_is_named_and_leaves_nothing(
    back_up: BackUp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("planner.backups.archive.os.fsync", full)

    with pytest.raises(BackupFailed, match=r"备份没有写成：.*，磁盘满了。"):
        back_up()
    assert list((tmp_path / "backups").iterdir()) == []


def test_what_a_killed_backup_left_goes_after_a_day(back_up: BackUp, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    for name, hours in {".planner-old": 25, ".planner-future": -25, ".planner-new": 1}.items():
        (folder / name).mkdir(parents=True)
        moment = (clock.now() - timedelta(hours=hours)).timestamp()
        os.utime(folder / name, (moment, moment))

    report = back_up()

    assert sorted(path.name for path in folder.iterdir()) == [".planner-new", report.path.name]


def test_remove_old_backups_keeps_the_newest_and_nothing_of_a_wrong_clock(tmp_path: Path, at: At) -> None:
    at(datetime(2027, 6, 5, tzinfo=UTC))
    names = [f"planner-2027060{day}-030000.zip" for day in range(1, 6)]
    for name in [*names, "planner-20280101-030000.zip", "other.zip"]:
        (tmp_path / name).touch()

    assert remove_old_backups(tmp_path, keep=3) == 3

    assert sorted(path.name for path in tmp_path.iterdir()) == ["other.zip", *names[2:]]
    assert newest_backup(tmp_path).name == names[-1]


def test_newest_backup_of_an_empty_folder_is_none(tmp_path: Path) -> None:
    with pytest.raises(BackupFailed, match="里没有备份。"):
        newest_backup(tmp_path)
    assert newest_backup(tmp_path / "a.zip") == tmp_path / "a.zip"


def test_archive_that_is_read_is_the_one_that_was_written(source: Flask, back_up: BackUp) -> None:
    report = back_up()

    with open_archive(report.path) as archive:
        assert isinstance(archive, Archive)
        assert archive.manifest == report.manifest
        assert PDF[:8] not in archive.read(file_member(sha256(PDF).hexdigest()))
        with open_member(archive, sha256(PDF).hexdigest(), source.config["DATA_KEYS"]) as file:
            assert file.read() == PDF
    with source.app_context():
        assert has_file(sha256(PDF).hexdigest())
