"""The jobs of the installation as their administrators see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from planner.enums import JobState
from planner.jobs import JOBS
from planner.models import JobEntry, JobRecord
from planner.queries.jobs import MOST_TRIES
from planner.views.healthpage import HealthCheck

_TONES = {JobState.WAITING: "", JobState.RUNNING: "info", JobState.DONE: "ok", JobState.FAILED: "bad"}


@dataclass(frozen=True, slots=True)
class JobRow:
    """One job: what it is, how far it is, why not further, whether somebody may do something about it."""

    id: int
    label: str
    state: str
    tone: str
    note: str
    trouble: str
    at: datetime
    can_move: bool


@dataclass(frozen=True, slots=True)
class MovedJob:
    """What somebody did to a job."""

    sentence: str
    actor: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsPage:
    """What is not done, what was done last, what people did about it, and how the installation is."""

    title: str
    most_tries: int
    pending: tuple[JobRow, ...]
    done: tuple[JobRow, ...]
    checks: tuple[HealthCheck, ...]
    entries: tuple[MovedJob, ...]


def jobs_page(jobs: Sequence[JobRecord], checks: Sequence[HealthCheck], entries: Sequence[JobEntry]) -> JobsPage:
    """The page about these jobs."""
    failed = sum(job.state is JobState.FAILED for job in jobs)
    return JobsPage(
        title=f"{failed} 个任务没做成" if failed else "系统任务",
        most_tries=MOST_TRIES,
        pending=tuple(_row(job) for job in jobs if job.state is not JobState.DONE),
        done=tuple(_row(job) for job in jobs if job.state is JobState.DONE),
        checks=tuple(checks),
        entries=tuple(MovedJob(f"{e.verb}：{_label(e.kind)}（第 {e.job_id} 号）", e.actor, e.at) for e in entries),
    )


def _label(kind: str) -> str:
    return JOBS[kind].label if kind in JOBS else kind


def _row(job: JobRecord) -> JobRow:
    complaints, kind = job.result.get("complaints") or (), JOBS.get(job.kind)
    return JobRow(
        id=job.id,
        label=_label(job.kind),
        state=job.state.label,
        tone="warn" if complaints else _TONES[job.state],
        note=kind.describe(job.result) if kind and job.result else _tries(job),
        trouble=job.error or "".join(complaints),
        at=job.finished_at or job.created_at,
        can_move=job.state in (JobState.WAITING, JobState.FAILED),
    )


def _tries(job: JobRecord) -> str:
    return f"试过 {job.tries} 次，最多 {MOST_TRIES} 次" if job.error and job.tries else ""
