"""统计表: planned against actual with live formulas."""

from planner.documents.results_sheet import build_results_sheet
from planner.papers.begun import has_something_to_tell
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_results_sheet(given.summary)


PAPER = EventPaper(
    code="results_sheet",
    label="统计表",
    extension="xlsx",
    needs=("summary",),
    allowed=can_read_accounts,
    suits=has_something_to_tell,
    build=_build,
)
