"""Places that go by lot are drawn at their moment, also when the server was down then."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.models import Event
from planner.services.joblease import JobOrder
from planner.services.lottery import LOTTERY_JOB, draw_lottery, watch_draws


def _run(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    if "event" not in order.payload:
        return {"ahead": watch_draws()}
    event = db.session.get(Event, order.payload["event"])
    placed = draw_lottery(event, actor=actor) if event is not None else None
    return {"placed": placed} if placed is not None else None


def _describe(result: Mapping[str, Any]) -> str:
    return f"{result['placed']} 人有名额" if "placed" in result else ""


JOB = JobKind(name=LOTTERY_JOB, label="志愿者抽签", run=_run, describe=_describe, daily_at=0)
