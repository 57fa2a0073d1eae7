"""What is to be erased, and what was: events whose time is over, rows that were deleted long ago, the reports."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select, union

from planner.extensions import db
from planner.models import (
    ROW_MODELS,
    Attachment,
    Erasure,
    Event,
    Feedback,
    IntakeBatch,
    Participant,
    Photo,
    Volunteer,
    Voucher,
)
from planner.nouns import NOUNS


@dataclass(frozen=True, slots=True)
class Holding:
    """How much of persons an event holds: rows of the roster, deleted ones too, files that name them, volunteers,
    photos, what children drew, and tables that wait to be added to the roster.
    """

    event: Event
    children: int
    files: int
    volunteers: int = 0
    photos: int = 0
    drawings: int = 0
    batches: int = 0

    @property
    def sentence(self) -> str:
        """The same in words."""
        more = f"，志愿者 {self.volunteers} 人的资料" if self.volunteers else ""
        more += f"，照片 {self.photos} 张" if self.photos else ""
        more += f"，孩子画的画 {self.drawings} 张" if self.drawings else ""
        more += f"，粘贴的名单 {self.batches} 份" if self.batches else ""
        return f"花名册 {self.children} 人，有孩子信息的文件 {self.files} 个{more}"


def list_holdings() -> list[Holding]:
    """Every event that holds anything of children or volunteers, by id; deleted ones too. Eight statements."""
    children = _count(select(Participant.event_id, func.count()).group_by(Participant.event_id))
    files: dict[int, int] = {}
    for model in (Attachment, Voucher):
        marked = select(model.event_id, func.count()).where(model.names_children, model.sha256 != "")
        for event_id, number in _count(marked.group_by(model.event_id)).items():
            files[event_id] = files.get(event_id, 0) + number
    kept = select(Volunteer.event_id, func.count()).where(Volunteer.erased_at.is_(None))
    volunteers = _count(kept.group_by(Volunteer.event_id))
    photos = _count(select(Photo.event_id, func.count()).group_by(Photo.event_id))
    drawn = select(Feedback.event_id, func.count()).where(Feedback.drawing != "")
    drawings = _count(drawn.group_by(Feedback.event_id))
    private = [noun.name for noun in NOUNS.values() if noun.private]
    pasted = select(IntakeBatch.event_id, func.count()).where(IntakeBatch.noun.in_(private))
    batches = _count(pasted.group_by(IntakeBatch.event_id))
    held = (children, files, volunteers, photos, drawings, batches)
    events = _events(sorted(set().union(*held)))
    return [Holding(event, *(counts.get(event.id, 0) for counts in held)) for event in events]


def _count(statement: Select[int, int]) -> dict[int, int]:
    return dict(db.session.execute(statement).all())


def _events(ids: Sequence[int]) -> list[Event]:
    return list(db.session.scalars(select(Event).where(Event.id.in_(ids)).order_by(Event.id)))


def events_with_deleted_rows(before: datetime) -> list[Event]:
    """Events that have rows which were deleted before that moment, by id."""
    deleted = (select(model.event_id).where(model.deleted_at < before) for model in ROW_MODELS.values())
    ids = union(*deleted, select(Photo.event_id).where(Photo.removed_at < before)).subquery()
    return list(db.session.scalars(select(Event).where(Event.id.in_(select(ids.c.event_id))).order_by(Event.id)))


def events_deleted(before: datetime) -> list[Event]:
    """Events that were deleted before that moment, by id."""
    return list(db.session.scalars(select(Event).where(Event.deleted_at < before).order_by(Event.id)))


def count_deleted_rows(event_id: int, before: datetime) -> int:
    """How many rows and photos of an event were deleted before that moment."""
    photos = select(func.count()).select_from(Photo).where(Photo.event_id == event_id, Photo.removed_at < before)
    counts = (
        db.session.scalar(
            select(func.count()).select_from(model).where(model.event_id == event_id, model.deleted_at < before)
        )
        for model in ROW_MODELS.values()
    )
    return sum(filter(None, counts)) + (db.session.scalar(photos) or 0)


def list_erasures(ids: Sequence[int]) -> list[Erasure]:
    """These reports, in the order of their making, as they stand now."""
    wanted = select(Erasure).where(Erasure.id.in_(ids)).order_by(Erasure.id)
    return list(db.session.scalars(wanted.execution_options(populate_existing=True)))
