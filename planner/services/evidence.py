"""Evidence sets: asked for with what may stand in them, made by a job, kept for some days, gone with what they hold."""

import json
from collections.abc import Iterable
from datetime import datetime, timedelta

from sqlalchemy import delete, update

from planner import clock
from planner.actors import Actor
from planner.enums import ActorKind
from planner.errors import BadInput, NotAllowed, NotFound
from planner.evidence import LackingPart, PackedSet
from planner.evidencestates import EvidenceState
from planner.extensions import db
from planner.models import Event, EvidencePiece, EvidenceSet, Photo
from planner.nouns import Aggregate
from planner.permissions import can_make_set, can_show_names_in_set
from planner.photostates import Clearing
from planner.queries.changes import lock_aggregate
from planner.queries.evidence import find_set, has_given_up, key_of_job, list_old_sets, list_set_pieces
from planner.services.activity import record_change, record_reading
from planner.services.attachments import KeptFile, hold_file
from planner.services.guard import guard_event, guard_house
from planner.services.jobs import enqueue_job
from planner.store import FileStore

JOB_NAME = "evidence"
LABEL = "全套材料"
KEPT = timedelta(days=7)
"""How long a finished set can be fetched: it holds copies of what is kept with more care elsewhere."""
MOST_REASON = 200
SET_GONE = "这份全套材料不在了：过了 7 天，或者里面的人要求删掉了。需要就再做一份。"
PHOTO_CHANGED = "里面的照片有收回、删掉或者重新遮过的，那一份不能再给人。需要就重做一份。"


def ask_for_set(
    event: Event, *, shows_names: bool = False, takes_unchecked: bool = False, reason: str = "", actor: Actor
) -> EvidenceSet:
    """Have the set of an event made; the one before it goes.

    Whole names of persons, and photos that nobody cleared, are for who works on the event, and only with a reason,
    which stands in the log; so is taking the place of such a set. Raises BadInput NO_REASON without a reason,
    NotAllowed MAKING while one is being made.
    """
    guard_event(event, actor, can_make_set)
    is_special = shows_names or takes_unchecked
    if is_special:
        guard_event(event, actor, can_show_names_in_set)
    reason = " ".join(reason.split())[:MOST_REASON]
    if is_special and not reason:
        raise BadInput("写一句做什么用，会记进改动记录。", "NO_REASON", field="reason")
    lock_aggregate(event.id, Aggregate.REPORT)
    former = find_set(event.id)
    if former is not None and former.state is EvidenceState.WAITING and not has_given_up(former):
        raise NotAllowed("全套材料正在做，做好了再做下一份。", "MAKING")
    if former is not None and former.is_special and not is_over(former):
        guard_event(event, actor, can_show_names_in_set)
    drop_files(forget_set(event.id))
    evidence = EvidenceSet(
        event_id=event.id,
        asked_by_id=actor.id if actor.kind is ActorKind.USER else None,
        shows_names=shows_names,
        takes_unchecked=takes_unchecked,
        reason=reason if is_special else "",
    )
    db.session.add(evidence)
    db.session.flush()
    enqueue_job(JOB_NAME, key=key_of_job(evidence), evidence=evidence.id, asked=evidence.asked_at.isoformat())
    record_reading(event, actor=actor, subject=_tell_asked(evidence))
    return evidence


def _tell_asked(evidence: EvidenceSet) -> str:
    """全套材料，姓名写全，用途：归档."""
    parts = (
        LABEL,
        "姓名写全" if evidence.shows_names else "",
        "没核对的照片也放" if evidence.takes_unchecked else "",
        f"用途：{evidence.reason}" if evidence.reason else "",
    )
    return "，".join(filter(None, parts))


def find_made_set(event_id: int) -> EvidenceSet:
    """The finished set of an event; raises NotFound where there is none, and once its time is over."""
    evidence = find_set(event_id)
    if evidence is None or evidence.state is not EvidenceState.MADE or is_over(evidence):
        raise NotFound(SET_GONE)
    return evidence


