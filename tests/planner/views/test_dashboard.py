"""The desk."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.models import Event, TeamMember
from planner.services.events import create_event
from planner.services.rows import add_row
from planner.views.dashboardpage import due_tag, nearest
from tests.planner.conftest import World
from tests.planner.statements import KEPT_CHECKUP, checkup_statements
from tests.planner.submissions import event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
TODAY = date(2027, 5, 20)


@pytest.fixture(autouse=True)
def today(at: Callable[[datetime], None]) -> None:
    """It is the afternoon of Thursday, 2027-05-20, in Shanghai."""
    at(datetime(2027, 5, 20, 7, tzinfo=UTC))


def test_desk_greets_and_names_the_next_step(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get("/").text

    for text in (
        "周老师，下午好",
        "5月20日（周四）",
        "还有 12 天，补齐 2 项就能提交审批",
        "提交审批",
        "已备 ",
        "新建活动",
    ):
        assert text in page


def test_desk_shows_what_is_due(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        for role, day in (("订车", Day(5, 19, 2027)), ("买水", Day(5, 20, 2027))):
            row = {"role": role, "name": "李老师", "due_on": day}
            add_row(event_of(world), "duties", row, actor=user(world, "周老师"))
        db.session.commit()

    page = signed_in("李老师").get("/").text

    assert "今天有 2 件事要办" in page
    assert page.index("逾期 1 天") < page.index(">今天<")
    assert page.index("订车") < page.index("买水")


def test_desk_of_an_approver_shows_what_waits(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        submitted(world)

    page = signed_in("韩校长").get("/").text

    assert "1 件等你审批" in page
    assert '<span class="pip">1</span>' in page
    assert f'href="/events/{world.event}/approval"' in page


def test_team_members_see_the_event_as_theirs(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    assert "还没有你负责或参与的活动" in signed_in("陈老师").get("/").text
    with in_app():
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["陈老师"], role=TeamRole.PLANNER))
        db.session.commit()

    assert "还没有你负责或参与的活动" not in signed_in("陈老师").get("/").text


def test_empty_desk_offers_a_new_event(world: World, signed_in: SignedIn) -> None:
    page = signed_in("江老师").get("/").text

    assert "还没有你的活动" in page
    assert "没有要办的事" in page


def test_counts_link_to_the_list(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event_of(world).status = EventStatus.ENDED
        db.session.commit()

    page = signed_in("陈老师").get("/").text

    assert 'href="/events?status=ended">待总结 1</a>' in page


def test_same_statements_at_1_and_3_events(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client = signed_in("周老师")
    with count_queries() as one:
        client.get("/")
    with in_app():
        actor, unit = user(world, "周老师"), world.units["school"]
        event_of(world).change_number += 1
        for kind in ("chongyang", "childrens_day"):
            create_event(kind, title=kind, organisation_id=unit, starts_on=Day(5, 30, 2027), days=1, actor=actor)
        db.session.commit()
    with count_queries() as three:
        client.get("/")
    with count_queries() as again:
        client.get("/")

    assert len(again) == 11 + KEPT_CHECKUP
    assert len(one) == len(three) == 11 + checkup_statements()


@pytest.mark.parametrize(
    ("due", "tag"),
    [
        (None, ("", "")),
        (date(2027, 5, 17), ("逾期 3 天", "bad")),
        (TODAY, ("今天", "warn")),
        (date(2027, 5, 21), ("明天", "")),
        (date(2027, 5, 22), ("周六", "")),
        (date(2027, 5, 27), ("5月27日", "")),
        (date(2028, 1, 2), ("2028年1月2日", "")),
    ],
)
def test_due_tag(due: date | None, tag: tuple[str, str]) -> None:
    assert due_tag(due, TODAY) == tag


def test_nearest_events_come_first_and_past_ones_last() -> None:
    def event(title: str, first: date | None, last: date | None = None) -> Event:
        return Event(title=title, first_date=first, last_date=last or first)

    events = [
        event("上月", date(2027, 4, 1)),
        event("上周", date(2027, 5, 10)),
        event("正在", date(2027, 5, 1), date(2027, 6, 1)),
        event("下周", date(2027, 5, 27)),
        event("未定", None),
    ]

    assert [e.title for e in nearest(events, TODAY)] == ["正在", "下周", "未定", "上周", "上月"]


def test_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get("/").headers["Location"].startswith("/sign-in")


def test_strangers_see_nothing(world: World, signed_in: SignedIn) -> None:
    assert "六一慰问" not in signed_in("江老师").get("/").text


def test_post_is_405(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").post("/").status_code == 405
