"""Erasing children for good: their rows, the files that name them, their names in all that was written of the event.

Nobody gets back what goes here. When the transaction is committed, the bytes are wiped and looked for
(`services.wiping`); all that is kept is a report of numbers.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, delete, select, update

from planner import clock
from planner.actors import Actor
from planner.enums import ErasureCause, Sex
from planner.errors import NotFound
from planner.extensions import db
from planner.models import (
    ROW_MODELS,
    Advance,
    Attachment,
    Contact,
    Duty,
    Erasure,
    Event,
    Expense,
    Handout,
    Participant,
    Photo,
    User,
    Volunteer,
    Voucher,
)
from planner.models.namedpersons import NamesPersons
from planner.models.textcolumns import OF_CHILDREN, SAID_OF_VOLUNTEERS, SNAPSHOTS, TYPED
from planner.nouns import Aggregate
from planner.permissions import can_erase_children
from planner.scrubbing import Scrubber, masks_of
from planner.services.activity import name_in_log, record_change
from planner.services.changes import count_change
from planner.services.evidence import forget_set
from planner.services.feedbackerasing import settle_feedback
from planner.services.guard import guard_event, guard_house
from planner.services.intakeerasing import forget_batches
from planner.services.locks import lock
from planner.services.photoerasing import forget_photos
from planner.services.remains import Remains, read_sealed
from planner.services.textmasking import mask_table, settle_told
from planner.services.volunteererasing import forget_volunteers, volunteers_of
from planner.services.wiping import wipe_after_commit

FILE_MODELS: tuple[type[Attachment] | type[Voucher], ...] = (Attachment, Voucher)
_BESIDE_THE_PLAN = (Aggregate.MONEY, Aggregate.PEOPLE, Aggregate.REPORT, Aggregate.PHOTOS)
NAMING_MODELS: tuple[type[Expense] | type[Handout] | type[Advance], ...] = (Expense, Handout, Advance)


def erase_children(event: Event, *, actor: Actor) -> Erasure:
    """Erase the whole roster of an event, rows that were deleted too, the files that are marked as naming them, and
    all photos.

    What volunteers said of themselves, who are often minors, goes as well, and what children drew. The plan, the counts
    of groups and the accounts stay; a file's row stays without its file.
    """
    guard_event(event, actor, can_erase_children)
    lock(event, *_BESIDE_THE_PLAN)
    children = db.session.scalars(select(Participant).where(Participant.event_id == event.id)).all()
    photos, files = forget_photos(event)
    files += _forget_files(event)
    report = _erase(
        event,
        children,
        cause=ErasureCause.DUE,
        actor=actor,
        files=files,
        photos=photos,
        volunteers=volunteers_of(event),
    )
    event.children_erased_at = report.at
    return report


def erase_child(event: Event, key: str, *, actor: Actor) -> Erasure:
    """Erase one child at once, whatever the status of the event (PIPL art. 47); raises NotFound when it isn't there."""
    guard_event(event, actor, can_erase_children)
    lock(event, *_BESIDE_THE_PLAN)
    wanted = select(Participant).where(Participant.event_id == event.id, Participant.key == key)
    child = db.session.scalar(wanted) if key.isprintable() else None
    if child is None:
        raise NotFound("这个孩子已经不在花名册上。")
    return _erase(event, [child], cause=ErasureCause.REQUEST, actor=actor)


def erase_deleted_rows(event: Event, *, before: datetime, actor: Actor) -> Erasure:
    """Erase the rows of every noun that were deleted before that moment, with their files; children like any."""
    guard_event(event, actor, can_erase_children)
    lock(event, *_BESIDE_THE_PLAN)
    gone = (Participant.event_id == event.id, Participant.deleted_at < before)
    children = db.session.scalars(select(Participant).where(*gone)).all()
    photos, files = forget_photos(event, Photo.removed_at < before)
    count = 0
    for model in ROW_MODELS.values():
        old = (model.event_id == event.id, model.deleted_at < before)
        if "sha256" in model.__table__.c:  # type: ignore[attr-defined]
            files += _hashes_of(model, *old)
        if model is not Participant:
            count += db.session.execute(delete(model).where(*old)).rowcount  # type: ignore[attr-defined]
    return _erase(event, children, cause=ErasureCause.DELETED, actor=actor, files=files, rows=count, photos=photos)


def _hashes_of(model: Any, *where: ColumnElement[bool]) -> Sequence[str]:
    """The files that these rows point to."""
    return db.session.scalars(select(model.sha256).where(*where, model.sha256 != "")).all()


def erase_event(event: Event, *, actor: Actor) -> Erasure:
    """Erase a deleted event with all that belongs to it; only the report stays."""
    guard_event(event, actor, can_erase_children)
    guard_house(actor)
    lock(event, *_BESIDE_THE_PLAN)
    children = db.session.scalars(select(Participant).where(Participant.event_id == event.id)).all()
    hashes = (select(m.sha256).where(m.event_id == event.id, m.sha256 != "") for m in FILE_MODELS)
    photos, files = forget_photos(event)
    files += [sha256 for wanted in hashes for sha256 in db.session.scalars(wanted)]
    report = _erase(
        event,
        children,
        cause=ErasureCause.DELETED,
        actor=actor,
        files=files,
        rows=1,
        photos=photos,
        volunteers=volunteers_of(event),
    )
    db.session.execute(delete(Event).where(Event.id == event.id))
    db.session.expunge(event)
    return report


