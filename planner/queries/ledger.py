"""Reading the ledger of an event: one statement for each noun, whatever the number of rows."""

from sqlalchemy import select

from planner.enums import RemarkKind
from planner.extensions import db
from planner.models import ROW_MODELS, Event, LineRemark
from planner.money.ledger import LEDGER_TYPES, Ledger
from planner.queries.cache import PerChange
from planner.queries.dossier import Rows, row_statement

_STATEMENTS = {name: row_statement(name, cls) for name, cls in LEDGER_TYPES.items()}
_kept: PerChange[Ledger] = PerChange()


def read_ledger(event: Event) -> Ledger:
    """The ledger as it stands in this transaction."""
    db.session.flush()
    rows: Rows = {}
    for name, cls in LEDGER_TYPES.items():
        found = db.session.execute(_STATEMENTS[name].where(ROW_MODELS[name].event_id == event.id))
        rows[name] = tuple(cls(*row) for row in found)
    return Ledger(**rows, reasons=_reasons(event))


def current_ledger(event: Event) -> Ledger:
    """The ledger as last committed, kept in memory until `change_number` moves on; for reading requests only."""
    return _kept.get(event, lambda: read_ledger(event))


def _reasons(event: Event) -> dict[str, str]:
    """The newest reason of each line."""
    said = select(LineRemark.line, LineRemark.text).where(
        LineRemark.event_id == event.id, LineRemark.kind == RemarkKind.REASON
    )
    return dict(db.session.execute(said.order_by(LineRemark.id)).all())
