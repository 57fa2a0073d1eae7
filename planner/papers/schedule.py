"""日程表: the schedule by item and by day."""

from planner.documents.schedule import build_schedule_sheet
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_schedule_sheet(given.dossier)


PAPER = EventPaper(code="schedule", label="日程表", extension="xlsx", build=_build)
