"""决算说明: what was planned, spent and left, in words."""

from planner.documents.settlement import build_settlement_report
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_settlement_report(given.finances)


PAPER = EventPaper(
    code="settlement",
    label="决算说明",
    extension="docx",
    needs=("finances",),
    allowed=can_read_accounts,
    of_day=True,
    build=_build,
    revision=4,
)
