"""预算表: the budget with live formulas."""

from planner.documents.budget import build_budget_sheet
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_budget_sheet(given.dossier)


PAPER = EventPaper(code="budget", label="预算表", extension="xlsx", revision=3, build=_build)
