"""Reading evidence sets: of an event, and their pieces."""

import hashlib
from datetime import datetime

from sqlalchemy import Select, select

from planner.enums import JobState
from planner.evidencestates import EvidenceState
from planner.extensions import db
from planner.models import Event, EvidencePiece, EvidenceSet, JobRecord
from planner.nouns import Aggregate
from planner.queries.changes import change_key


def find_set(event_id: int, *, lock: bool = False) -> EvidenceSet | None:
    """The set that was asked for last, as it is now whatever was read of it before; locked for whoever changes it."""
    wanted = select(EvidenceSet).where(EvidenceSet.event_id == event_id)
    return _read(wanted, lock=lock)


def find_waiting_set(set_id: int, asked: str, *, lock: bool = False) -> EvidenceSet | None:
    """The set that a job is to make: still waiting, and that which was asked for then, for ids are used again."""
    evidence = _read(select(EvidenceSet).where(EvidenceSet.id == set_id), lock=lock)
    if evidence is None or evidence.state is not EvidenceState.WAITING:
        return None
    return evidence if evidence.asked_at.isoformat() == asked else None


def _read(wanted: Select[EvidenceSet], *, lock: bool) -> EvidenceSet | None:
    # Who asked for it is read along, and is no matter of the lock.
    wanted = wanted.with_for_update(of=EvidenceSet) if lock else wanted
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def list_set_pieces(set_id: int) -> list[str]:
    """The SHA-256 of the pieces of a set, from its beginning."""
    wanted = select(EvidencePiece.sha256).where(EvidencePiece.set_id == set_id).order_by(EvidencePiece.start)
    return list(db.session.scalars(wanted))


def key_of_job(evidence: EvidenceSet) -> str:
    """The key under which the job of a set stands in line."""
    return f"evidence:{evidence.id}:{evidence.asked_at.isoformat()}"


def has_given_up(evidence: EvidenceSet) -> bool:
    """Whether nobody makes this set any more, though nobody has said so: its job failed, or is gone."""
    state = db.session.scalar(select(JobRecord.state).where(JobRecord.key == key_of_job(evidence)))
    return evidence.state is EvidenceState.WAITING and state not in (JobState.WAITING, JobState.RUNNING)


def state_of_event(event: Event) -> str:
    """A short text that is another one as soon as anything of the event changes that may stand in its set."""
    known = (event.identity, event.status.value, change_key(event, Aggregate))
    return hashlib.sha256(repr(known).encode()).hexdigest()


def list_old_sets(before: datetime, after: datetime) -> list[EvidenceSet]:
    """Those that were asked for before that moment, or in a future that only a wrong clock has shown."""
    old = (EvidenceSet.asked_at < before) | (EvidenceSet.asked_at > after)
    return list(db.session.scalars(select(EvidenceSet).where(old).order_by(EvidenceSet.id)))
