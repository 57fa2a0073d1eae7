"""Places that were kept for a minor whose guardian has not answered go to who waits."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.models import Event
from planner.services.joblease import JobOrder
from planner.services.shiftplaces import HOLDS_JOB, release_holds


def _run(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    event = db.session.get(Event, order.payload["event"])
    return {"released": release_holds(event, actor=actor)} if event is not None else None


def _describe(result: Mapping[str, Any]) -> str:
    return f"空出 {result['released']} 个名额" if result.get("released") else ""


JOB = JobKind(name=HOLDS_JOB, label="等监护人同意的名额", run=_run, describe=_describe)
