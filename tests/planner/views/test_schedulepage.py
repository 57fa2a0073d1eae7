"""What the schedule shows of its items and offers to narrow it by."""

from datetime import time
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask

from planner.days import Day
from planner.dossier import Dossier, Duty, ScheduleItem
from planner.enums import EventStatus
from planner.findings import Finding, Severity
from planner.models import Event
from planner.queries.schedule import ScheduleFilters
from planner.views.schedulepage import ItemClash, SchedulePage, make_rows, schedule_page

DAY = Day(6, 1, 2027)
LEAD = Duty("lead", "领队", "李老师")
FIRST = ScheduleItem("a", "游园", DAY, time(9), time(10, 30), place="操场", duties=("lead",))
SECOND = ScheduleItem("b", "查体", DAY, time(10), time(11), place="操场", duties=("lead", "gone"))
THIRD = ScheduleItem("c", "合影", DAY, time(10, 45), place="操场")
DOSSIER = Dossier(duties=(LEAD,), schedule=(FIRST, SECOND, THIRD))


@pytest.fixture
def no_versions(monkeypatch: pytest.MonkeyPatch) -> None:
    """The versions of the items are not what is looked at."""
    monkeypatch.setattr("planner.views.schedulepage.item_versions", lambda event_id: {})


def page_of(app: Flask, address: dict[str, str], filters: ScheduleFilters, *shown: ScheduleItem) -> SchedulePage:
    """The page of event 7 as the address asks for it."""
    with app.test_request_context():
        event = Event(id=7, title="一", kind="blank", status=EventStatus.DRAFT)
        return schedule_page(event, DOSSIER, shown, filters=filters, address=address)


def query(href: str) -> dict[str, list[str]]:
    """What an address asks for."""
    return parse_qs(urlsplit(href).query)


def test_rows_say_who_how_long_and_which_version() -> None:
    row = make_rows(DOSSIER, {"b": 4})["b"]

    assert (row.item, row.who, row.length, row.version) == (SECOND, "李老师", "1 小时", 4)


def test_rows_know_what_their_item_clashes_with() -> None:
    rows = make_rows(DOSSIER, {})

    clashes = {key: (row.clash.label, len(row.clash.findings)) for key, row in rows.items() if row.clash}
    assert clashes == {"a": ("重叠", 1), "b": ("重叠", 2), "c": ("可能重叠", 1)}


@pytest.mark.parametrize(
    ("severities", "gravest"),
    [
        ((Severity.WARNING,), Severity.WARNING),
        ((Severity.WARNING, Severity.ERROR), Severity.ERROR),
    ],
)
def test_clash_is_as_grave_as_its_gravest_finding(severities: tuple[Severity, ...], gravest: Severity) -> None:
    assert ItemClash(tuple(Finding("clash", severity, "重叠。") for severity in severities)).severity is gravest


@pytest.mark.usefixtures("no_versions")
def test_page_counts_what_is_shown_and_what_must_be_mended(app: Flask) -> None:
    page = page_of(app, {}, ScheduleFilters(place="操场"), FIRST, THIRD)

    assert (page.shown_count, len(page.rows), len(page.clashes), page.must_count) == (2, 3, 2, 1)


@pytest.mark.usefixtures("no_versions")
def test_choices_keep_what_else_is_asked_for(app: Flask) -> None:
    address = {"view": "list", "mine": "1", "place": "操场"}
    page = page_of(app, address, ScheduleFilters(mine=True, place="操场"))

    assert [choice.label for choice in (*page.looks, *page.persons) if choice.is_current] == ["列表", "只看我的"]
    assert query(page.looks[0].href) == {"mine": ["1"], "place": ["操场"]}
    assert query(page.persons[2].href) == {"view": ["list"], "nobody": ["1"], "place": ["操场"]}
    assert query(page.all_href) == {"view": ["list"]}
    assert page.carried == (("view", "list"), ("mine", "1"))
    assert page.is_list


@pytest.mark.usefixtures("no_versions")
def test_page_without_filters_shows_all_by_day(app: Flask) -> None:
    page = page_of(app, {}, ScheduleFilters(), FIRST, SECOND, THIRD)

    assert [choice.label for choice in (*page.looks, *page.persons) if choice.is_current] == ["按天", "全部"]
    assert page.carried == ()
    assert [(day, [row.item.key for row in rows]) for day, rows in page.days] == [(DAY, ["a", "b", "c"])]
