"""Putting a backup back into an empty installation, checked before anything is written and proved afterwards."""

import os
import tempfile
from pathlib import Path

from flask import current_app
from sqlalchemy import func, inspect, select

from planner.backups.archive import Archive, open_archive
from planner.backups.contents import read_rows, take_stock
from planner.backups.databases import current_backend
from planner.backups.keptfiles import has_file, put_file
from planner.backups.making import BackupReport, find_problems
from planner.backups.verifying import DATA_KEY, SECRET_KEY, brought_keys, inspect_archive, open_member
from planner.errors import BackupFailed
from planner.extensions import db
from planner.filemodes import make_private_folder, open_for_owner
from planner.migrations import newest_revision
from planner.models import Event, Organisation, User
from planner.models.columns import data_keys
from planner.sealing import DataKeys, read_data_keys

_DIALECTS = {"sqlite": "SQLite", "postgresql": "PostgreSQL"}


def restore_backup(path: Path) -> BackupReport:
    """Put the backup into this installation, which must be empty and not be served; returns the proof.

    All of it is checked first; what fails then has changed nothing. Files go before the database, so that what was
    broken off is still empty and can be done again. The schema stays what it was. Raises BackupFailed.
    """
    _check_is_empty()
    instance = Path(current_app.config["INSTANCE_DIR"])
    make_private_folder(instance)
    with open_archive(path) as archive, tempfile.TemporaryDirectory(prefix=".restore-", dir=instance) as work:
        takes_keys = archive.manifest.has_keys and not _is_key_set(instance)
        keys = brought_keys(archive) if takes_keys else data_keys()
        report, copy = inspect_archive(path, archive, Path(work), keys)
        _check_fits(report, instance)
        _put_files(archive, keys)
        if takes_keys:
            _put_keys(archive, instance)
        current_backend().put_back(copy)
    return prove_restored(report)


def _put_files(archive: Archive, keys: DataKeys) -> None:
    """Keep the files, sealed with the keys that this installation is about to have."""
    current = current_app.config["DATA_KEYS"]
    current_app.config["DATA_KEYS"] = keys
    try:
        for sha256 in sorted(archive.manifest.files):
            with open_member(archive, sha256, keys) as file:
                put_file(file.read())
    finally:
        current_app.config["DATA_KEYS"] = current


def prove_restored(report: BackupReport) -> BackupReport:
    """Read every row, encrypted value and file where they lie now, and hold them against the manifest."""
    with db.engine.connect() as connection:
        contents = take_stock(read_rows(connection), data_keys())
    problems = list(find_problems(report.manifest, contents))
    if lost := [sha256 for sha256 in report.manifest.files if not has_file(sha256)]:
        problems.append(f"有 {len(lost)} 个文件放回以后读不出来。")
    return BackupReport(report.path, report.manifest, contents, tuple(problems))


def _check_is_empty() -> None:
    """Refuse an installation in which there is anything that could be lost."""
    present = set(inspect(db.engine).get_table_names())
    for model in (User, Organisation, Event):
        if model.__tablename__ in present and db.session.scalar(select(func.count()).select_from(model)):
            raise BackupFailed("这里已经有数据。备份只放回空的安装：换一个新的 PLANNER_INSTANCE_DIR 和空的数据库。")
    db.session.rollback()


def _is_key_set(instance: Path) -> bool:
    """Whether the data key comes from the settings, and not from its file in the instance."""
    file = instance / "data.key"
    return not file.exists() or file.read_text(encoding="ascii").strip() != current_app.config["DATA_KEY"]


def _check_fits(report: BackupReport, instance: Path) -> None:
    """Refuse a backup that is damaged, or that this installation could not use."""
    manifest, here = report.manifest, current_backend().dialect
    if manifest.dialect != here:
        there = _DIALECTS[manifest.dialect]
        raise BackupFailed(f"这份备份是 {there} 的，这里用的是 {_DIALECTS[here]}：PLANNER_DATABASE 要设成一样的。")
    if not manifest.revision or manifest.revision > newest_revision():
        raise BackupFailed("这份备份来自更新的版本，先升级软件再放回。")
    if unreadable := report.contents.unreadable.total():
        raise BackupFailed(
            f"钥匙对不上：{unreadable} 处加密的内容读不出来，没有放回。"
            f"把原来那台机器的 data.key 放到 {instance / 'data.key'}，再来一次。"
        )
    if report.problems:
        raise BackupFailed(f"没有放回：{report.problems[0]}")


def _put_keys(archive: Archive, instance: Path) -> None:
    """Put the keys of the backup where the installation keeps its own; what lies there stays beside them."""
    for member in (DATA_KEY, SECRET_KEY):
        key, target = archive.read(member), instance / member.rpartition("/")[2]
        if target.exists() and target.read_bytes() != key:
            target.replace(target.with_name(f"{target.name}.old"))
        with open(target, "wb", opener=open_for_owner) as file:
            file.write(key)
            file.flush()
            os.fsync(file.fileno())
    current_app.config["DATA_KEY"] = archive.read(DATA_KEY).decode().strip()
    current_app.config["DATA_KEYS"] = read_data_keys(current_app.config["DATA_KEY"])
