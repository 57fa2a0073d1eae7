"""Children are really erased: rows, files, names in texts; what stays are numbers."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from planner import clock
from planner.actors import CONSOLE
from planner.enums import ErasureCause, EventStatus, Sex, VoucherKind
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Activity, Attachment, Erasure, Event, OnceKey, Participant, PlanSection, Revision, Voucher
from planner.queries.people import read_people
from planner.services.attachments import add_attachment, keep_upload
from planner.services.erasing import erase_child, erase_children
from planner.services.purging import list_due, purge_due
from planner.services.rows import delete_row
from planner.services.vouchers import add_voucher
from planner.store import current_store
from tests.conftest import At
from tests.planner.asides import read_aside
from tests.planner.conftest import World
from tests.planner.filesamples import FILES
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, submitted, user

InApp = Callable[[], AbstractContextManager[Any]]
TWO = ({"name": "林晚晴", "sex": Sex.GIRL}, {"name": "宋石榴", "sex": Sex.BOY, "phone": "13800000177"})
LIMITS: dict[str, Any] = {"months": 6, "keep_days": 30}
# The event is on 2027-06-01.
DUE, NOT_DUE = datetime(2027, 12, 2, 4, tzinfo=UTC), datetime(2027, 12, 1, 4, tzinfo=UTC)


@pytest.fixture
def full(world: World, in_app: InApp, at: At) -> World:
    """The world with two children on the roster, one of whom the plan and a version that was handed in name."""
    at(datetime(2027, 5, 1, 4, tzinfo=UTC))
    with in_app():
        put(world, "participants", *TWO)
        put(world, "sections", {"text": "林晚晴同学、宋 石榴同学领诵，家长 138 0000 0177。"})
        submitted(world)
        db.session.add(OnceKey(key="k", answer="林晚晴"))
        db.session.commit()
    return world


def keep(world: World, name: str, content: bytes, *, marked: bool) -> str:
    """An attachment; returns the SHA-256 of its file."""
    file = keep_upload(name, content, store=current_store(), most_mebibyte=1)
    owner = user(world, "周老师")
    add_attachment(event_of(world), file=file, store=current_store(), actor=owner, names_children=marked)
    return file.sha256


def section_text(world: World) -> str:
    """What the chapter says now."""
    wanted = db.select(PlanSection.text).where(PlanSection.event_id == world.event, PlanSection.text != "")
    return str(db.session.scalars(wanted.order_by(PlanSection.id.desc())).first())


def test_whole_roster_goes_and_its_numbers_stay(full: World, in_app: InApp) -> None:
    with in_app():
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

    with in_app():
        event, report = event_of(full), db.session.scalars(db.select(Erasure)).one()
        left = read_people(event)
        assert (report.children, report.girls, report.boys, report.cause) == (2, 1, 1, ErasureCause.DUE)
        assert left.participants == ()
        assert left.erased is not None
        assert left.erased.sentence == "花名册原有 2 人（男 1 人、女 1 人），保存到期，已于 2027年5月1日 删除。"
        assert db.session.scalars(db.select(OnceKey.answer)).one() == ""


def test_names_are_masked_in_the_plan_and_in_what_was_handed_in(full: World, in_app: InApp) -> None:
    with in_app():
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

    with in_app():
        assert section_text(full) == "林**同学、宋**同学领诵，家长 138****0177。"
        kept = db.session.scalars(db.select(Revision.dossier)).one()
        assert "林**同学、宋**同学领诵" in kept
        assert not any(word in kept for word in ("晚晴", "石榴"))


def test_erasing_proves_itself(full: World, in_app: InApp) -> None:
    with in_app():
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

        report = db.session.scalars(db.select(Erasure)).one()
        assert (report.found, report.found_in) == (0, "")


def test_what_is_still_there_is_said_with_its_place(full: World, in_app: InApp) -> None:
    with in_app():
        other = Event(
            organisation_id=full.units["stranger"], owner_id=full.users["江老师"], title="林晚晴画展", kind="blank"
        )
        db.session.add(other)
        db.session.commit()
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

        report = db.session.scalars(db.select(Erasure)).one()
        assert report.found >= 1
        assert "event.title" in report.found_in


def test_erasing_that_is_taken_back_erases_nothing(full: World, in_app: InApp) -> None:
    with in_app():
        erase_children(event_of(full), actor=CONSOLE)
        db.session.rollback()

    with in_app():
        assert read_people(event_of(full)).count == 2
        assert db.session.scalars(db.select(Erasure)).all() == []


def test_one_child_goes_and_the_other_stays(full: World, in_app: InApp) -> None:
    with in_app():
        girl, _ = read_people(event_of(full)).participants
        erase_child(event_of(full), girl.key, actor=user(full, "周老师"))
        db.session.commit()

    with in_app():
        event = event_of(full)
        assert [child.name for child in read_people(event).participants] == ["宋石榴"]
        assert section_text(full) == "林**同学、宋 石榴同学领诵，家长 138 0000 0177。"
        assert (event.children_erased_at, db.session.scalars(db.select(Erasure.found)).one()) == (None, 0)
        entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert entry is not None
        assert (entry.verb, entry.subject, entry.after) == ("彻底删除", "花名册 1 人", "应要求删除")


def test_child_that_is_not_there_cannot_be_erased(full: World, in_app: InApp) -> None:
    with in_app(), pytest.raises(NotFound, match="已经不在花名册上"):
        erase_child(event_of(full), "nobody", actor=user(full, "周老师"))


def test_guardian_who_is_also_the_teacher_in_charge_keeps_the_name(full: World, in_app: InApp) -> None:
    with in_app():
        event_of(full).status = EventStatus.DRAFT
        put(full, "duties", {"role": "总负责", "name": "林家长", "phone": "13800000101"})
        put(full, "sections", {"text": "林家长总负责，奶奶们帮忙，电话 13800000101。"})
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

        assert section_text(full) == "林家长总负责，奶奶们帮忙，电话 13800000101。"


def test_marked_files_go_and_others_stay(full: World, in_app: InApp) -> None:
    pdf, png = FILES["pdf"][0], FILES["png"][0]
    with in_app():
        event_of(full).status = EventStatus.DRAFT
        gone, kept = keep(full, "体检表.pdf", pdf, marked=True), keep(full, "海报.png", png, marked=False)
        db.session.commit()
        report = erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

        assert (report.files, current_store().has(gone), current_store().has(kept)) == (1, False, True)
        rows = db.session.execute(db.select(Attachment.name, Attachment.sha256).order_by(Attachment.id)).all()
        assert [tuple(row) for row in rows] == [("体检表", ""), ("海报", kept)]


def test_file_that_another_row_points_to_stays(full: World, in_app: InApp) -> None:
    with in_app():
        event_of(full).status = EventStatus.DRAFT
        sha256 = keep(full, "名单.pdf", FILES["pdf"][0], marked=True)
        file = keep_upload("名单.pdf", FILES["pdf"][0], store=current_store(), most_mebibyte=1)
        kind, owner = VoucherKind.OTHER, user(full, "周老师")
        add_voucher(event_of(full), kind=kind, about="", file=file, store=current_store(), actor=owner)
        db.session.commit()
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

        assert current_store().has(sha256)
        assert db.session.scalars(db.select(Voucher.sha256)).one() == sha256


@pytest.mark.parametrize(("moment", "children"), [(NOT_DUE, 2), (DUE, 0)])
def test_purge_takes_what_is_due_and_not_a_day_earlier(
    full: World, in_app: InApp, at: At, moment: datetime, children: int
) -> None:
    at(moment)
    with in_app():
        listed = [part.sentence for part in list_due(**LIMITS)]
        purge_due(**LIMITS, actor=CONSOLE)
        db.session.commit()

        assert read_people(event_of(full)).count == children
        due = ["花名册 2 人，有孩子信息的文件 0 个，2027-12-01 到期"]
        assert listed == ([] if children else due)
        assert list_due(**LIMITS) == []


def test_second_purge_finds_nothing_to_do(full: World, in_app: InApp, at: At) -> None:
    at(DUE)
    with in_app():
        assert len(purge_due(**LIMITS, actor=CONSOLE)) == 1
        db.session.commit()
        assert purge_due(**LIMITS, actor=CONSOLE) == []


@pytest.mark.parametrize(("days", "is_gone"), [(30, False), (31, True)])
def test_deleted_rows_of_every_noun_go_after_30_days(
    world: World, in_app: InApp, at: At, days: int, is_gone: bool
) -> None:
    start = datetime(2027, 5, 1, 4, tzinfo=UTC)
    at(start)
    with in_app():
        for noun in ("participants", "duties"):
            (key,) = put(world, noun)
            delete_row(event_of(world), noun, key, actor=user(world, "周老师"))
        db.session.commit()
    at(start + timedelta(days=days))

    with in_app():
        reports = purge_due(**LIMITS, actor=CONSOLE)
        db.session.commit()

        counts = [db.session.scalar(text(f"SELECT count(*) FROM {table}")) for table in ("participant", "duty")]
        assert [(r.children, r.rows, r.cause) for r in reports] == ([(1, 1, ErasureCause.DELETED)] if is_gone else [])
        assert counts == ([0, 0] if is_gone else [1, 1])


def test_deleted_event_goes_with_all_that_it_holds(full: World, in_app: InApp, at: At) -> None:
    with in_app():
        event_of(full).deleted_at = clock.now()
        db.session.commit()
    at(datetime(2027, 6, 1, 4, tzinfo=UTC))

    with in_app():
        purge_due(**LIMITS, actor=CONSOLE)
        db.session.commit()

        assert db.session.get(Event, full.event) is None
        assert db.session.scalar(db.select(db.func.count()).select_from(Participant)) == 0
        assert db.session.scalars(db.select(Erasure.event_id)).all() == [full.event]


def test_row_deleted_by_a_clock_that_ran_ahead_is_not_kept_for_as_long(world: World, in_app: InApp, at: At) -> None:
    now = datetime(2027, 5, 1, 4, tzinfo=UTC)
    with in_app():
        put(world, "duties")
        db.session.execute(text("UPDATE duty SET deleted_at = :then"), {"then": now + timedelta(days=400)})
        db.session.commit()
    for days in (0, 31):
        at(now + timedelta(days=days))
        with in_app():
            purge_due(**LIMITS, actor=CONSOLE)
            db.session.commit()

    with in_app():
        assert db.session.scalar(text("SELECT count(*) FROM duty")) == 0


@pytest.fixture
def database_bytes(app: Flask, backend: str) -> Callable[[], bytes]:
    """All bytes that SQLite has written."""
    if backend != "sqlite":
        pytest.skip("the files of a PostgreSQL are not ours to read")
    path = Path(str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///"))
    return lambda: b"".join(read_aside(p) for p in (path, Path(f"{path}-wal")) if p.exists())


def test_sealed_bytes_of_a_child_leave_the_file(
    full: World, in_app: InApp, database_bytes: Callable[[], bytes]
) -> None:
    with in_app():
        columns = ("name", "guardian", "phone", "remark")
        held = [row for name in columns for row in db.session.scalars(text(f"SELECT {name} FROM participant")) if row]
        db.session.rollback()
        assert all(sealed.encode() in database_bytes() for sealed in held)
        erase_children(event_of(full), actor=CONSOLE)
        db.session.commit()

    found = database_bytes()
    assert [sealed for sealed in held if sealed.encode() in found] == []
