"""活动登记表: the event on one form, to be signed and sealed."""

from planner.documents.activity_form import build_activity_form
from planner.papers.begun import has_something_to_tell
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    return build_activity_form(given.summary)


PAPER = EventPaper(
    code="activity_form",
    label="活动登记表",
    extension="docx",
    needs=("summary",),
    allowed=can_read_accounts,
    suits=has_something_to_tell,
    build=_build,
)
