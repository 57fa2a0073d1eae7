"""决算表: planned against spent with live formulas."""

from planner.documents.settlement_sheet import build_settlement_workbook
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_settlement_workbook(given.finances)


PAPER = EventPaper(
    code="settlement_sheet",
    label="决算表",
    extension="xlsx",
    needs=("finances",),
    allowed=can_read_accounts,
    of_day=True,  # the limits that the money is held against are those of a day
    build=_build,
    revision=4,
)
