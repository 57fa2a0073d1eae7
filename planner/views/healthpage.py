"""How the installation is, in words for its administrators and in numbers for what watches it."""

import shutil
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask, current_app
from sqlalchemy.exc import SQLAlchemyError

from planner import clock
from planner.answercounts import CLASSES, FAULTS, answer_counts
from planner.database import reading
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
# Whoever watches asks every few seconds, and gives up soon.
MOST_SECONDS = 2.0
_ROOM = threading.BoundedSemaphore(4)
_NO_ANSWER = "查不到"
Look = Callable[[], tuple[bool, str] | tuple[bool, str, bool]]


@dataclass(frozen=True, slots=True)
class HealthCheck:
    """One thing that must be well: `note` says how it is; nobody should be at ease where it isn't `is_set` up."""

    name: str
    label: str
    is_ok: bool
    note: str
    is_set: bool = True

    @property
    def was_answered(self) -> bool:
        """Whether it could be asked at all."""
        return self.note != _NO_ANSWER

    @property
    def tone(self) -> str:
        """The class of its mark."""
        if not self.is_ok:
            return "bad"
        return "ok" if self.is_set else "warn"


def check_health() -> list[HealthCheck]:
    """Everything that is watched, within MOST_SECONDS: what has not answered by then is not well.

    The database is asked in a thread, for a host that is gone does not even refuse; only a few wait there at once.
    """
    app = current_app._get_current_object()  # type: ignore[attr-defined]
    found = {_DISK[0]: _check(*_DISK)}
    until = time.monotonic() + MOST_SECONDS
    room = _ROOM
    if room.acquire(timeout=MOST_SECONDS):
        asking = threading.Thread(target=_ask, args=(app, found, room), name="health", daemon=True)
        asking.start()
        asking.join(max(0, until - time.monotonic()))
    return [found.get(name) or HealthCheck(name, label, False, _NO_ANSWER) for name, label, _ in _CHECKS]


def _ask(app: Flask, found: dict[str, HealthCheck], room: threading.BoundedSemaphore) -> None:
    """Make the checks of the database, and leave the room in which one waits for it."""
    try:
        with app.app_context(), reading():
            for check in _CHECKS:
                if check is not _DISK:
                    found[check[0]] = _check(*check)
    finally:
        room.release()


def _check(name: str, label: str, look: Look) -> HealthCheck:
    try:
        return HealthCheck(name, label, *look())
    except (SQLAlchemyError, OSError):
        current_app.logger.exception("The check %s could not be made", name)
        db.session.rollback()
        return HealthCheck(name, label, False, _NO_ANSWER)


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


_DISK: tuple[str, str, Look] = ("disk", "磁盘", _look_at_disk)
_CHECKS: tuple[tuple[str, str, Look], ...] = (
    ("database", "数据库", _look_at_database),
    _DISK,
    ("jobs", "等着做的任务", _look_at_queue),
    ("backup", "备份", _look_at_backup),
)


def write_metrics() -> str:
    """The numbers of the installation in the text format of Prometheus (0.0.4)."""
    gauges = (f"# TYPE planner_{name} gauge\n{lines}" for name, lines in _measure())
    counters = (f"# TYPE planner_{name} counter\n{lines}" for name, lines in _count_answers())
    return "".join((*gauges, *counters))


def _count_answers() -> Iterator[tuple[str, str]]:
    """What all processes answered since the start of the server, whichever of them is asked."""
    total = answer_counts(current_app._get_current_object()).total()  # type: ignore[attr-defined]
    yield _by("answers_total", "class", {name: total[name] for name in CLASSES})
    yield "faults_total", f"planner_faults_total {total[FAULTS]}\n"


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
