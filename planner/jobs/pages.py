"""The pages of vouchers are counted where that was not done when they were kept."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.jobs.kind import JobKind
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.services.pages import COUNTING, MOST_AT_ONCE, count_kept, keep_pages, list_uncounted
from planner.store import current_store


def count_open(_: JobOrder) -> dict[int, int]:
    """Read the files, while others may write."""
    return count_kept(current_store(), list_uncounted())


def keep_counted(order: JobOrder, actor: Actor) -> Mapping[str, Any]:
    """Keep what was counted, and come again where there is more; returns of how many."""
    counted = keep_pages(order.prepared, actor=actor)
    if len(order.prepared) == MOST_AT_ONCE:
        enqueue_job(order.kind)
    return {"counted": counted}


def describe_count(result: Mapping[str, Any]) -> str:
    """The number in words."""
    return f"数了 {result['counted']} 份凭证的页数"


JOB = JobKind(
    name=COUNTING, label="数凭证页数", prepare=count_open, run=keep_counted, describe=describe_count, daily_at=3
)
