"""How the installation is: the numbers that its operator watches."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select, union_all

from planner.enums import JobState
from planner.extensions import db
from planner.models import ROW_MODELS, Event, JobRecord, Photo, PhotoBook, PhotoCopy, PhotoPiece, User
from planner.queries.jobs import is_due

BACKUP = "backup"
_LOOKED_AT = 30


def count_jobs() -> dict[str, int]:
    """How many jobs there are in each state."""
    return _count_by(JobRecord.state)


def count_events() -> dict[str, int]:
    """How many events there are in each status, deleted ones left out."""
    return _count_by(Event.status, Event.deleted_at.is_(None))


def _count_by(column: Any, *conditions: ColumnElement[bool]) -> dict[str, int]:
    counted = select(column, func.count()).where(*conditions).group_by(column)
    return {member.value: count for member, count in db.session.execute(counted)}


def count_users() -> int:
    """How many people can sign in."""
    return db.session.scalar(select(func.count()).select_from(User).where(User.active)) or 0


def measure_files() -> tuple[int, int]:
    """How many kept files the rows name, and their bytes; a file that several rows name counts once."""
    models: list[Any] = [model for model in ROW_MODELS.values() if hasattr(model, "sha256")]
    models += [Photo, PhotoCopy, PhotoPiece, PhotoBook]
    named = union_all(*(select(model.sha256, model.size).where(model.sha256 != "") for model in models)).subquery()
    files = select(func.max(named.c.size).label("size")).group_by(named.c.sha256).subquery()
    count, size = db.session.execute(
        select(func.count(), func.coalesce(func.sum(files.c.size), 0)).select_from(files)
    ).one()
    return count, int(size)


def count_faults() -> int:
    """How many jobs have gone wrong and are not done since: those that failed, and those that wait for another try."""
    wrong = select(func.count()).select_from(JobRecord).where(JobRecord.state != JobState.DONE, JobRecord.error != "")
    return db.session.scalar(wrong) or 0


def oldest_due(now: datetime) -> datetime | None:
    """Since when the job waits that should have been done first."""
    return db.session.scalar(select(func.min(JobRecord.run_after)).where(is_due(now)))


def last_good_backup() -> tuple[datetime, Mapping[str, Any]] | None:
    """When the last backup was made with which nothing is wrong, and its numbers."""
    made = select(JobRecord.finished_at, JobRecord.result).where(JobRecord.kind == BACKUP)
    made = made.where(JobRecord.state == JobState.DONE).order_by(JobRecord.finished_at.desc()).limit(_LOOKED_AT)
    for finished_at, result in db.session.execute(made):
        if finished_at is not None and not result.get("complaints"):
            return finished_at, result
    return None
