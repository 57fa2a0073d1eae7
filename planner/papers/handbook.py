"""活动手册: the whole event for those who go along."""

from planner.documents.handbook import build_handbook, lay_out_handbook
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_handbook(given.dossier, today=given.today)


def _lay_out(given: Material) -> object:
    return lay_out_handbook(given.dossier, today=given.today)


PAPER = EventPaper(
    code="handbook", label="活动手册", extension="pdf", of_day=True, build=_build, lay_out=_lay_out, revision=2
)
