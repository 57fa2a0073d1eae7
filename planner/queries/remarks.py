"""What was said of the lines of a budget."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import func, select

from planner.extensions import db
from planner.models import LineRemark

# What is said of an invoice that two want to pay stands beside no line of the budget.
_DOUBLE = "double-"


def remarks_by_line(event_id: int) -> dict[str, list[LineRemark]]:
    """All that was said of each line, the oldest first; "" stands for the whole budget."""
    found: dict[str, list[LineRemark]] = {}
    listed = select(LineRemark).where(LineRemark.event_id == event_id).order_by(LineRemark.id)
    for remark in db.session.scalars(listed):
        found.setdefault(remark.line, []).append(remark)
    return found


def double_key(clash_id: int) -> str:
    """What stands for an invoice that two want to pay where others have the line of a budget."""
    return f"{_DOUBLE}{clash_id}"


def is_about_double(line: str) -> bool:
    """Whether a remark is about an invoice that two want to pay."""
    return line.startswith(_DOUBLE)


def remarks_on_double(clash_id: int, event_ids: Iterable[int]) -> list[LineRemark]:
    """What was said of a double in these events, the oldest first."""
    said = select(LineRemark).where(LineRemark.event_id.in_(list(event_ids)), LineRemark.line == double_key(clash_id))
    return list(db.session.scalars(said.order_by(LineRemark.id)))


def list_asked(event_ids: Iterable[int]) -> list[LineRemark]:
    """The last word about each line of these events, where finance has it; one statement."""
    last = (
        select(func.max(LineRemark.id))
        .where(LineRemark.event_id.in_(list(event_ids)))
        .group_by(LineRemark.event_id, LineRemark.line)
    )
    found = db.session.scalars(select(LineRemark).where(LineRemark.id.in_(last)).order_by(LineRemark.id))
    return [remark for remark in found if remark.kind.asks]


def open_questions(remarks: Mapping[str, Sequence[LineRemark]]) -> list[LineRemark]:
    """Of all that was said in an event, by line, what finance above asks of doubles and nobody has answered."""
    return [said[-1] for line, said in remarks.items() if is_about_double(line) and said[-1].kind.asks]
