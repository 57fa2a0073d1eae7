"""One chapter of the plan as it stands: text and version of the same moment, and when it was saved."""

from datetime import datetime
from typing import NamedTuple

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import Activity, PlanSection


class SectionNow(NamedTuple):
    """The text with its version; `saved_at` is None while nobody has changed it."""

    text: str
    version: int
    edited_by: str
    saved_at: datetime | None


def section_now(event_id: int, key: str) -> SectionNow | None:
    """The chapter of that key, in one statement; None when it isn't there (any more)."""
    saved = select(func.max(Activity.at)).where(Activity.event_id == event_id, Activity.where == f"sections/{key}")
    wanted = select(
        PlanSection.text, PlanSection.version, PlanSection.edited_by, saved.scalar_subquery().label("saved_at")
    ).where(PlanSection.event_id == event_id, PlanSection.key == key, PlanSection.deleted_at.is_(None))
    found = db.session.execute(wanted).one_or_none()
    return SectionNow(*found) if found else None
