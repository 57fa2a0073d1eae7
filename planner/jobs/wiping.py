"""What was erased is wiped and looked for, where that did not come to its end after the commit of the erasing."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.jobs.kind import JobKind
from planner.services.joblease import JobOrder
from planner.services.wiping import WIPE, wipe_outstanding


def wipe(order: JobOrder, _: Actor) -> Mapping[str, Any]:
    """Do it; not in the transaction of the job, for a file of SQLite is written anew outside of any."""
    reports, found = wipe_outstanding(is_thorough=bool(order.payload.get("is_thorough")))
    return {"reports": reports, "found": found}


def describe_wiping(result: Mapping[str, Any]) -> str:
    """The numbers in words."""
    if not result["reports"]:
        return "没有要核对的"
    found = f"还有 {result['found']} 处能找到" if result["found"] else "一处都没有了"
    return f"核对了 {result['reports']} 次删除，{found}"


JOB = JobKind(name=WIPE, label="核对彻底删除", run=wipe, describe=describe_wiping)
