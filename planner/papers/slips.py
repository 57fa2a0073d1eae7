"""任务单: a page for each person with a duty."""

from planner.documents.slips import build_slips, lay_out_slips
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_slips(given.dossier, today=given.today)


def _lay_out(given: Material) -> object:
    return lay_out_slips(given.dossier, today=given.today)


PAPER = EventPaper(
    code="slips", label="任务单", extension="pdf", of_day=True, build=_build, lay_out=_lay_out, revision=2
)
