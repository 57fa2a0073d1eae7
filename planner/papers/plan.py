"""方案: the plan itself."""

from planner.documents.plan import build_plan
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_plan(given.dossier)


PAPER = EventPaper(code="plan", label="方案", extension="docx", revision=2, build=_build)
