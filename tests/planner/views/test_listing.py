"""The list of events."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, timedelta

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from planner.queries import reach
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.submissions import event_of

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


def add_events(world: World, count: int) -> None:
    """Plain events of 周老师, one a day from 2027-01-01; committed."""
    for number in range(count):
        day = date(2027, 1, 1) + timedelta(days=number)
        db.session.add(
            Event(
                organisation_id=world.units["school"],
                owner_id=world.users["周老师"],
                title=f"活动 {number}",
                kind="blank",
                status=list(EventStatus)[number % 9],
                starts_on=Day.of(day),
                ends_on=Day.of(day),
                first_date=day,
                last_date=day,
            )
        )
    db.session.commit()


def test_list_shows_a_row_with_its_facts(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event_of(world).place, event_of(world).head_total = "校操场", 41
        db.session.commit()

    page = signed_in("陈老师").get("/events").text

    for text in (f'href="/events/{world.event}">六一慰问</a>', "6月1日（周二）", "校操场", "41 人", "周老师", "草拟"):
        assert text in page


def test_unknown_facts_are_shown_as_open(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get("/events").text

    assert "地点待定" in page
    assert "人数待定" in page


def test_titles_are_escaped(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event_of(world).title = "<script>alert(1)</script>"
        db.session.commit()

    assert "<script>alert" not in signed_in("周老师").get("/events").text


def test_same_statements_at_1_3_and_500_events(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    client, sent = signed_in("周老师"), {}
    for count in (0, 2, 497):
        with in_app():
            add_events(world, count)
        with count_queries() as statements:
            client.get("/events")
        sent[count] = len(statements)

    # Those that wait for an approval are looked up together.
    assert sent == {0: 4, 2: 5, 497: 5}


def test_approver_sends_one_statement_more(world: World, signed_in: SignedIn, count_queries: CountQueries) -> None:
    client = signed_in("韩校长")
    with count_queries() as statements:
        client.get("/events")

    assert len(statements) == 5


def test_50_a_page(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        add_events(world, 120)
    client = signed_in("周老师")

    first, last = client.get("/events").text, client.get("/events?page=3").text

    assert first.count('<tr><th scope="row">') == 50
    assert last.count('<tr><th scope="row">') == 21
    assert "第 1 / 3 页" in first


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999999999999", "²", ""])
def test_odd_page_numbers_show_a_page_that_exists(world: World, signed_in: SignedIn, page: str) -> None:
    answer = signed_in("周老师").get(f"/events?page={page}")

    assert answer.status_code == 200
    assert "六一慰问" in answer.text


def test_filters_stay_in_the_form(world: World, signed_in: SignedIn) -> None:
    page = squeeze(signed_in("周老师").get("/events?text=六一&kind=blank&month=2027-06&status=draft").text)

    assert "六一慰问" in page
    for text in (
        'value="六一"',
        '<option value="blank" selected>',
        '<option value="2027-06" selected>',
        'name="status" value="draft"',
    ):
        assert text in page


def test_chips_count_each_status_and_keep_the_filters(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        add_events(world, 9)

    page = squeeze(signed_in("周老师").get("/events?text=活动&status=ended").text)

    assert '找到 <span class="num">1</span> 个活动' in page
    assert '全部 <span class="num">9</span>' in page
    assert 'status=draft">草拟 <span class="num">1</span>' in page
    assert 'aria-current="true">待总结 <span class="num">1</span>' in page


@pytest.mark.parametrize("query", ["endpoint=x", "_external=1", "_scheme=x", "_anchor=x", "_method=POST", "values=x"])
def test_address_with_other_choices_shows_the_list(world: World, signed_in: SignedIn, query: str) -> None:
    answer = signed_in("周老师").get(f"/events?{query}&text=六一")

    assert (answer.status_code, 'href="/events?text=' in answer.text) == (200, True)


@pytest.mark.parametrize(
    ("query", "what"),
    [
        ("status=lost", "状态"),
        ("kind=party", "类型"),
        ("month=2027-13", "月份"),
        ("month=昨天", "月份"),
        ("unit=99999999999999999999", "单位"),
        ("unit=1'--", "单位"),
    ],
)
def test_filters_that_cannot_be_read_are_named(world: World, signed_in: SignedIn, query: str, what: str) -> None:
    answer = signed_in("周老师").get(f"/events?{query}")

    assert answer.status_code == 200
    assert f"地址里的{what}读不懂" in answer.text
    assert "六一慰问" in answer.text


def test_units_are_offered_where_there_are_several(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()

    above = signed_in("吴书记").get(f"/events?unit={world.units['school']}").text

    assert '<td class="og">镇中心小学</td>' in above
    assert 'name="unit"' not in signed_in("周老师").get("/events").text


def test_unit_is_typed_where_there_are_many(
    world: World, in_app: InApp, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reach, "MANY_UNITS", 0)
    with in_app():
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()
    client = signed_in("吴书记")

    found, by_number = (
        squeeze(client.get(f"/events?{query}").text) for query in ("unit_name=中心", f"unit={world.units['school']}")
    )
    nothing, none = (squeeze(client.get(f"/events?unit_name={name}").text) for name in ("县团委", "<b>"))

    assert ("六一慰问" in found, 'name="unit_name" value="中心"' in found) == (True, True)
    assert ("六一慰问" in by_number, 'name="unit_name" value="镇中心小学"' in by_number) == (True, True)
    assert ("六一慰问" in nothing, '<option value="">全部单位' in nothing) == (True, False), "all below it too"
    assert "没有名称里有“&lt;b&gt;”的单位，没有按它筛选。" in none
    assert "六一慰问" in none


def test_county_is_told_how_far_it_looks_for_words(
    world: World, signed_in: SignedIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = "按文字找的是最近的 20000 个活动"
    assert words not in signed_in("吴书记").get("/events?text=六一").text

    monkeypatch.setattr(reach, "MANY_UNITS", 0)

    assert words in signed_in("吴书记").get("/events?text=六一").text
    assert words not in signed_in("吴书记").get("/events").text


def test_nothing_found_offers_to_clear(world: World, signed_in: SignedIn) -> None:
    assert "没有这样的活动" in signed_in("周老师").get("/events?text=登月").text


def test_empty_list_offers_a_new_event_to_organisers_only(world: World, signed_in: SignedIn) -> None:
    organiser, approver = signed_in("江老师").get("/events").text, signed_in("吴书记").get("/events").text

    assert "还没有活动" in organiser
    assert "新建活动" in organiser
    assert "还没有你能看到的活动" in approver
    assert "新建活动" not in approver


def test_very_long_search_text_is_cut(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").get("/events?text=" + "活 动 " * 500).status_code == 200


def test_list_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get("/events").headers["Location"].startswith("/sign-in")


def test_strangers_find_nothing(world: World, signed_in: SignedIn) -> None:
    assert "六一慰问" not in signed_in("江老师").get("/events").text


def test_post_is_405(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").post("/events").status_code == 405
