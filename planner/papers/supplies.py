"""物资清单: what to bring or to buy."""

from planner.documents.supplies import build_supplies_sheet
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_supplies_sheet(given.dossier)


PAPER = EventPaper(code="supplies", label="物资清单", extension="xlsx", build=_build)
