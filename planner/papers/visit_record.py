"""慰问活动记录表: who was visited and what was given, to be signed for.

Whoever was visited is read from the roster whenever it is printed: names of children are not kept with a filed summary,
so that they go when they have to.
"""

from planner.documents.visit_record import VisitRow, build_visit_record
from planner.papers.begun import is_told_of_visits
from planner.papers.material import Material
from planner.papers.paper import EventPaper
from planner.permissions import can_read_accounts


def _build(given: Material) -> bytes:
    people = [VisitRow(child.name, child.school_class) for child in given.people.participants]
    return build_visit_record(given.summary, people, erased=given.people.erased_sentence)


PAPER = EventPaper(
    code="visit_record",
    label="慰问活动记录表",
    extension="docx",
    needs=("summary", "people"),
    allowed=can_read_accounts,
    suits=is_told_of_visits,
    build=_build,
)