def is_over(evidence: EvidenceSet) -> bool:
    """Whether its time is over; one of a future that only a wrong clock has shown was never young."""
    return abs(clock.now() - evidence.asked_at) > KEPT


def drop_set(event: Event, *, actor: Actor) -> None:
    """Take the set of an event away before its time; raises NotFound where there is none."""
    guard_event(event, actor, can_make_set)
    lock_aggregate(event.id, Aggregate.REPORT)
    evidence = find_set(event.id)
    if evidence is None:
        raise NotFound(SET_GONE)
    if evidence.is_special:
        guard_event(event, actor, can_show_names_in_set)
    drop_files(forget_set(event.id))
    record_change(event, actor=actor, verb="删掉", subject=LABEL, aggregate=Aggregate.REPORT)


def note_progress(set_id: int, done: int, total: int) -> None:
    """Note how many files are packed, at once and beside the session: whoever waits looks at it."""
    with db.engine.begin() as connection:
        connection.execute(update(EvidenceSet).where(EvidenceSet.id == set_id).values(done=done, total=total))


def write_set(evidence: EvidenceSet, packed: PackedSet, state: str, *, store: FileStore, actor: Actor) -> None:
    """Note a finished set, made when the event was in that state."""
    guard_house(actor)
    for piece in packed.pieces:
        hold_file(KeptFile(LABEL, LABEL, piece.sha256, "application/zip", piece.size), store)
        row = EvidencePiece(set_id=evidence.id, start=piece.start, size=piece.size, sha256=piece.sha256)
        db.session.add(row)
    evidence.state, evidence.made_at, evidence.change_key = EvidenceState.MADE, clock.now(), state
    evidence.size, evidence.files, evidence.sums_sha256 = packed.size, packed.files, packed.fingerprint
    evidence.done = evidence.total
    evidence.lacking = _write_lacking(packed.lacking)
    db.session.flush()


def _write_lacking(lacking: Iterable[LackingPart]) -> str:
    plain = [[gap.part.value, gap.sentence, "1" if gap.is_needless else ""] for gap in lacking]
    return json.dumps(plain, ensure_ascii=False)


def fail_set(evidence: EvidenceSet, sentence: str, *, actor: Actor) -> None:
    """Say why a set was not made; whoever asked for it may ask again."""
    guard_house(actor)
    evidence.state, evidence.fault = EvidenceState.FAILED, sentence[:200]
    db.session.flush()


def void_set(event_id: int, photos: Iterable[Photo]) -> None:
    """Take the files of a set away in which these photos are, and say why on its page; one that is packed ends unkept.

    Call it before photos stop being cleared, are removed or show something else: nobody fetches them as they were.
    """
    evidence = find_set(event_id, lock=True)
    if evidence is None or evidence.state is EvidenceState.FAILED:
        return
    if not any(evidence.takes_unchecked or photo.clearing is Clearing.CLEARED for photo in photos):
        return
    drop_files(list_set_pieces(evidence.id))
    db.session.execute(delete(EvidencePiece).where(EvidencePiece.set_id == evidence.id))
    evidence.state, evidence.fault = EvidenceState.FAILED, PHOTO_CHANGED
    db.session.flush()


def forget_set(event_id: int) -> list[str]:
    """Take the set of an event off, be it made or not; returns its pieces, which nothing points to then."""
    evidence = find_set(event_id, lock=True)
    if evidence is None:
        return []
    pieces = list_set_pieces(evidence.id)
    db.session.execute(delete(EvidenceSet).where(EvidenceSet.id == evidence.id))
    db.session.expunge(evidence)
    return pieces


def forget_old_sets(now: datetime, *, actor: Actor) -> list[str]:
    """Take off what was asked for longer ago than a set is kept; returns the pieces."""
    guard_house(actor)
    old = list_old_sets(now - KEPT, now + KEPT)
    return [piece for evidence in old for piece in forget_set(evidence.event_id)]


def drop_files(pieces: list[str]) -> None:
    """Have pieces that nothing points to any more removed by a job, once this transaction is committed."""
    if pieces:
        enqueue_job(JOB_NAME, pieces=pieces)
