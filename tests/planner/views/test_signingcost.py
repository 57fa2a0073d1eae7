"""What a sign-up asks of the database: the same however many came before, and little more for each of a group."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from tests.planner.conftest import World
from tests.planner.signingsteps import ALONE, GROUP, Public, add_shift, send

InApp = Callable[[], AbstractContextManager[object]]
Counting = Callable[[], AbstractContextManager[list[str]]]
NAMES = ("陈晨", "欧阳清", "罗一鸣", "林知恩", "苏小满", "周子墨", "沈星辰")


@pytest.fixture
def wide(public: Public, world: World, in_app: InApp) -> Public:
    """A shift with room for everybody."""
    with in_app():
        shift = add_shift(world, "签到引导", days=40, places=50)
        db.session.commit()
    return Public(public.token, shift, public.clash)


def cost(app: Flask, wide: Public, counting: Counting, data: Mapping[str, str], number: int) -> list[str]:
    """The statements of one form, of somebody whom nobody knows yet."""
    phone = {"phone": f"139{number:08d}"}
    with counting() as sent:
        answer = send(app.test_client(), wide.token, wide.shift, {**data, **phone}, once=f"key-{number}", wait="1")
    assert answer.status_code == 302
    return sent


def test_one_alone_costs_the_same_whoever_came_before(wide: Public, app: Flask, count_queries: Counting) -> None:
    costs = [len(cost(app, wide, count_queries, ALONE, number)) for number in range(5)]

    # The first of them also reads the plan.
    assert costs[1:] == [17] * 4


def test_nothing_is_asked_twice(wide: Public, app: Flask, count_queries: Counting) -> None:
    cost(app, wide, count_queries, ALONE, 1)

    sent = cost(app, wide, count_queries, ALONE, 2)

    asked = [statement for statement in sent if statement.startswith("SELECT")]
    twice = {statement.split("FROM ")[1].split()[0] for statement in asked if asked.count(statement) > 1}
    assert twice == set()


def test_each_of_a_group_costs_their_own_rows(wide: Public, app: Flask, count_queries: Counting) -> None:
    def group(size: int, number: int) -> int:
        names = "\n".join(name + "甲乙丙丁戊"[number] for name in NAMES[:size])
        return len(cost(app, wide, count_queries, {**GROUP, "people": names}, number))

    group(2, 1)
    costs = [group(size, number) for number, size in enumerate((3, 4, 7), start=2)]

    # A link, a volunteer and a sign-up each.
    assert costs == [17 + 3 * size for size in (3, 4, 7)]


def test_page_of_a_stranger_asks_for_its_link_its_desk_its_rules_and_its_places(
    wide: Public, client: FlaskClient, count_queries: Counting
) -> None:
    client.get(f"/v/{wide.token}")

    with count_queries() as sent:
        client.get(f"/v/{wide.token}")

    assert len(sent) == 4
