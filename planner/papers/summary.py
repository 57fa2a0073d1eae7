"""总结: the summary as it was filed, or its draft, with its figures and photos."""

from planner.documents.summary import build_summary
from planner.papers.begun import has_something_to_tell
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_summary(given.summary, given.photos)


PAPER = EventPaper(
    code="summary",
    label="总结",
    extension="docx",
    needs=("summary", "photos"),
    allowed=can_read_accounts,
    suits=has_something_to_tell,
    build=_build,
)
