"""What was said of the lines of a budget."""

from sqlalchemy import select

from planner.extensions import db
from planner.models import LineRemark


def remarks_by_line(event_id: int) -> dict[str, list[LineRemark]]:
    """All that was said of each line, the oldest first; "" stands for the whole budget."""
    found: dict[str, list[LineRemark]] = {}
    listed = select(LineRemark).where(LineRemark.event_id == event_id).order_by(LineRemark.id)
    for remark in db.session.scalars(listed):
        found.setdefault(remark.line, []).append(remark)
    return found
