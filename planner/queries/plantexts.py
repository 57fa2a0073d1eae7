"""Whole plans that wait to become events: each is seen by whoever sent it and by nobody else."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.errors import NotFound
from planner.extensions import db
from planner.models import PlanText


def find_plan_text(key: str, user_id: int) -> PlanText:
    """The text of that key, as it stands now; raises NotFound when it isn't there (any more) or is somebody else's."""
    wanted = select(PlanText).where(PlanText.key == key, PlanText.user_id == user_id)
    # No key has a control character, and PostgreSQL takes none.
    found = db.session.scalar(wanted.execution_options(populate_existing=True)) if key.isprintable() else None
    if found is None:
        raise NotFound("这篇方案已经建成活动或扔掉，或者不在这里。")
    return found


def list_plan_texts(user_id: int) -> Sequence[PlanText]:
    """The texts of somebody that wait, the newest first."""
    return db.session.scalars(select(PlanText).where(PlanText.user_id == user_id).order_by(PlanText.id.desc())).all()
