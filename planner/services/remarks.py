"""What is said of single lines of the budget."""

from collections.abc import Mapping

from planner.enums import RemarkKind
from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Event, LineRemark, User
from planner.nouns import Aggregate
from planner.permissions import can_keep_accounts, can_review_finance
from planner.queries.remarks import is_about_double
from planner.services.activity import record_change
from planner.services.guard import guard_event

MOST_REMARK = 400


def remark_line(event: Event, line: str, kind: RemarkKind, text: str, *, actor: User) -> LineRemark:
    """Say something of a line, or of the whole budget when `line` is empty; raises BadInput for nothing said."""
    _guard(event, kind, actor)
    text = text.strip()
    if not text:
        raise BadInput(f"写一句{kind.label}。", "NO_WORDS", field="text")
    if len(text) > MOST_REMARK:
        raise BadInput(f"{kind.label}最多 {MOST_REMARK} 个字，现在有 {len(text)} 个。", field="text")
    if event.settled_at is not None and not is_about_double(line):
        raise NotAllowed("决算已经办结，账目不再改；要改先请财务退回决算。", "SETTLED")
    (remark,) = _add(event, kind, {line: text}, actor)
    where = f"budget/{line}" if line and not is_about_double(line) else "budget"
    record_change(
        event,
        actor=actor,
        verb=f"写{kind.label}",
        subject=kind.label,
        where=where,
        after=text,
        aggregate=Aggregate.MONEY,
    )
    return remark


def add_opinions(event: Event, texts: Mapping[str, str], *, actor: User) -> list[LineRemark]:
    """Keep what finance says of lines, by their keys, together with a review that is logged."""
    _guard(event, RemarkKind.OPINION, actor)
    return _add(event, RemarkKind.OPINION, texts, actor)


def add_requests(event: Event, texts: Mapping[str, str], *, actor: User) -> list[LineRemark]:
    """Ask for what lines lack, by their keys; logged by whoever calls. Each ends with the last thing it lacks."""
    _guard(event, RemarkKind.REQUEST, actor)
    return _add(event, RemarkKind.REQUEST, texts, actor)


def _guard(event: Event, kind: RemarkKind, actor: User) -> None:
    """Opinions are finance's, answers and reasons are of those who keep the accounts."""
    guard_event(event, actor, can_review_finance if kind.asks else can_keep_accounts)


def _add(event: Event, kind: RemarkKind, texts: Mapping[str, str], actor: User) -> list[LineRemark]:
    about = {"event_id": event.id, "kind": kind, "author": actor.name, "user_id": actor.id}
    remarks = [LineRemark(line=line, text=text, **about) for line, text in texts.items()]
    db.session.add_all(remarks)
    return remarks
