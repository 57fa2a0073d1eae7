"""What others get hold of: restored, copied and upgraded databases and files tell nothing without the key."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from planner import clock
from planner.enums import JobState
from planner.extensions import db
from planner.models import Activity, Attachment, Contact, Duty, Event, JobRecord, Participant, UnitEntry, User
from planner.services.accounts import find_user
from planner.services.attachments import add_attachment, keep_upload
from planner.store import current_store
from planner.worker import Worker
from tests.flows.test_backups import find_texts, run, unpack
from tests.flows.test_erased_samples import copies, hits, stored
from tests.planner.backups.test_verifying import replace_files, rewrite
from tests.planner.installations import MakeApp, copy_installation, make_installation, template_of
from tests.planner.olddata import CHILD, PDF, PHONES, SECRETS, SHA256, fill_old_installation

ON_A_CARD = "13800000088"
CARD = b"%PDF-1.7 " + f"体检表 {ON_A_CARD} 花生过敏".encode()


@pytest.fixture
def source(backend: str, make_app: MakeApp, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The sample data, and a file that names a child."""
    app = copy_installation(backend, make_app, template_of(backend, tmp_path_factory), tmp_path, "source")
    with app.app_context():
        event = db.session.scalars(db.select(Event).order_by(Event.id)).first()
        assert event is not None
        file = keep_upload("体检表.pdf", CARD, store=current_store(), most_mebibyte=1)
        owner = db.session.get_one(User, event.owner_id)
        add_attachment(event, file=file, store=current_store(), actor=owner, names_children=True)
        db.session.commit()
    return app


def secrets_of(app: Flask) -> list[str]:
    """Every phone, guardian and illness."""
    with app.app_context():
        children = db.session.scalars(db.select(Participant)).all()
        found = [word for child in children for word in (child.phone, child.guardian, child.remark)]
        for model in (Duty, Contact, User):
            found += db.session.scalars(db.select(model.phone)).all()
    return sorted({word for word in found if word} | {ON_A_CARD})


def test_restored_database_and_its_files_tell_nothing(
    source: Flask, backend: str, make_app: MakeApp, tmp_path: Path
) -> None:
    secrets = secrets_of(source)
    assert len(secrets) > 60
    assert {"花生过敏", "13800000101", "林家长", "13800000001"} <= set(secrets)

    run(source, "backup", tmp_path / "backups")
    other = make_installation(backend, make_app, tmp_path, "elsewhere")
    run(other, "restore", tmp_path / "backups")

    assert secrets_of(other) == secrets
    found = copies(other, backend, tmp_path)
    assert hits(found, ["白石镇中心小学"]) == ["白石镇中心小学"], "it is the right copy, and can be read"
    assert hits([*found, *stored(other)], secrets) == []
    unpack(tmp_path / "backups", tmp_path / "unpacked")
    assert find_texts(tmp_path / "unpacked", set(secrets)) == []


def what_is_told(app: Flask) -> tuple[object, ...]:
    """What an old installation holds, as its people read it now."""
    with app.app_context():
        user = find_user(PHONES["user"])
        assert user is not None
        child = db.session.scalars(db.select(Participant)).one()
        entry = db.session.scalars(db.select(Activity)).one()
        with current_store().open(db.session.scalars(db.select(Attachment.sha256)).one()) as file:
            content = file.read()
        phones = [db.session.scalars(db.select(model.phone)).one() for model in (Duty, Contact)]
        return (
            user.name,
            phones,
            {name: getattr(child, name) for name in CHILD},
            (entry.subject, entry.before, entry.after),
            db.session.scalars(db.select(Event.reopened_because)).one(),
            content,
        )


TOLD = (
    "周老师",
    [PHONES["duty"], PHONES["contact"]],
    CHILD,
    ("分工“138****0066”", f"电话：{PHONES['duty']}", PHONES["contact"]),
    "5月2日 周老师改了人数（138****0077），要重新审批。",
    PDF,
)


def finish_upgrade(app: Flask) -> None:
    """What a server does after an upgrade, by and by."""
    assert Worker(app).run_due() >= 1
    with app.app_context():
        job = db.session.scalars(db.select(JobRecord).where(JobRecord.kind == "sealing")).one()
        assert (job.state, job.created_at <= clock.now() + timedelta(minutes=1)) == (JobState.DONE, True)


@pytest.mark.parametrize("revision", ["0005", "0008"])
def test_old_installation_is_upgraded_and_tells_nothing(
    backend: str, make_app: MakeApp, tmp_path: Path, revision: str
) -> None:
    app = make_installation(backend, make_app, tmp_path, "old")
    fill_old_installation(app, revision)
    before = [*copies(app, backend, tmp_path), *stored(app)]
    assert set(hits(before, SECRETS)) >= {*PHONES.values(), "13800000077", "13800000088", "花生过敏"}

    assert run(app, "upgrade") == "数据库已是最新。\n"
    finish_upgrade(app)

    assert hits([*copies(app, backend, tmp_path), *stored(app)], SECRETS) == []
    assert what_is_told(app) == TOLD
    assert run(app, "files", "check").startswith("完好 1 个")


def test_old_backup_with_files_in_clear_is_put_back_and_tells_nothing(
    backend: str, make_app: MakeApp, tmp_path: Path
) -> None:
    old = make_installation(backend, make_app, tmp_path, "old")
    fill_old_installation(old, "0008")
    run(old, "backup", tmp_path / "backups")
    (path,) = (tmp_path / "backups").iterdir()
    rewrite(path, lambda members: replace_files(members, lambda name, _: {SHA256: PDF}[name]))
    other = make_installation(backend, make_app, tmp_path, "elsewhere")

    assert "完好" in run(other, "verify", path)
    assert "完好" in run(other, "restore", path)

    assert hits([*copies(other, backend, tmp_path), *stored(other)], SECRETS) == []
    assert what_is_told(other) == TOLD
    with other.app_context():
        subjects = db.session.scalars(db.select(UnitEntry.subject)).all()
        assert subjects == ["杨校长 138****0066"]
