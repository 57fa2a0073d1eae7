"""The finance desk: what waits, for whom."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.extensions import db
from planner.services.events import create_event
from planner.services.reviews import submit_budget
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.moneysteps import BUS, handed_in, passed, planned
from tests.planner.submissions import user

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.mark.parametrize(("who", "waits"), [("钱会计", True), ("管理员", True), ("韩校长", False), ("江老师", False)])
def test_queue_is_for_finance(world: World, in_app: InApp, signed_in: SignedIn, who: str, waits: bool) -> None:
    with in_app():
        planned(world)
        handed_in(world)

    page = signed_in(who).get("/finance").text

    assert ("1 件等我审核" in page, f"/events/{world.event}/reviews/budget/1" in page) == (waits, waits)
    assert ('财务<span class="count hot">1</span>' in page) == waits


def test_organiser_sees_what_became_of_it(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        planned(world)
        passed(world)

    planner, finance = signed_in("周老师").get("/finance").text, signed_in("钱会计").get("/finance").text

    assert "我送审的" in planner
    assert '<span class="end tag ok">通过</span>' in planner
    assert '<span class="end tag ok">通过</span>' in finance.partition("我审过的")[2]


def test_limits_are_reached_by_those_who_keep_them(world: World, signed_in: SignedIn) -> None:
    address = f"/organisations/{world.units['school']}/policies"

    assert [address in signed_in(who).get("/finance").text for who in ("钱会计", "管理员", "周老师")] == [
        True,
        True,
        False,
    ]


def test_same_statements_at_1_and_3_reviews(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: CountQueries
) -> None:
    client, sent = signed_in("钱会计"), []
    for more in (1, 2):
        with in_app():
            for n in range(more):
                actor = user(world, "周老师")
                event = create_event(
                    "blank", title=f"活动 {more}{n}", organisation_id=world.units["school"], actor=actor
                )
                add_row(event, "budget", BUS, actor=actor)
                submit_budget(event, actor=actor)
            db.session.commit()
        with count_queries() as statements:
            client.get("/finance")
        sent.append(len(statements))

    assert sent == [6, 6]


def test_who_may_not(world: World, signed_in: SignedIn, client: FlaskClient) -> None:
    assert "/sign-in" in client.get("/finance").headers["Location"]
    assert signed_in("周老师").post("/finance").status_code == 405
