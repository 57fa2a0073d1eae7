"""Which kept files rows of events point to."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, inspect, or_, select

from planner.extensions import db
from planner.models import ROW_MODELS, DroppedInvoice


@dataclass(frozen=True, slots=True)
class FileUse:
    """A row that a kept file belongs to."""

    event_id: int
    noun: str
    filename: str
    sha256: str


def read_file_uses(*, now: datetime, keep_days: int) -> list[FileUse]:
    """The rows of every noun that point to a file, deleted ones too as long as they can be restored; dropped ones."""
    uses: list[FileUse] = []
    # A backup may be made of a database that is still to be upgraded.
    if inspect(db.session.connection()).has_table(DroppedInvoice.__tablename__):
        dropped = select(DroppedInvoice.event_id, DroppedInvoice.filename, DroppedInvoice.sha256)
        uses += [FileUse(event_id, "expenses", name, sha256) for event_id, name, sha256 in db.session.execute(dropped)]
    for noun, model in _models_with_files().items():
        wanted = select(model.event_id, model.filename, model.sha256).where(_is_held(model, now, keep_days))
        uses += [FileUse(event_id, noun, name, sha256) for event_id, name, sha256 in db.session.execute(wanted)]
    return uses


def find_used_files(files: Collection[str], *, now: datetime, keep_days: int) -> set[str]:
    """Those of the files that rows point to, as `read_file_uses` says; for a few hundred of them."""
    used: set[str] = set()
    used.update(db.session.scalars(select(DroppedInvoice.sha256).where(DroppedInvoice.sha256.in_(files))))
    for model in _models_with_files().values():
        wanted = select(model.sha256).where(model.sha256.in_(files), _is_held(model, now, keep_days))
        used.update(db.session.scalars(wanted))
    return used


def _models_with_files() -> dict[str, Any]:
    return {noun: model for noun, model in ROW_MODELS.items() if hasattr(model, "sha256")}


def _is_held(model: Any, now: datetime, keep_days: int) -> ColumnElement[bool]:
    """Whether a row still needs its file; a row deleted by a clock that ran far ahead does not hold it for ever."""
    span = timedelta(days=keep_days)
    can_be_restored = model.deleted_at.between(now - span, now + span)
    return and_(model.sha256 != "", or_(model.deleted_at.is_(None), can_be_restored))
