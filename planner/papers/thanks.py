"""感谢信: a letter to each partner and donor."""

from planner.documents.thanks import build_thanks
from planner.papers.begun import has_something_to_tell
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_thanks(given.summary)


PAPER = EventPaper(
    code="thanks",
    label="感谢信",
    extension="docx",
    needs=("summary",),
    allowed=can_read_accounts,
    suits=has_something_to_tell,
    build=_build,
)
