"""Evidence sets are packed file by file, while others may write; those whose time is over go every night."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from planner import clock
from planner.actors import Actor
from planner.evidence import PackedSet
from planner.extensions import db
from planner.jobs.kind import JobKind
from planner.jobs.photos import remove_files
from planner.models import Event
from planner.papers.evidence import gather_set
from planner.papers.evidence.packing import pack_set
from planner.queries.evidence import find_waiting_set, state_of_event
from planner.services.evidence import (
    JOB_NAME,
    LABEL,
    drop_files,
    fail_set,
    forget_old_sets,
    note_progress,
    write_set,
)
from planner.services.joblease import JobOrder
from planner.store import StoreFull, StoreUnavailable, StoreUnreadable, current_store

_SECONDS_BETWEEN = 0.5
# Pages are answered by other threads of this process: between two files they have their turn.
_BREATH_SECONDS = 0.01


@dataclass(frozen=True, slots=True)
class PreparedSet:
    """What packing came to: the set as of that state of its event, or why there is none."""

    state: str
    packed: PackedSet | None = None
    fault: str = ""


def pack_ordered(order: JobOrder) -> PreparedSet | None:
    """Gather all papers in one reading transaction, then pack them; None for one that nobody waits for any more."""
    if "evidence" not in order.payload:
        return None
    evidence = find_waiting_set(order.payload["evidence"], order.payload["asked"])
    if evidence is None:
        return None
    event = db.session.get_one(Event, evidence.event_id)
    state = state_of_event(event)
    material = gather_set(event, shows_names=evidence.shows_names, takes_unchecked=evidence.takes_unchecked)
    db.session.rollback()
    try:
        tell = _tell_progress(order.payload["evidence"], len(material.files))
        return PreparedSet(state, packed=pack_set(material, current_store(), tell=tell))
    except StoreFull:
        return PreparedSet(state, fault="服务器的磁盘满了，没有做成。请管理员腾出空间，再做一次。")
    except (StoreUnavailable, StoreUnreadable):
        return PreparedSet(state, fault="服务器现在读写不了文件，没有做成。过一会儿再做一次，还不行请找管理员。")


def _tell_progress(set_id: int, total: int) -> Callable[[int], None]:
    """Note how far it is, twice a second at most, since each note is a transaction; let others have their turn."""
    noted = 0.0

    def tell(done: int) -> None:
        nonlocal noted
        if time.monotonic() - noted >= _SECONDS_BETWEEN:
            note_progress(set_id, done, total)
            noted = time.monotonic()
        time.sleep(_BREATH_SECONDS)

    return tell


def run(order: JobOrder, actor: Actor) -> Mapping[str, Any] | None:
    """Note the set that was packed, take pieces out of the store that nobody needs, or see to what is too old."""
    if "pieces" in order.payload:
        remove_files(order.payload["pieces"])
        return None
    if "evidence" not in order.payload:
        old = forget_old_sets(clock.now(), actor=actor)
        drop_files(old)
        return None
    prepared: PreparedSet | None = order.prepared
    return _note_prepared(order, prepared, actor) if prepared else None


def _note_prepared(order: JobOrder, prepared: PreparedSet, actor: Actor) -> Mapping[str, Any] | None:
    evidence = find_waiting_set(order.payload["evidence"], order.payload["asked"], lock=True)
    packed = prepared.packed
    if evidence is None:
        # What it holds may have been erased or withdrawn meanwhile: it goes at once, not with the files of the night.
        drop_files([piece.sha256 for piece in packed.pieces] if packed else [])
        return None
    if packed is None:
        fail_set(evidence, prepared.fault, actor=actor)
        return None
    write_set(evidence, packed, prepared.state, store=current_store(), actor=actor)
    return {"files": packed.files, "bytes": packed.size}


def describe(result: Mapping[str, Any]) -> str:
    """The number in words."""
    return f"打包 {result['files']} 个文件" if "files" in result else ""


JOB = JobKind(name=JOB_NAME, label=LABEL, prepare=pack_ordered, run=run, describe=describe, daily_at=4)
