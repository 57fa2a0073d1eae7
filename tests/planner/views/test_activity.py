"""The log of an event."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.services.activity import record_change
from planner.services.rows import add_row, edit_row
from planner.views.activitypage import cut_to_difference
from tests.planner.conftest import World
from tests.planner.submissions import change, event_of, user

pytestmark = pytest.mark.both_databases

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


def test_log_shows_who_what_before_and_after_with_a_link(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        actor = user(world, "周老师")
        change(event_of(world), actor, place="校操场")
        change(event_of(world), actor, place="<b>体育馆</b>")
        row = add_row(event_of(world), "supplies", {"name": "横幅"}, actor=actor)
        db.session.commit()
        key = row.key

    page = signed_in("陈老师").get(f"/events/{world.event}/activity").text

    for text in ("周老师 修改", "校操场", "&lt;b&gt;体育馆&lt;/b&gt;", f"/events/{world.event}/supplies#row-{key}"):
        assert text in page


def test_50_a_page(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        for number in range(60):
            record_change(event_of(world), actor=user(world, "周老师"), verb="修改", subject=f"第 {number} 次")
        db.session.commit()
    client = signed_in("周老师")

    first, second = (client.get(f"/events/{world.event}/activity?page={n}").text for n in (1, 2))

    assert first.count("周老师 修改") == 50
    assert "更早的" in first
    assert (second.count("周老师 修改"), second.count("周老师 新建")) == (10, 1)
    assert "新一些的" in second


@pytest.mark.parametrize("page", ["0", "x", "-3", "²", "9" * 30])
def test_odd_page_numbers(world: World, signed_in: SignedIn, page: str) -> None:
    assert signed_in("周老师").get(f"/events/{world.event}/activity?page={page}").status_code == 200


def test_log_shows_phones_to_who_works_on_the_event_only(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        row = add_row(event_of(world), "duties", {"role": "领队", "phone": "13800000001"}, actor=user(world, "周老师"))
        edit_row(event_of(world), "duties", row.key, {"phone": "13800000002"}, version=1, actor=user(world, "周老师"))
        event_of(world).status = EventStatus.APPROVED
        db.session.commit()

    for who in ("吴书记", "陈老师", "韩校长"):
        page = signed_in(who).get(f"/events/{world.event}/activity").text
        assert ("138****0002" in page, "1380000" in page) == (True, False)
    assert "13800000002" in signed_in("周老师").get(f"/events/{world.event}/activity").text


def test_long_texts_are_shown_from_where_they_part() -> None:
    before, after = "甲" * 200 + "旧的", "甲" * 200 + "新的"

    assert cut_to_difference(before, after) == ("……" + "甲" * 16 + "旧的", "……" + "甲" * 16 + "新的")
    assert cut_to_difference("短", "长") == ("短", "长")
    assert cut_to_difference("", after) == ("", after)


def test_same_statements_at_1_and_3_entries(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    client, address = signed_in("周老师"), f"/events/{world.event}/activity"
    client.get(address)
    with count_queries() as one:
        client.get(address)
    with in_app():
        for number in range(2):
            record_change(event_of(world), actor=user(world, "周老师"), verb="修改", subject=f"第 {number} 次")
        db.session.commit()
    client.get(address)
    with count_queries() as three:
        client.get(address)

    assert len(one) == len(three)


def test_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get(f"/events/{world.event}/activity").headers["Location"].startswith("/sign-in")


def test_stranger_gets_404(world: World, signed_in: SignedIn) -> None:
    assert signed_in("江老师").get(f"/events/{world.event}/activity").status_code == 404


def test_unit_above_gets_404_for_a_draft(world: World, signed_in: SignedIn) -> None:
    assert signed_in("吴书记").get(f"/events/{world.event}/activity").status_code == 404


def test_post_is_405(world: World, signed_in: SignedIn) -> None:
    assert signed_in("周老师").post(f"/events/{world.event}/activity").status_code == 405
