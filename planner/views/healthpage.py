"""How the installation is, in words for its administrators and in numbers for what watches it."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from planner import clock
from planner.extensions import db
from planner.migrations import is_current
from planner.queries.health import (
    count_events,
    count_faults,
    count_jobs,
    count_users,
    last_good_backup,
    measure_files,
    oldest_due,
)
from planner.views.words import moment

LEAST_FREE = 512 * 1024 * 1024
LONGEST_QUEUE = timedelta(minutes=15)
OLDEST_BACKUP = timedelta(hours=50)


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing that must be well: `note` says how it is; nobody should be at ease where it isn't `is_set` up."""

    name: str
    label: str
    is_ok: bool
    note: str
    is_set: bool = True

    @property
    def tone(self) -> str:
        """The class of its mark."""
        if not self.is_ok:
            return "bad"
        return "ok" if self.is_set else "warn"


def check_health() -> list[HealthCheck]:
    """Everything that is watched. Where the database does not answer, what is asked of it is not well."""
    return [_check(name, label, look) for name, label, look in _CHECKS]


def _check(name: str, label: str, look: Callable[[], tuple[bool, str] | tuple[bool, str, bool]]) -> HealthCheck:
    try:
        return HealthCheck(name, label, *look())
    except (SQLAlchemyError, OSError):
        current_app.logger.exception("The check %s could not be made", name)
        db.session.rollback()
        return HealthCheck(name, label, False, "查不到")


def _look_at_database() -> tuple[bool, str]:
    return (True, "正常") if is_current() else (False, "版本不对，运行 planner upgrade")


def _look_at_disk() -> tuple[bool, str]:
    free = shutil.disk_usage(current_app.config["INSTANCE_DIR"]).free
    return free >= LEAST_FREE, f"还剩 {free / 2**30:.1f} GB"


def _look_at_queue() -> tuple[bool, str]:
    now = clock.now()
    since = oldest_due(now)
    if since is None:
        return True, "没有在等的"
    return now - since < LONGEST_QUEUE, f"最早的从{moment(since)}等到现在"


def _look_at_backup() -> tuple[bool, str, bool]:
    last, is_nightly = last_good_backup(), bool(current_app.config["BACKUP_DIR"])
    if last is None:
        return not is_nightly, "还没有好的备份" if is_nightly else "没有设每天备份", is_nightly
    made_at, _ = last
    is_recent = abs(clock.now() - made_at) < OLDEST_BACKUP
    return is_recent or not is_nightly, f"{moment(made_at)} 做的", is_nightly


_CHECKS = (
    ("database", "数据库", _look_at_database),
    ("disk", "磁盘", _look_at_disk),
    ("jobs", "等着做的任务", _look_at_queue),
    ("backup", "备份", _look_at_backup),
)


def write_metrics() -> str:
    """The numbers of the installation in the text format of Prometheus (0.0.4)."""
    return "".join(f"# TYPE planner_{name} gauge\n{lines}" for name, lines in _measure())


def _measure() -> Iterator[tuple[str, str]]:
    count, size = measure_files()
    yield _by("jobs", "state", count_jobs())
    yield _by("events", "status", count_events())
    for name, value in {
        "users": count_users(),
        "files": count,
        "file_bytes": size,
        "job_faults": count_faults(),
    }.items():
        yield name, f"planner_{name} {value}\n"
    if (last := last_good_backup()) is not None:
        made_at, numbers = last
        yield "backup_age_seconds", f"planner_backup_age_seconds {(clock.now() - made_at).total_seconds():.0f}\n"
        yield "backup_bytes", f"planner_backup_bytes {numbers['size']}\n"


def _by(name: str, label: str, counts: dict[str, int]) -> tuple[str, str]:
    return name, "".join(f'planner_{name}{{{label}="{key}"}} {count}\n' for key, count in sorted(counts.items()))
