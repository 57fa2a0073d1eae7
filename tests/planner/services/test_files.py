"""The store of files beside the rows that point to it."""

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from planner.extensions import db
from planner.models import ROW_MODELS
from planner.queries.files import FileUse, read_file_uses
from planner.services.attachments import add_attachment
from planner.services.events import delete_event
from planner.services.files import GRACE, check_files, copy_files, list_old_files, remove_unused_files, share_files
from planner.services.identity import renew_identity
from planner.services.rows import delete_row, restore_row
from planner.services.vouchers import add_voucher
from planner.store import StoredFile
from planner.store.objects import ObjectFiles
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.filesamples import FILES, PNG
from tests.planner.filestores import kept_file, memory_store
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
NOW = datetime(2027, 6, 1, 4, tzinfo=UTC)
PDF = FILES["pdf"][0]


@pytest.fixture
def store() -> ObjectFiles:
    """A store of files."""
    return memory_store()


def attach(world: World, store: ObjectFiles, content: bytes = PDF) -> tuple[str, str]:
    """An attachment of the event; committed; its key and its SHA-256."""
    file = kept_file(store, "文件", content)
    row: Any = add_attachment(event_of(world), file=file, store=store, actor=user(world, "周老师"))
    db.session.commit()
    return row.key, row.sha256


def tidy(store: ObjectFiles, *, now: datetime = NOW) -> int:
    """What the job does with files of any age; committed."""
    old = [file.sha256 for file in store.list_files()]
    count = remove_unused_files(store, old, now=now, keep_days=30)
    db.session.commit()
    return count


def kept(store: ObjectFiles) -> set[str]:
    """What the store has."""
    return {file.sha256 for file in store.list_files()}


def test_what_nothing_points_to_goes_and_all_else_stays(world: World, in_app: InApp, store: ObjectFiles) -> None:
    with in_app():
        _, attached = attach(world, store)
        voucher = kept_file(store, "照片", PNG)
        actor = user(world, "周老师")
        add_voucher(event_of(world), kind="photo", about="", file=voucher, store=store, actor=actor)
        kept_file(store, "没有记录.gif", FILES["gif"][0])
        put(world, "attachments")

        assert tidy(store) == 1
        assert kept(store) == {attached, voucher.sha256}
        assert tidy(store) == 0


@pytest.mark.parametrize(("days", "stays"), [(29, True), (30, True), (31, False), (-29, True), (-31, False)])
def test_deleted_row_holds_its_file_as_long_as_it_can_be_restored(
    world: World, in_app: InApp, store: ObjectFiles, at: At, days: int, stays: bool
) -> None:
    at(NOW - timedelta(days=days))
    with in_app():
        key, sha256 = attach(world, store)
        delete_row(event_of(world), "attachments", key, actor=user(world, "周老师"))
        db.session.commit()

        tidy(store)

        assert store.has(sha256) is stays
        if 0 < days <= 30:
            at(NOW)
            restore_row(event_of(world), "attachments", key, actor=user(world, "周老师"))


def test_file_of_two_rows_stays_while_one_of_them_does(world: World, in_app: InApp, store: ObjectFiles, at: At) -> None:
    at(NOW - timedelta(days=40))
    with in_app():
        key, sha256 = attach(world, store)
        attach(world, store)
        delete_row(event_of(world), "attachments", key, actor=user(world, "周老师"))

        assert (tidy(store), store.has(sha256)) == (0, True)


def test_files_of_a_deleted_event_stay_with_its_rows(world: World, in_app: InApp, store: ObjectFiles) -> None:
    with in_app():
        _, sha256 = attach(world, store)
        delete_event(event_of(world), actor=user(world, "周老师"))

        assert (tidy(store), store.has(sha256)) == (0, True)


@pytest.mark.parametrize(
    ("age", "is_old"),
    [
        (GRACE + timedelta(seconds=1), True),
        (GRACE, False),
        (timedelta(0), False),
        (-GRACE, False),
        (-GRACE - timedelta(seconds=1), True),
    ],
)
def test_file_of_today_is_not_asked_about(monkeypatch: pytest.MonkeyPatch, age: timedelta, is_old: bool) -> None:
    store = memory_store()
    monkeypatch.setattr(store, "list_files", lambda: iter([StoredFile("a" * 64, 1, NOW - age)]))

    assert list_old_files(store, now=NOW) == ["a" * 64] * is_old


def test_every_table_with_files_is_asked(world: World, in_app: InApp, store: ObjectFiles) -> None:
    holding = {noun for noun, model in ROW_MODELS.items() if hasattr(model, "sha256")}
    with in_app():
        attach(world, store)
        put(world, "vouchers", {"sha256": "b" * 64})

        assert {use.noun for use in read_file_uses(now=NOW, keep_days=30)} == holding
    assert holding == {"attachments", "vouchers"}


def test_whoever_points_to_an_old_file_at_that_moment_keeps_it(
    app: Flask, world: World, in_app: InApp, store: ObjectFiles
) -> None:
    file = kept_file(store)
    with in_app():
        renew_identity()
        db.session.commit()
    removed: list[int] = []

    def remove() -> None:
        with app.app_context():
            removed.append(tidy(store))

    remover = threading.Thread(target=remove)
    with in_app():
        add_attachment(event_of(world), file=file, store=store, actor=user(world, "周老师"))
        remover.start()
        remover.join(0.5)
        assert remover.is_alive(), "the row is not committed yet"
        db.session.commit()
    remover.join()

    assert (removed, store.has(file.sha256)) == ([0], True)


def test_two_may_point_to_files_at_the_same_time_on_postgresql(app: Flask, backend: str, in_app: InApp) -> None:
    with in_app():
        renew_identity()
        db.session.commit()
    done: list[bool] = []

    def share() -> None:
        with app.app_context():
            share_files()
            done.append(True)

    sharer = threading.Thread(target=share)
    with in_app():
        share_files()
        sharer.start()
        sharer.join(0.5)
        assert done == ([True] if backend == "postgresql" else []), "SQLite has one writer"
        db.session.rollback()
    sharer.join()

    assert done == [True]


def test_check_names_what_is_missing_and_what_is_damaged(store: ObjectFiles) -> None:
    whole, damaged, missing, unused = (
        kept_file(store, name, FILES[name][0]).sha256 for name in ("pdf", "png", "gif", "docx")
    )
    store.remove([missing])
    store._objects.put(f"{damaged[:2]}/{damaged}", b"else")
    uses = [FileUse(1, "attachments", name, name) for name in (whole, damaged, damaged, missing)]

    check = check_files(store, uses)

    assert (check.whole, check.unused) == (1, 1)
    assert check.missing == (uses[3],)
    assert check.damaged == (uses[1], uses[2])
    assert store.has(unused)


def test_copy_brings_every_whole_file_into_the_other_store(store: ObjectFiles) -> None:
    target = memory_store()
    one, two = kept_file(store, "pdf").sha256, kept_file(store, "png", PNG).sha256
    store._objects.put(f"{two[:2]}/{two}", b"else")

    copied = copy_files(store, target)

    assert (copied.count, copied.damaged) == (1, (two,))
    assert kept(target) == {one}
