"""What the house does without a request: one module a kind of job, each with its `JOB`."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from planner.jobs import (
    backup,
    evidence,
    faces,
    files,
    holds,
    invoices,
    lottery,
    pages,
    photobook,
    photos,
    purge,
    sealing,
    wiping,
)
from planner.jobs.kind import JobKind
from planner.queries.jobs import used_keys
from planner.services.jobs import enqueue_job

_MODULES = (backup, evidence, faces, files, holds, invoices, lottery, pages, photobook, photos, purge, sealing, wiping)
JOBS: dict[str, JobKind] = {module.JOB.name: module.JOB for module in _MODULES}


def due_today(kinds: Mapping[str, JobKind], now: datetime, config: Mapping[str, Any]) -> dict[str, str]:
    """The daily jobs whose hour has come and that are not in line yet, by their keys."""
    keys = {key: kind.name for kind in kinds.values() if (key := kind.key_of_day(now, config))}
    used = used_keys(keys) if keys else set()
    return {key: name for key, name in keys.items() if key not in used}


def enqueue_due(due: Mapping[str, str]) -> None:
    """Put these daily jobs in line, each once a day whoever else does so."""
    for key, name in due.items():
        enqueue_job(name, key=key)