def _erase(
    event: Event,
    children: Sequence[Participant],
    *,
    cause: ErasureCause,
    actor: Actor,
    files: Sequence[str] = (),
    rows: int = 0,
    photos: int = 0,
    volunteers: Sequence[Volunteer] = (),
) -> Erasure:
    masks = masks_of(children, _adults_of(event))
    persons = [*(child.name for child in children), *(one.name for one in volunteers)]
    is_due = cause is ErasureCause.DUE
    sealed = settle_feedback(event, keeps_drawings=not is_due) | _sealed_texts(child.id for child in children)
    sealed |= forget_volunteers(volunteers) | forget_batches(event, naming=None if is_due else masks)
    texts = _mask_texts(event, masks)
    settle_told(event, persons)
    db.session.execute(delete(Participant).where(Participant.id.in_([child.id for child in children])))
    report = _report(event, children, cause=cause, actor=actor)
    report.files, report.texts, report.rows = len(files), texts, rows + photos + len(volunteers)
    db.session.add(report)
    _record(event, report, actor, volunteers=len(volunteers), photos=photos)
    gone = frozenset((*files, *forget_set(event.id)))
    wipe_after_commit(report, Remains(texts=frozenset(masks), sealed=sealed, files=gone))
    return report


def _report(event: Event, children: Sequence[Participant], *, cause: ErasureCause, actor: Actor) -> Erasure:
    """What is kept of them: how many they were, and who erased them."""
    return Erasure(
        event_id=event.id,
        at=clock.now(),
        cause=cause,
        actor=name_in_log(actor),
        children=len(children),
        girls=sum(child.sex is Sex.GIRL for child in children),
        boys=sum(child.sex is Sex.BOY for child in children),
    )


def _record(event: Event, report: Erasure, actor: Actor, *, volunteers: int, photos: int) -> None:
    """The log says how much went, and nothing of whom."""
    counted = (
        ("花名册 {} 人", report.children),
        ("志愿者 {} 人的资料", volunteers),
        ("照片 {} 张", photos),
        ("文件 {} 个", report.files),
        ("其他 {} 行", report.rows - volunteers - photos),
    )
    subject = "，".join(words.format(number) for words, number in counted if number) or "花名册 0 人"
    cause = report.cause.label
    record_change(event, actor=actor, verb="彻底删除", subject=subject, aggregate=Aggregate.PEOPLE, after=cause)


def _adults_of(event: Event) -> list[str]:
    """Names and phones of those who stand in the plan in their own right."""
    named = [select(m.name, m.phone).where(m.event_id == event.id) for m in (Duty, Contact)]
    adults = [text for wanted in named for row in db.session.execute(wanted) for text in row]
    owner = db.session.get_one(User, event.owner_id)
    return [*adults, owner.name, owner.phone or ""]


def _sealed_texts(child_ids: Iterable[int]) -> frozenset[str]:
    """What the database holds of these children, as it holds it: to be looked for when it is gone."""
    return read_sealed(Participant, OF_CHILDREN["participant"], Participant.id.in_(list(child_ids)))


def _mask_texts(event: Event, masks: dict[str, str]) -> int:
    """Mask these words wherever they were written about the event, deleted rows too; returns in how many rows."""
    if not masks:
        return 0
    scrubber, changed = Scrubber(masks), 0
    for table, names in (*TYPED.items(), *SAID_OF_VOLUNTEERS.items()):
        changed += mask_table(table, names, event, scrubber.scrub)
    for table, names in SNAPSHOTS.items():
        changed += mask_table(table, names, event, scrubber.scrub_json)
    if changed:
        for aggregate in (Aggregate.PLAN, *_BESIDE_THE_PLAN):
            count_change(event, aggregate)
        db.session.expire_all()
        _spell_names_anew(event)
    return changed


def _spell_names_anew(event: Event) -> None:
    """What names are looked up by must hold none that is masked where it was typed."""
    for model in NAMING_MODELS:
        rows: Iterable[NamesPersons] = db.session.scalars(select(model).where(model.event_id == event.id))
        for row in rows:
            row.keep_names()
    db.session.flush()


def _forget_files(event: Event) -> list[str]:
    """Take the files that name children off their rows, which stay; returns their SHA-256."""
    forgotten: list[str] = []
    for model in FILE_MODELS:
        columns = model.__table__.c
        marked = (columns.event_id == event.id, columns.names_children, columns.sha256 != "")
        forgotten += db.session.scalars(select(columns.sha256).where(*marked))
        db.session.execute(update(model).where(*marked).values(sha256="", size=0))
    return forgotten
