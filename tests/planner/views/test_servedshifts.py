"""One shift of a volunteer, as a page: other hours, and work that is no voluntary service."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.queries.hours import read_helpers
from tests.planner.conftest import World
from tests.planner.hourssteps import served
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def here(world: World) -> str:
    """The address of the hours of the event."""
    return f"/events/{world.event}/volunteers/hours"


def states(world: World) -> list[tuple[str, str, int]]:
    """Name, state and minutes of every shift."""
    return [
        (one.volunteer.name, shift.state.value, shift.minutes)
        for one in read_helpers(event_of(world))
        for shift in one.shifts
    ]


@pytest.mark.parametrize("hours", ["25", "两小时", ""])
def test_hours_that_nobody_can_serve_are_refused_and_stay(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, hours: str
) -> None:
    with in_app():
        [one] = served(world, "甲")
        address = f"{here}/people/{one.volunteer_id}/shifts/{one.id}"

    answer = signed_in("周老师").post(address, data={"hours": hours, "because": "写错"})

    assert (answer.status_code, 'value="写错"' in answer.text) == (422, True)
    with in_app():
        assert states(world) == [("甲", "等核定", 120)]


def test_post_at_which_nobody_serves_is_not_left_out(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        served(world, "甲")

    answer = signed_in("周老师").post(f"{here}/posts/{'x' * 300}", data={"why": "领了讲课费"})

    assert (answer.status_code, "这个岗位没有人服务过" in answer.text) == (404, True)


def test_post_and_shift_are_left_out_and_taken_back(
    world: World, in_app: InApp, signed_in: SignedIn, here: str
) -> None:
    with in_app():
        [one] = served(world, "甲")
        [helper] = read_helpers(event_of(world))
        post, person, shift = helper.shifts[0].post, one.volunteer_id, one.id
    client = signed_in("周老师")

    silent = client.post(f"{here}/posts/{post}", data={"why": ""})
    client.post(f"{here}/posts/{post}", data={"why": "领了讲课费"})
    with in_app():
        of_post = states(world)
    client.post(f"{here}/posts/{post}", data={"excluded": "0"})
    client.post(f"{here}/people/{person}/shifts/{shift}/exclude", data={"why": "值班"})
    with in_app():
        of_shift = states(world)
    client.post(f"{here}/people/{person}/shifts/{shift}/exclude", data={"excluded": "0"})

    assert (silent.status_code, "写一句为什么不算" in silent.text) == (422, True)
    assert of_post == of_shift == [("甲", "不计时长", 0)]
    with in_app():
        assert states(world) == [("甲", "等核定", 120)]


def test_shift_of_somebody_else_is_not_there(world: World, in_app: InApp, signed_in: SignedIn, here: str) -> None:
    with in_app():
        one, other = served(world, "甲", "乙")
        address = f"{here}/people/{one.volunteer_id}/shifts/{other.id}"
    client = signed_in("周老师")

    answers = [
        client.get(address),
        client.post(address, data={"hours": "1", "because": "写错"}),
        client.post(f"{address}/exclude", data={"why": "值班"}),
    ]

    assert [answer.status_code for answer in answers] == [404, 404, 404]
    with in_app():
        assert states(world) == [("甲", "等核定", 120), ("乙", "等核定", 120)]


@pytest.mark.parametrize(("name", "status"), [("陈老师", 403), ("江老师", 404)])
def test_who_does_not_settle_hours_corrects_none(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, name: str, status: int
) -> None:
    with in_app():
        [one] = served(world, "甲")
        address = f"{here}/people/{one.volunteer_id}/shifts/{one.id}"

    assert signed_in(name).post(address, data={"hours": "1", "because": "写错"}).status_code == status
