"""Files that nothing points to any more are removed, every night after the backup."""

from collections.abc import Mapping
from typing import Any

from flask import current_app

from planner import clock
from planner.actors import Actor
from planner.errors import JobFailed
from planner.jobs.kind import JobKind
from planner.services.files import MOST_AT_ONCE, list_unused_files, remove_unused_files
from planner.services.joblease import JobOrder
from planner.services.jobs import enqueue_job
from planner.store import StoreUnavailable, StoreUnreadable, current_store


def list_unused(_: JobOrder) -> list[str]:
    """Look for files that may go, while others may write."""
    keep_days = current_app.config["RESTORE_DAYS"]
    try:
        return list_unused_files(current_store(), now=clock.now(), keep_days=keep_days)
    except StoreUnreadable as refusal:
        raise JobFailed(refusal.sentence) from refusal


def remove_unused(order: JobOrder, _: Actor) -> Mapping[str, Any]:
    """Remove the first of them that no row points to; returns how many there were. The next job does the others."""
    keep_days, files = current_app.config["RESTORE_DAYS"], order.prepared[:MOST_AT_ONCE]
    try:
        count = remove_unused_files(current_store(), files, now=clock.now(), keep_days=keep_days)
    except StoreUnavailable as refusal:
        raise JobFailed("没有用的文件删不掉，看看存文件的地方能不能写。") from refusal
    if len(order.prepared) > len(files):
        enqueue_job(order.kind)
    return {"removed": count}


def describe_removal(result: Mapping[str, Any]) -> str:
    """The number in words."""
    return f"删掉 {result['removed']} 个没有用的文件"


JOB = JobKind(
    name="files", label="清理文件", prepare=list_unused, run=remove_unused, describe=describe_removal, daily_at=4
)
