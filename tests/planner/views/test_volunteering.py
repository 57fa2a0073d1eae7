"""What the organiser settles of one volunteer, as pages."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import SignUpState
from planner.queries.volunteering import list_sign_ups
from tests.planner.conftest import World
from tests.planner.volunteersteps import asking, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
C, W, R = SignUpState.CONFIRMED, SignUpState.WAITING, SignUpState.REFUSED


def test_somebody_is_moved_to_another_shift(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift, other = asking(world), asking(world, start=13, end=15)
        person = signed_up(world, shift, "甲")[0].id

    signed_in("周老师").post(f"/events/{world.event}/volunteers/people/{person}/move", data={"shift": other})

    with in_app():
        assert (states_of(shift), states_of(other)) == ([], [("甲", C)])


def test_who_waits_gets_a_place_beyond_the_last_only_on_purpose(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        shift = asking(world, places=1)
        person = signed_up(world, shift, "甲", "乙")[1].id
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers/people/{person}/confirm"

    refused = client.post(address)
    with in_app():
        before = states_of(shift)
    client.post(address, data={"over": "y"})

    with in_app():
        assert (refused.status_code, before, states_of(shift)) == (422, [("甲", C), ("乙", W)], [("甲", C), ("乙", C)])


def test_no_is_said_with_a_word(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world)
        person = signed_up(world, shift, "甲")[0].id
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers/people/{person}/refuse"

    silent = client.post(address, data={"word": ""})
    client.post(address, data={"word": "这个岗位要满 18 岁"})

    assert silent.status_code == 422
    assert "写一句为什么" in silent.text
    with in_app():
        assert states_of(shift) == [("甲", R)]


def test_one_is_added_by_hand_and_a_wrong_number_keeps_what_was_typed(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        shift = asking(world)
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers/add"

    refused = client.post(address, data={"shift": shift, "name": "贺兰山", "phone": "1380000777"})
    client.post(address, data={"shift": shift, "name": "贺兰山", "phone": "138 0000 7777"})

    assert refused.status_code == 422
    assert 'value="贺兰山"' in refused.text
    assert "现在是 10 位" in refused.text
    with in_app():
        assert states_of(shift) == [("贺兰山", C)]


@pytest.mark.parametrize(("name", "status"), [("陈老师", 403), ("江老师", 404)])
def test_who_only_reads_or_is_a_stranger_opens_no_volunteer(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, status: int
) -> None:
    with in_app():
        person = signed_up(world, asking(world), "甲")[0].id

    assert signed_in(name).get(f"/events/{world.event}/volunteers/people/{person}").status_code == status


@pytest.mark.parametrize(
    ("phone", "kept", "words"),
    [
        ("138000000", None, "手机号是 11 位数字，现在是 9 位。"),
        ("1380000003", None, "手机号是 11 位数字，现在是 10 位。"),
        ("+86 138-0000-0031", "13800000031", ""),
        ("１３８００００００３１", "13800000031", ""),
    ],
)
def test_number_of_whoever_is_added_by_hand_has_one_spelling_or_is_refused(
    world: World, in_app: InApp, signed_in: SignedIn, phone: str, kept: str | None, words: str
) -> None:
    with in_app():
        shift = asking(world)
    data = {"shift": shift, "name": "苏禾", "phone": phone}

    answer = signed_in("周老师").post(f"/events/{world.event}/volunteers/add", data=data)

    assert (answer.status_code, words in answer.text, phone in answer.text) == (
        (422, True, True) if words else (302, True, False)
    )
    with in_app():
        assert [one.volunteer.phone for one in list_sign_ups(world.event)] == [kept] * (kept is not None)
