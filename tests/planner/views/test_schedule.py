"""The schedule page and moving an item in time."""

import html
import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import time

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event, ScheduleItem, User
from planner.services.rows import add_row, delete_row, edit_row
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.stages import forget_events
from tests.planner.statements import EVENT_PAGE, checkup_statements

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
Counter = Callable[[], AbstractContextManager[list[str]]]
DAY = Day(6, 1, 2027)


@pytest.fixture
def keys(world: World, in_app: InApp) -> dict[str, str]:
    """Two duties, and items that clash, that nobody is responsible for, without time, without day."""
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        lead = add_row(event, "duties", {"role": "领队", "name": "周老师"}, actor=actor).key
        medic = add_row(event, "duties", {"role": "医生", "name": "沈医生"}, actor=actor).key
        rows = {
            "游园": {"day": DAY, "start": time(9), "end": time(10, 30), "place": "操场", "duties": (lead,)},
            "查体": {"day": DAY, "start": time(10), "end": time(11), "place": "报告厅", "duties": (medic, lead)},
            "合影": {"day": DAY, "start": time(14), "end": time(14, 20), "place": "操场"},
            "午休": {"day": DAY},
            "回访": {"start": time(16)},
        }
        made = {
            title: add_row(event, "schedule", {"title": title, **values}, actor=actor).key
            for title, values in rows.items()
        }
        db.session.commit()
        return made | {"领队": lead, "医生": medic}


def item_of(key: str) -> ScheduleItem:
    """The item of that key."""
    return db.session.scalars(db.select(ScheduleItem).where(ScheduleItem.key == key)).one()


def move(client: FlaskClient, world: World, key: str, **values: str | int):  # type: ignore[no-untyped-def]
    """Post a new time; from 09:00—10:30 to 11:30—13:00 unless said otherwise."""
    data = {"day": "2027-06-01", "start": "11:30", "end": "13:00", "version": 1, **values}
    return client.post(f"/events/{world.event}/schedule/{key}/time", data=data)


def text_of(page: str) -> str:
    """A page without tags."""
    return html.unescape(re.sub(r"\s+", " ", re.sub(r"<[^>]+>", "", page)))


def test_show_draws_columns_and_rows(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    page = squeeze(signed_in("周老师").get(f"/events/{world.event}/schedule").text)

    assert f'id="it-{keys["游园"]}" style="--f:9;--t:10.5;--l:0;--ls:2"' in page
    assert f'id="row-{keys["游园"]}"' in page
    assert "1 处时间重叠" in page
    assert "周老师同时排在“游园”和“查体”" in page
    assert "1 小时 30 分" in page
    assert "未定日期" in text_of(page)
    assert "时间<br>未定" in page


def test_show_as_list_leaves_the_columns_out(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/schedule?view=list").text

    assert "data-board" not in page
    assert f'id="row-{keys["游园"]}"' in page


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("mine=1", {"游园", "查体"}),
        ("nobody=1", {"合影", "午休", "回访"}),
        ("place=操场", {"游园", "合影"}),
        ("duty={医生}", {"查体"}),
        ("mine=1&place=操场", {"游园"}),
        ("mine=yes&duty=", {"游园", "查体", "合影", "午休", "回访"}),
        ("place=<script>", set()),
    ],
)
def test_filters_live_in_the_address(
    world: World, keys: dict[str, str], signed_in: SignedIn, query: str, titles: set[str]
) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/schedule?{query.format(**keys)}").text

    assert {title for title in ("游园", "查体", "合影", "午休", "回访") if f'id="row-{keys[title]}"' in page} == titles
    assert "<script>" not in page


