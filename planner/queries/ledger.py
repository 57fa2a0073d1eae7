"""Reading the ledger of an event: one statement for each noun, whatever the number of rows."""

from collections.abc import Sequence

from sqlalchemy import select

from planner.enums import RemarkKind
from planner.extensions import db
from planner.models import Event, LineRemark
from planner.money.ledger import Ledger
from planner.nouns import Aggregate
from planner.queries.cache import PerChange
from planner.queries.rows import read_aggregate, read_aggregate_of

CACHE: PerChange[Ledger] = PerChange(Aggregate.MONEY)


def read_ledger(event: Event) -> Ledger:
    """The ledger as it stands in this transaction."""
    db.session.flush()
    return Ledger.of(read_aggregate(Aggregate.MONEY, event.id), reasons=_reasons([event.id])[event.id])


def current_ledger(event: Event) -> Ledger:
    """The ledger as last committed, kept in memory until the money changes; for reading requests only."""
    return CACHE.get(event, lambda: read_ledger(event))


def current_ledgers(events: Sequence[Event]) -> dict[int, Ledger]:
    """The ledgers of several events as last committed, by id: one statement a noun, whatever the number of events."""
    ledgers = {event.id: found for event in events if (found := CACHE.find(event)) is not None}
    missing = [event for event in events if event.id not in ledgers]
    if missing:
        ids = [event.id for event in missing]
        rows, reasons = read_aggregate_of(Aggregate.MONEY, ids), _reasons(ids)
        ledgers |= {e.id: CACHE.keep(e, Ledger.of(rows[e.id], reasons=reasons[e.id])) for e in missing}
    return ledgers


def _reasons(event_ids: Sequence[int]) -> dict[int, dict[str, str]]:
    """The newest reason of each line of these events, by event."""
    found: dict[int, dict[str, str]] = {event_id: {} for event_id in event_ids}
    given = select(LineRemark.event_id, LineRemark.line, LineRemark.text).where(
        LineRemark.event_id.in_(event_ids), LineRemark.kind == RemarkKind.REASON
    )
    for event_id, line, text in db.session.execute(given.order_by(LineRemark.id)):
        found[event_id][line] = text
    return found
