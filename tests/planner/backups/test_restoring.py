"""A backup goes back into an empty installation only, after all of it was checked, and proves itself there."""

import base64
import zipfile
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from planner.backups.keptfiles import has_file, open_file
from planner.backups.making import BackupReport
from planner.backups.restoring import prove_restored, restore_backup
from planner.errors import BackupFailed
from planner.extensions import db
from planner.migrations import is_current, upgrade_database
from planner.models import Event, Organisation, Participant
from planner.sealing import is_sealed_with, unseal_file
from tests.planner.backups.conftest import BackUp, Elsewhere
from tests.planner.backups.test_verifying import first_file, replace_files, rewrite
from tests.planner.installations import PDF, PICTURE

OTHER_KEY = base64.b64encode(bytes(32)).decode()


def restore(app: Flask, path: Path) -> BackupReport:
    """Put a backup back there."""
    with app.app_context():
        return restore_backup(path)


def children(app: Flask) -> list[tuple[str, str, str]]:
    """Every child with guardian and phone."""
    with app.app_context():
        found = db.session.scalars(select(Participant).order_by(Participant.id))
        return [(child.name, child.guardian, child.phone) for child in found]


def is_untouched(app: Flask) -> bool:
    """Whether nothing was written: no table with rows, no file."""
    with app.app_context():
        tables = db.inspect(db.engine).get_table_names()
        rows = db.session.scalar(select(func.count()).select_from(Event)) if tables else 0
    return not rows and not list(Path(app.config["INSTANCE_DIR"]).glob("files/*"))


def test_restored_installation_has_everything(source: Flask, back_up: BackUp, elsewhere: Elsewhere) -> None:
    report, other = back_up(), elsewhere()

    restored = restore(other, report.path)

    assert restored.complaints == ()
    assert restored.contents.rows == report.contents.rows
    assert children(other) == children(source) != []
    with other.app_context():
        assert is_current()
        for content in (PDF, PICTURE):
            file = open_file(sha256(content).hexdigest())
            assert file
            with file:
                assert file.read() == content


def test_backup_of_earlier_versions_with_plain_files_is_put_back_sealed(
    source: Flask, back_up: BackUp, elsewhere: Elsewhere
) -> None:
    path, other = back_up().path, elsewhere()
    keys = source.config["DATA_KEYS"]
    rewrite(path, lambda m: replace_files(m, lambda name, held: unseal_file(held, name, keys) or b""))
    with zipfile.ZipFile(path) as opened:
        assert PDF in [opened.read(name) for name in opened.namelist()]

    assert restore(other, path).complaints == ()

    with other.app_context():
        file = open_file(sha256(PDF).hexdigest())
        assert file
        assert file.read() == PDF
    kept = [path.read_bytes() for path in Path(other.config["INSTANCE_DIR"]).glob("files/*/*")]
    assert [is_sealed_with(held, keys) for held in kept] == [True, True]


def test_restored_into_an_installation_that_was_started_once(back_up: BackUp, elsewhere: Elsewhere) -> None:
    other = elsewhere()
    with other.app_context():
        upgrade_database()

    assert restore(other, back_up().path).complaints == ()
    with other.app_context():
        db.session.add(Organisation(name="新的"))
        db.session.commit()  # ids go on behind the restored ones


def test_installation_with_data_is_left_alone(source: Flask, back_up: BackUp) -> None:
    path = back_up().path
    before = children(source)

    with pytest.raises(BackupFailed, match="这里已经有数据。"):
        restore(source, path)

    assert children(source) == before


def test_key_that_does_not_fit_is_named_with_its_place(back_up: BackUp, elsewhere: Elsewhere) -> None:
    other = elsewhere(DATA_KEY=OTHER_KEY)

    with pytest.raises(BackupFailed, match=r"钥匙对不上：\d+ 处.*data.key 放到 .*data.key，再来一次。"):
        restore(other, back_up().path)

    assert is_untouched(other)


def test_damaged_backup_is_not_put_back(back_up: BackUp, elsewhere: Elsewhere) -> None:
    path, other = back_up().path, elsewhere()
    rewrite(path, lambda members: members.update({first_file(members): b"other"}))

    with pytest.raises(BackupFailed, match="没有放回：备份里有 1 个文件坏了"):
        restore(other, path)

    assert is_untouched(other)


@pytest.mark.parametrize("revision", [b"", b"9999"])
def test_backup_of_a_later_schema_asks_for_the_later_software(
    back_up: BackUp, elsewhere: Elsewhere, revision: bytes
) -> None:
    report, other = back_up(), elsewhere()
    old, new = f'"revision": "{report.manifest.revision}"'.encode(), b'"revision": "%s"' % revision
    rewrite(report.path, lambda m: m.update({"manifest.json": m["manifest.json"].replace(old, new)}))

    with pytest.raises(BackupFailed, match="先升级软件再放回。"):
        restore(other, report.path)

    assert is_untouched(other)


def test_losses_before_the_backup_do_not_stop_it(source: Flask, back_up: BackUp, elsewhere: Elsewhere) -> None:
    lost = sha256(PDF).hexdigest()
    Path(source.config["INSTANCE_DIR"], "files", lost[:2], lost).unlink()

    restored = restore(elsewhere(), back_up().path)

    assert restored.complaints == ("有 1 个文件在做备份以前就不见了或坏了。",)


def test_keys_of_the_backup_are_used_and_those_in_place_stay_beside_them(
    source: Flask, back_up: BackUp, elsewhere: Elsewhere
) -> None:
    path, other = back_up(with_keys=True).path, elsewhere(DATA_KEY=OTHER_KEY)
    instance = Path(other.config["INSTANCE_DIR"])
    instance.mkdir(exist_ok=True)
    (instance / "data.key").write_text(f"{OTHER_KEY}\n")  # as the first start made it

    assert restore(other, path).complaints == ()

    assert (instance / "data.key").read_text().strip() == source.config["DATA_KEY"]
    assert (instance / "data.key").stat().st_mode & 0o777 == 0o600
    assert (instance / "secret.key").read_text().strip() == source.config["SECRET_KEY"]
    assert (instance / "data.key.old").read_text().strip() == OTHER_KEY
    assert children(other) == children(source)


def test_key_of_the_settings_is_not_replaced(back_up: BackUp, elsewhere: Elsewhere) -> None:
    other = elsewhere(DATA_KEY=OTHER_KEY)

    with pytest.raises(BackupFailed, match="钥匙对不上"):
        restore(other, back_up(with_keys=True).path)

    assert not Path(other.config["INSTANCE_DIR"], "data.key").exists()


def test_proof_finds_what_got_lost_on_the_way(back_up: BackUp, elsewhere: Elsewhere) -> None:
    report, other = back_up(), elsewhere()
    restore(other, report.path)
    lost = sha256(PDF).hexdigest()
    with other.app_context():
        Path(other.config["INSTANCE_DIR"], "files", lost[:2], lost).write_bytes(b"half")
        db.session.execute(db.delete(Participant))
        db.session.commit()

        proof = prove_restored(report)

        assert proof.complaints == ("数据库里的条数和清单对不上。", "有 1 个文件放回以后读不出来。")
        assert not has_file(lost)
