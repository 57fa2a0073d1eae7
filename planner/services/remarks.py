"""What is said of single lines of the budget."""

from planner.enums import RemarkKind
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, LineRemark, User
from planner.services.activity import record_change

MOST_REMARK = 400


def remark_line(event: Event, line: str, kind: RemarkKind, text: str, *, actor: User) -> LineRemark:
    """Say something of a line, or of the whole budget when `line` is empty; raises BadInput for nothing said."""
    text = text.strip()
    if not text:
        raise BadInput(f"写一句{kind.label}。", "NO_WORDS", field="text")
    if len(text) > MOST_REMARK:
        raise BadInput(f"{kind.label}最多 {MOST_REMARK} 个字，现在有 {len(text)} 个。", field="text")
    if event.settled_at is not None:
        raise NotAllowed("决算已经办结，账目不再改；要改先请财务退回决算。", "SETTLED")
    remark = add_remark(event, line, kind, text, actor)
    where = f"budget/{line}" if line else "budget"
    record_change(event, actor=actor, verb=f"写{kind.label}", subject=kind.label, where=where, after=text)
    return remark


def add_remark(event: Event, line: str, kind: RemarkKind, text: str, actor: User) -> LineRemark:
    """Keep a remark that belongs to something else that is logged."""
    remark = LineRemark(event_id=event.id, line=line, kind=kind, text=text, author=actor.name, user_id=actor.id)
    db.session.add(remark)
    return remark
