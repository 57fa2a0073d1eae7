"""The backup of every night, where a folder is set for it."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from flask import current_app

from planner.actors import Actor
from planner.backups.making import make_backup, remove_old_backups
from planner.filetypes import size_label
from planner.jobs.kind import JobKind
from planner.services.joblease import JobOrder


def back_up(_: JobOrder) -> Mapping[str, Any]:
    """Make a backup and remove the oldest; returns its numbers."""
    folder = Path(current_app.config["BACKUP_DIR"])
    report = make_backup(folder)
    remove_old_backups(folder, keep=current_app.config["BACKUP_KEEP"])
    return report.as_result()


def keep_numbers(order: JobOrder, _: Actor) -> Mapping[str, Any]:
    """Note with the job what the backup holds."""
    numbers: Mapping[str, Any] = order.prepared
    return numbers


def describe_backup(numbers: Mapping[str, Any]) -> str:
    """Its name, its size, what lies in it."""
    return f"{numbers['name']}（{size_label(numbers['size'])}），{numbers['rows']} 条，文件 {numbers['files']} 个"


def has_folder(config: Mapping[str, Any]) -> bool:
    """Whether backups are wanted at all."""
    return bool(config["BACKUP_DIR"])


JOB = JobKind(
    name="backup",
    label="备份",
    prepare=back_up,
    run=keep_numbers,
    describe=describe_backup,
    daily_at=3,
    is_wanted=has_folder,
)
