"""Reading the ledger of an event: one statement for each noun, whatever the number of rows."""

from sqlalchemy import select

from planner.enums import RemarkKind
from planner.extensions import db
from planner.models import Event, LineRemark
from planner.money.ledger import Ledger
from planner.nouns import Aggregate
from planner.queries.cache import PerChange
from planner.queries.rows import read_aggregate

CACHE: PerChange[Ledger] = PerChange(Aggregate.MONEY)


def read_ledger(event: Event) -> Ledger:
    """The ledger as it stands in this transaction."""
    db.session.flush()
    return Ledger.of(read_aggregate(Aggregate.MONEY, event.id), reasons=_reasons(event))


def current_ledger(event: Event) -> Ledger:
    """The ledger as last committed, kept in memory until the money changes; for reading requests only."""
    return CACHE.get(event, lambda: read_ledger(event))


def _reasons(event: Event) -> dict[str, str]:
    """The newest reason of each line."""
    said = select(LineRemark.line, LineRemark.text).where(
        LineRemark.event_id == event.id, LineRemark.kind == RemarkKind.REASON
    )
    return dict(db.session.execute(said.order_by(LineRemark.id)).all())
