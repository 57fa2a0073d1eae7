"""The parts of the summary, as far as one may see them."""

from flask import Flask

from planner.enums import EventStatus, Role, TeamRole
from planner.permissions import Access
from planner.views.summaryparts import list_summary_parts

OWNER = Access(EventStatus.APPROVED, role=Role.ORGANISER, team=TeamRole.OWNER)
ABOVE = Access(EventStatus.APPROVED, roles_above=frozenset({Role.READER}))
TEXT, VOICES = ("正文", "/events/7/summary", False), ("反馈", "/events/7/feedback", False)
OUTSIDE, SET = ("对外稿", "/events/7/publicity", False), ("全套材料", "/events/7/evidence", False)


def test_parts_lead_to_each_other(app: Flask) -> None:
    with app.test_request_context():
        parts = list_summary_parts(7, OWNER, "photos", 27)

    assert parts == (TEXT, ("照片 27", "/events/7/photos", True), VOICES, OUTSIDE, SET)


def test_photos_are_not_offered_to_units_above(app: Flask) -> None:
    with app.test_request_context():
        parts = list_summary_parts(7, ABOVE, "summary")

    assert parts == ((*TEXT[:2], True), VOICES, OUTSIDE)
