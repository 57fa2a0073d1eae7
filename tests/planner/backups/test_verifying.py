"""Looking through a backup finds every fault, and touches nothing."""

import json
import zipfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from flask import Flask

from planner.backups.archive import MANIFEST, Manifest
from planner.backups.making import BackupReport
from planner.backups.verifying import verify_backup
from planner.errors import BackupFailed
from planner.sealing import seal_file
from tests.planner.backups.conftest import BackUp, Elsewhere

Change = Callable[[dict[str, bytes]], None]


def verify(app: Flask, path: Path) -> BackupReport:
    """Look through a backup as that installation does."""
    with app.app_context():
        return verify_backup(path)


def rewrite(path: Path, change: Change) -> None:
    """Pack the archive anew after a change of its members."""
    with zipfile.ZipFile(path) as opened:
        members = {name: opened.read(name) for name in opened.namelist()}
    change(members)
    with zipfile.ZipFile(path, "w") as opened:
        for name, content in members.items():
            opened.writestr(name, content)


def first_file(members: dict[str, bytes]) -> str:
    """The name of a kept file."""
    return next(name for name in members if name.startswith("files/"))


def replace_files(members: dict[str, bytes], change: Callable[[str, bytes], bytes]) -> None:
    """Keep every file as other bytes, and let the manifest say so."""
    manifest = json.loads(members[MANIFEST])
    for name in [name for name in members if name.startswith("files/")]:
        members[name] = change(name.rpartition("/")[2], members[name])
        manifest["members"][name] = {"size": len(members[name]), "sha256": sha256(members[name]).hexdigest()}
    members[MANIFEST] = json.dumps(manifest).encode()


def test_good_backup_is_good_without_an_installation(back_up: BackUp, elsewhere: Elsewhere, tmp_path: Path) -> None:
    report = back_up()
    other = elsewhere()
    before = sorted(tmp_path.rglob("*"))

    verified = verify(other, report.path)

    assert (verified.complaints, verified.manifest) == ((), report.manifest)
    assert verified.contents == report.contents
    assert sorted(tmp_path.rglob("*")) == before


def test_backup_with_its_keys_opens_anywhere(back_up: BackUp, elsewhere: Elsewhere) -> None:
    stranger = elsewhere()
    ((key_id, _),) = stranger.config["DATA_KEYS"]
    stranger.config["DATA_KEYS"] = [(key_id, bytes(32))]

    assert verify(stranger, back_up(with_keys=True).path).complaints == ()
    (complaint,) = verify(stranger, back_up().path).complaints
    assert "手上的 data.key 和这份数据对不上" in complaint


def test_lost_file_is_found(source: Flask, back_up: BackUp) -> None:
    path = back_up().path
    rewrite(path, lambda members: members.pop(first_file(members)) and None)

    (complaint,) = verify(source, path).complaints

    assert complaint.startswith("备份里有 1 个文件坏了或缺了，第一个是 files/")


def test_changed_file_is_found(source: Flask, back_up: BackUp) -> None:
    path = back_up().path
    rewrite(path, lambda members: members.update({first_file(members): b"other"}))

    (complaint,) = verify(source, path).complaints

    assert complaint.startswith("备份里有 1 个文件坏了或缺了")


def test_file_that_no_key_at_hand_opens_is_found(source: Flask, back_up: BackUp) -> None:
    path = back_up().path
    rewrite(path, lambda m: replace_files(m, lambda name, _: seal_file(b"of another house", name, [("1", bytes(32))])))

    assert verify(source, path).complaints == ("有 2 个文件打不开：手上的 data.key 和这份备份对不上。",)


def test_manifest_that_leaves_out_a_file_is_found(source: Flask, back_up: BackUp) -> None:
    path = back_up().path

    def forget(members: dict[str, bytes]) -> None:
        manifest = Manifest.parse(members[MANIFEST])
        kept = {name: member for name, member in manifest.members.items() if name != first_file(members)}
        values = {name: getattr(manifest, name) for name in ("made_at", "dialect", "revision", "rows")}
        members[MANIFEST] = Manifest(members=kept, **values).as_json().encode()

    rewrite(path, forget)

    assert verify(source, path).complaints == ("数据里提到的文件有 1 个不在备份里。",)


def test_manifest_with_other_counts_is_found(source: Flask, back_up: BackUp) -> None:
    path = back_up().path
    rewrite(path, lambda m: m.update({MANIFEST: m[MANIFEST].replace(b'"event": 5', b'"event": 6')}))

    assert verify(source, path).complaints == ("数据库里的条数和清单对不上。",)


@pytest.mark.parametrize("at", [0.3, 0.6, 0.9])
def test_one_byte_that_changed_is_found(source: Flask, back_up: BackUp, at: float) -> None:
    path = back_up().path
    content = bytearray(path.read_bytes())
    content[int(len(content) * at)] ^= 0xFF
    path.write_bytes(content)

    try:
        complaints = verify(source, path).complaints
    except BackupFailed as fault:
        complaints = (fault.sentence,)

    assert complaints


@pytest.mark.parametrize("share", [0, 0.5, 0.999])
def test_backup_that_was_cut_off_is_none(source: Flask, back_up: BackUp, share: float) -> None:
    path = back_up().path
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])

    with pytest.raises(BackupFailed, match="不是活动方案的备份，或者没有存完整。"):
        verify(source, path)


@pytest.mark.parametrize("manifest", [b"", b"[]", b"{}", b'{"members": {}}', b"\xff"])
def test_archive_of_something_else_is_none(source: Flask, tmp_path: Path, manifest: bytes) -> None:
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as opened:
        opened.writestr(MANIFEST, manifest)

    with pytest.raises(BackupFailed, match="不是活动方案的备份"):
        verify(source, tmp_path / "x.zip")


def test_backup_of_a_later_format_asks_for_the_later_software(source: Flask, back_up: BackUp) -> None:
    path = back_up().path
    rewrite(path, lambda m: m.update({MANIFEST: m[MANIFEST].replace(b'"format": 1', b'"format": 2')}))

    with pytest.raises(BackupFailed, match="先升级软件"):
        verify(source, path)
