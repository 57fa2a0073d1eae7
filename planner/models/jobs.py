"""Work that waits to be done without a request, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from planner import clock
from planner.enums import JobState
from planner.extensions import Base
from planner.models.columns import Choice, Moment

MOST_ERROR = 500


class JobRecord(Base):
    """One job. `payload` and `result` hold ids, days and numbers, never anything about a person; nor does `error`.

    While it runs it belongs to `worker` until `lease_until`, and `tries` tells this run from those before. No two have
    the same `key`: a job with one is done once.
    """

    __tablename__ = "job"
    __table_args__ = (Index("ix_job_state_run_after", "state", "run_after"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    key: Mapped[str | None] = mapped_column(String(120), unique=True)
    payload: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    state: Mapped[JobState] = mapped_column(Choice(JobState), default=JobState.WAITING)
    tries: Mapped[int] = mapped_column(default=0)
    error: Mapped[str] = mapped_column(String(MOST_ERROR), default="")
    result: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    run_after: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    worker: Mapped[str] = mapped_column(String(80), default="")
    lease_until: Mapped[datetime | None] = mapped_column(Moment)
    created_at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    finished_at: Mapped[datetime | None] = mapped_column(Moment)


class JobEntry(Base):
    """What somebody did to a job; it outlives the job, so `job_id` is a mere number."""

    __tablename__ = "job_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    job_id: Mapped[int]
    kind: Mapped[str] = mapped_column(String(40))
    at: Mapped[datetime] = mapped_column(Moment, default=clock.now)
    actor: Mapped[str] = mapped_column(String(40))
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id", ondelete="SET NULL"))
    verb: Mapped[str] = mapped_column(String(24))
