"""The month calendar."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.services.events import create_event
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture(autouse=True)
def today(at: Callable[[datetime], None]) -> None:
    """It is 2027-06-02."""
    at(datetime(2027, 6, 2, 4, tzinfo=UTC))


def test_month_shows_events_festivals_and_today(world: World, signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get("/calendar").text

    assert "2027年6月" in page
    assert 'aria-label="今天 2日"' in page
    assert '<span class="lun">儿童节</span>' in page
    assert '<span class="lun">端午节</span>' in page
    assert page.count(f'href="/events/{world.event}"') == 2
    assert "?month=2027-05" in page
    assert "?month=2027-07" in page


def test_long_event_is_a_bar_in_each_week(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event_of(world).ends_on, event_of(world).last_date = Day(6, 9, 2027), date(2027, 6, 9)
        db.session.commit()

    page = signed_in("周老师").get("/calendar?month=2027-06").text

    assert 'style="--span:6"' in page
    assert 'style="--span:3"' in page
    assert "6月1日—9日" in page


def test_events_without_a_year_are_listed_as_open(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        unit, owner = world.units["school"], user(world, "周老师")
        create_event("blank", title="春节慰问", organisation_id=unit, starts_on=Day(2, 1), days=1, actor=owner)
        create_event("blank", title="没有日期", organisation_id=unit, actor=owner)
        db.session.commit()

    page = signed_in("周老师").get("/calendar").text

    assert "日期待定" in page
    assert "2月1日，年份" in page
    assert "没有日期" in page


def test_cancelled_events_are_left_out(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event_of(world).status = EventStatus.CANCELLED
        db.session.commit()

    assert "这个月没有活动" in signed_in("周老师").get("/calendar").text


@pytest.mark.parametrize("month", ["abc", "2027-13", "2027", "0000-00", "9999-12", "<b>", "2027-06-01", "1900-01"])
def test_bad_month_shows_this_one_and_says_so(world: World, signed_in: SignedIn, month: str) -> None:
    answer = signed_in("周老师").get("/calendar", query_string={"month": month})

    assert answer.status_code == 200
    assert "月份写成 2026-07" in answer.text
    assert "2027年6月" in answer.text
    assert "<b>”" not in answer.text


@pytest.mark.parametrize("month", ["1901-01", "2199-12", "2031-10"])
def test_far_months_can_be_shown(world: World, signed_in: SignedIn, month: str) -> None:
    assert "月份写成" not in signed_in("周老师").get(f"/calendar?month={month}").text


def test_same_statements_at_1_and_3_events(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client = signed_in("周老师")
    with count_queries() as one:
        client.get("/calendar")
    with in_app():
        for title in ("一", "二"):
            unit, owner = world.units["school"], user(world, "周老师")
            create_event("blank", title=title, organisation_id=unit, starts_on=Day(6, 5, 2027), days=2, actor=owner)
        db.session.commit()
    with count_queries() as three:
        client.get("/calendar")

    assert len(one) == len(three) == 5


def test_strangers_see_nothing(world: World, signed_in: SignedIn) -> None:
    assert "六一慰问" not in signed_in("江老师").get("/calendar").text


def test_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get("/calendar").headers["Location"].startswith("/sign-in")


def test_post_is_405(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").post("/calendar").status_code == 405
