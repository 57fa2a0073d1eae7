"""The number of volunteers of the plan is taken from those who are confirmed, in one step."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import GroupSide
from planner.queries.dossier import read_dossier
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, signed_up

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


def heads(world: World) -> list[tuple[str, int | None, str]]:
    """The head counts of the plan."""
    return [(row.group, row.count, row.remark) for row in read_dossier(event_of(world)).head_counts]


def test_number_is_offered_on_the_facts_and_written_by_one_step(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        signed_up(world, asking(world, places=2), "林知远", "苏禾")
    client, take = signed_in("周老师"), f"/events/{world.event}/volunteers/heads"

    page = client.get(f"/events/{world.event}/facts").text
    answer = client.post(take, follow_redirects=True)

    assert "志愿者确认了 2 人（栈道看护 2），方案的人数里没有写志愿者。" in page
    assert f'action="{take}"' in page
    assert "志愿者人数已改" in answer.text
    assert f'action="{take}"' not in answer.text
    with in_app():
        assert heads(world) == [("志愿者", 2, "按岗位：栈道看护 2")]
    assert "已经一致" in client.post(take, follow_redirects=True).text


def test_group_that_there_is_gets_the_number(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        values = {"group": "大学生志愿者", "count": 1, "side": GroupSide.STAFF}
        add_row(event_of(world), "head_counts", values, actor=user(world, "周老师"))
        signed_up(world, asking(world, places=2), "林知远", "苏禾")

    signed_in("周老师").post(f"/events/{world.event}/volunteers/heads")

    with in_app():
        assert heads(world) == [("大学生志愿者", 2, "按岗位：栈道看护 2")]


@pytest.mark.parametrize(("who", "status"), [("陈老师", 403), ("江老师", 404)])
def test_readers_and_strangers_write_no_number(
    world: World, in_app: InApp, signed_in: SignedIn, who: str, status: int
) -> None:
    with in_app():
        signed_up(world, asking(world, places=2), "林知远")

    assert signed_in(who).post(f"/events/{world.event}/volunteers/heads").status_code == status
    with in_app():
        assert heads(world) == []
