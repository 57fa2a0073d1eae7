"""The head of a page of an event: who may edit what stands on it, which tab it marks, what it lacks."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.enums import ActorKind, EventStatus, Role, TeamRole
from planner.models import Event
from planner.permissions import Access
from planner.queries.dossier import read_dossier
from planner.views.eventpage import EventPage, event_page
from tests.planner.conftest import World
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
DRAFT = EventStatus.DRAFT
OWNER = Access(DRAFT, role=Role.ORGANISER, team=TeamRole.OWNER)
FINANCE = Access(DRAFT, role=Role.FINANCE)
ADMINISTRATOR = Access(DRAFT, role=Role.ADMINISTRATOR)
GUEST = Access(DRAFT, team=TeamRole.PLANNER, kind=ActorKind.GUEST)
READER = Access(DRAFT, role=Role.READER)
FROZEN = Access(EventStatus.SUBMITTED, role=Role.ORGANISER, team=TeamRole.OWNER)


def head_of(app: Flask, event: Event, access: Access, noun: str = "", tab: str = "") -> EventPage:
    """The head without a plan: no statement is sent for it."""
    with app.test_request_context():
        return event_page(event, access, noun=noun, tab=tab)


@pytest.mark.parametrize("settled", [False, True])
@pytest.mark.parametrize(
    ("noun", "access", "before", "after"),
    [
        ("", OWNER, True, True),
        ("", FROZEN, False, False),
        ("", FINANCE, False, False),
        ("duties", GUEST, True, True),
        ("duties", READER, False, False),
        ("budget", OWNER, True, False),
        ("participants", OWNER, True, True),
        ("participants", ADMINISTRATOR, False, False),
        ("expenses", FROZEN, True, False),
        ("expenses", FINANCE, True, False),
        ("expenses", GUEST, False, False),
        ("handouts", FINANCE, True, False),
        ("vouchers", READER, False, False),
    ],
)
def test_rows_can_be_edited_by_whoever_may_until_they_are_settled(
    app: Flask, noun: str, access: Access, before: bool, after: bool, settled: bool
) -> None:
    event = Event(id=7, status=access.status, settled_at=clock.now() if settled else None)

    assert head_of(app, event, access, noun=noun).can_edit is (after if settled else before)


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"noun": "duties"}, "分工"),
        ({"noun": "contacts"}, "分工"),
        ({"noun": "vouchers"}, "预算"),
        ({"noun": "handouts"}, "预算"),
        ({"noun": "participants"}, "花名册"),
        ({"tab": "facts"}, "要点"),
        ({"tab": "events"}, "概览"),
        ({}, ""),
    ],
)
def test_tab_bar_marks_the_page(app: Flask, values: dict[str, str], label: str) -> None:
    tabs = head_of(app, Event(id=7, status=DRAFT), OWNER, **values).tabs

    assert [tab.label for tab in tabs if tab.is_current] == [label] * bool(label)
    assert [tab.href for tab in tabs[:3]] == ["/events/7", "/events/7/facts", "/events/7/plan"]


def test_what_one_is_to_the_event(app: Flask) -> None:
    event = Event(id=7, status=DRAFT)
    guest, reader = (head_of(app, event, access) for access in (GUEST, READER))
    above = head_of(app, event, Access(EventStatus.APPROVED, roles_above=frozenset({Role.READER})))

    assert (guest.is_guest, guest.can_work, guest.sees_phones) == (True, True, True)
    assert (reader.is_guest, reader.can_work, reader.sees_phones) == (False, False, True)
    assert (above.is_guest, above.can_work, above.sees_phones) == (False, False, False)


@pytest.mark.parametrize(
    ("access", "tab", "status", "counts", "lists"),
    [
        (OWNER, "facts", DRAFT, True, True),
        (OWNER, "events", DRAFT, True, False),
        (READER, "facts", DRAFT, True, False),
        (OWNER, "facts", EventStatus.APPROVED, False, True),
    ],
)
def test_page_says_what_its_tab_lacks(
    app: Flask, world: World, in_app: InApp, access: Access, tab: str, status: EventStatus, counts: bool, lists: bool
) -> None:
    with in_app(), app.test_request_context():
        event = event_of(world)
        event.status = status
        page = event_page(event, access, tab=tab, dossier=read_dossier(event))

    assert any(link.blocking for link in page.tabs) is counts
    assert bool(page.findings_here) is lists


@pytest.mark.parametrize(("counted", "stated", "heads"), [(0, 30, 0), (None, 30, 30), (28, 30, 28), (None, None, None)])
def test_heads_are_counted_else_stated(counted: int | None, stated: int | None, heads: int | None) -> None:
    assert Event(head_total=counted, stated_total=stated).heads == heads


PAGES = (
    "",
    "/facts",
    "/plan",
    "/schedule",
    "/duties",
    "/budget",
    "/supplies",
    "/safety",
    "/attachments",
    "/handouts",
)
MENDING = ("去改", '<a class="hole"', "data-row-open")


def test_only_who_may_edit_is_sent_to_mend_something(world: World, signed_in: Callable[[str], FlaskClient]) -> None:
    shown: dict[str, set[str]] = {}
    for who in ("周老师", "陈老师"):
        pages = [signed_in(who).get(f"/events/{world.event}{page}") for page in PAGES]
        assert {page.status_code for page in pages} == {200}
        mains = [page.text.partition('<main id="main"')[2] for page in pages]
        shown[who] = {words for words in MENDING if any(words in main for main in mains)}

    assert shown == {"周老师": set(MENDING), "陈老师": set()}
