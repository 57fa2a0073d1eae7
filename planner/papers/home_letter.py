"""给家长的信: what the children did, for their families."""

from planner.documents.home_letter import build_home_letter
from planner.papers.begun import has_something_to_tell
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_home_letter(given.summary)


PAPER = EventPaper(
    code="home_letter",
    label="给家长的信",
    extension="docx",
    needs=("summary",),
    allowed=can_read_accounts,
    suits=has_something_to_tell,
    build=_build,
)
