"""The log of an event for one reader."""

import pytest
from flask import Flask

from planner.enums import EventStatus, Role, TeamRole
from planner.models import Activity, Event
from planner.permissions import Access
from planner.views.activitypage import EntryRow, LogText, activity_page_of

PLANNER = Access(EventStatus.APPROVED, team=TeamRole.PLANNER)
INSIDE = Access(EventStatus.APPROVED, role=Role.READER)
ABOVE = Access(EventStatus.APPROVED, roles_above=frozenset({Role.READER}))


def row_of(app: Flask, access: Access, **values: str) -> EntryRow:
    """The row of one entry."""
    entry = Activity(
        **{"actor": "周老师", "verb": "修改", "subject": "分工“领队”", "where": "", "before": "", "after": "", **values}
    )
    with app.test_request_context():
        return activity_page_of(Event(id=7), access, [entry], number=1, has_older=False).rows[0]


@pytest.mark.parametrize(
    ("access", "shown"),
    [(PLANNER, "电话：13800000001"), (INSIDE, "电话：138****0001"), (ABOVE, "电话：138****0001")],
)
def test_phones_are_masked_for_all_who_do_not_work_on_the_event(app: Flask, access: Access, shown: str) -> None:
    row = row_of(app, access, subject="电话：13800000001", before="电话：13800000001")

    assert (row.subject, row.before, row.after) == (shown, LogText(shown, ""), None)


@pytest.mark.parametrize(
    ("verb", "where", "href"),
    [("修改", "duties/k1", "/events/7/duties#row-k1"), ("删除", "duties/k1", ""), ("修改", "", "")],
)
def test_entry_leads_to_what_is_still_there(app: Flask, verb: str, where: str, href: str) -> None:
    assert row_of(app, INSIDE, verb=verb, where=where).href == href


@pytest.mark.parametrize(("length", "head"), [(120, ""), (121, "字" * 60)])
def test_long_text_is_folded(app: Flask, length: int, head: str) -> None:
    assert row_of(app, INSIDE, after="字" * length).after == LogText("字" * length, head)


@pytest.mark.parametrize(
    ("number", "has_older", "newer", "older"),
    [
        (1, False, "", ""),
        (1, True, "", "/events/7/activity?page=2"),
        (3, False, "/events/7/activity?page=2", ""),
    ],
)
def test_pager_leads_to_its_neighbours(app: Flask, number: int, has_older: bool, newer: str, older: str) -> None:
    with app.test_request_context():
        page = activity_page_of(Event(id=7), INSIDE, [], number=number, has_older=has_older)

    assert (page.newer_href, page.older_href) == (newer, older)
