"""Files that earlier versions kept plain are sealed, once after the upgrade (see migration 0011)."""

from collections.abc import Mapping
from typing import Any

from planner.actors import Actor
from planner.errors import JobFailed
from planner.jobs.kind import JobKind
from planner.services.files import seal_files
from planner.services.joblease import JobOrder
from planner.store import StoreFull, StoreUnavailable, StoreUnreadable, current_store


def seal_plain_files(_: JobOrder) -> int:
    """Seal them while others may write; what was sealed before a stop is not sealed again."""
    try:
        return seal_files(current_store())
    except (StoreFull, StoreUnavailable, StoreUnreadable) as refusal:
        raise JobFailed("文件没有加密完，看看存文件的地方能不能读写、磁盘满没满。") from refusal


def keep_number(order: JobOrder, _: Actor) -> Mapping[str, Any]:
    """Note with the job how many there were."""
    return {"sealed": order.prepared}


def describe_sealing(result: Mapping[str, Any]) -> str:
    """The number in words."""
    return f"加密了 {result['sealed']} 个文件"


JOB = JobKind(name="sealing", label="加密旧文件", prepare=seal_plain_files, run=keep_number, describe=describe_sealing)