def test_show_of_an_empty_schedule_offers_to_add(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get(f"/events/{world.event}/schedule").text

    assert "还没有日程" in page
    assert f"/events/{world.event}/rows/schedule/new" in page


def test_show_escapes_what_was_typed(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        values = dict.fromkeys(("title", "place", "detail"), "<script>alert(1)</script>")
        add_row(event, "schedule", {**values, "day": DAY, "start": time(9)}, actor=actor)
        db.session.commit()

    page = signed_in("周老师").get(f"/events/{world.event}/schedule").text

    assert "<script>alert" not in page


def test_show_sends_the_same_statements_for_five_and_sixty(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn, count_queries: Counter
) -> None:
    client = signed_in("周老师")
    with count_queries() as five:
        client.get(f"/events/{world.event}/schedule")
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        for n in range(55):
            add_row(event, "schedule", {"title": f"第 {n} 项", "day": DAY, "start": time(n % 12)}, actor=actor)
        db.session.commit()
    forget_events()
    with count_queries() as sixty:
        client.get(f"/events/{world.event}/schedule")

    assert len(five) == len(sixty) == EVENT_PAGE + checkup_statements() + 1


def test_reader_sees_no_tools(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    page = signed_in("陈老师").get(f"/events/{world.event}/schedule").text

    assert "游园" in page
    assert "data-lock" not in page
    assert "data-version" not in page
    assert "加日程" not in page


def test_show_needs_login(world: World, client: FlaskClient) -> None:
    answer = client.get(f"/events/{world.event}/schedule")

    assert answer.status_code == 302
    assert "next=" in answer.location


def test_show_to_a_stranger_is_not_there(world: World, signed_in: SignedIn) -> None:
    assert signed_in("江老师").get(f"/events/{world.event}/schedule").status_code == 404


def test_move_saves_and_offers_the_way_back(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn
) -> None:
    client = signed_in("周老师")

    answer = client.post(
        f"/events/{world.event}/schedule/{keys['游园']}/time?mine=1&view=list&x=1",
        data={"day": "2027-06-02", "start": "11:30", "end": "13:00", "version": 1},
    )

    assert answer.location == f"/events/{world.event}/schedule?view=list&mine=1"
    page = client.get(answer.location).text
    assert "“游园”改到 2027年6月2日（周三） 11:30—13:00" in page
    with in_app():
        item = item_of(keys["游园"])
        assert (item.day, item.start, item.end) == (Day(6, 2, 2027), time(11, 30), time(13))
    undo = html.unescape(re.search(r'action="([^"]*undo=1[^"]*)"', page)[1])  # type: ignore[index]
    assert client.post(undo).status_code == 302
    with in_app():
        item = item_of(keys["游园"])
        assert (item.day, item.start, item.end) == (DAY, time(9), time(10, 30))


def test_move_to_where_it_is_says_nothing(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    client = signed_in("周老师")

    answer = move(client, world, keys["游园"], start="09:00", end="10:30")

    assert answer.status_code == 302
    assert "改到" not in client.get(answer.location).text


def test_move_over_somebody_elses_change_shows_both(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        event, other = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["管理员"])
        edit_row(event, "schedule", keys["游园"], {"start": time(8)}, version=1, actor=other)
        db.session.commit()

    answer = move(signed_in("周老师"), world, keys["游园"])

    assert answer.status_code == 409
    words = text_of(answer.text)
    assert "管理员刚才也改了“游园”" in words
    assert "管理员存的：08:00" in words
    assert "你要改成：11:30" in words
    assert 'name="version" type="hidden" value="2"' in answer.text
    with in_app():
        assert item_of(keys["游园"]).start == time(8)
    assert move(signed_in("周老师"), world, keys["游园"], version=2).status_code == 302


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"end": "11:00"}, "结束要晚于开始，开始是 11:30"),
        ({"start": "25:00"}, "时间写成 09:00，现在是“25:00”"),
        ({"day": "2027-13-40"}, "没有“2027年13月40日”这一天"),
        ({"day": "<script>"}, "日期写成 2026-08-09 或 8月9日"),
    ],
)
def test_bad_time_keeps_the_input_and_says_why(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn, values: dict[str, str], sentence: str
) -> None:
    answer = move(signed_in("周老师"), world, keys["游园"], **values)

    assert answer.status_code == 422
    assert sentence in text_of(answer.text)
    for typed in values.values():
        assert f'value="{html.escape(typed)}"' in answer.text
    with in_app():
        assert item_of(keys["游园"]).version == 1


def test_tampered_version_overwrites_nothing(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn
) -> None:
    assert move(signed_in("周老师"), world, keys["游园"], version="x").status_code == 409


def test_move_by_a_reader_is_refused(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    assert move(signed_in("陈老师"), world, keys["游园"]).status_code == 403


def test_move_by_a_stranger_is_not_there(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    assert move(signed_in("江老师"), world, keys["游园"]).status_code == 404


def test_move_needs_login(world: World, keys: dict[str, str], client: FlaskClient) -> None:
    assert move(client, world, keys["游园"]).status_code == 302


def test_move_of_a_submitted_event_says_why(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        db.session.get_one(Event, world.event).status = EventStatus.SUBMITTED
        db.session.commit()

    answer = move(signed_in("周老师"), world, keys["游园"])

    assert answer.status_code == 403
    assert "方案正在审批" in answer.text


def test_move_of_a_deleted_item_is_not_there(
    world: World, keys: dict[str, str], in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        event, actor = db.session.get_one(Event, world.event), db.session.get_one(User, world.users["周老师"])
        delete_row(event, "schedule", keys["游园"], actor=actor)
        db.session.commit()

    assert move(signed_in("周老师"), world, keys["游园"]).status_code == 404


def test_time_address_takes_only_forms(world: World, keys: dict[str, str], signed_in: SignedIn) -> None:
    assert signed_in("周老师").get(f"/events/{world.event}/schedule/{keys['游园']}/time").status_code == 405
