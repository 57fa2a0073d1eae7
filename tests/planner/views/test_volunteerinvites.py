"""Asking volunteers of the file: ticked, put on the shift, a text for each, their answer."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from planner.enums import SignUpState, TeamRole
from planner.extensions import db
from planner.models import Volunteer
from planner.queries.signups import read_own_pages
from planner.services.team import set_team_member
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, on_file, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
S = SignUpState


def prepared(world: World, in_app: InApp, *names: str, **more: Any) -> tuple[str, list[str], str]:
    """A shift, people of the file by their ids, and the address where they are asked."""
    with in_app():
        shift = asking(world)
        ids = [str(one.id) for one in on_file(world, *names, **more)]
    return shift, ids, f"/events/{world.event}/volunteers/invite?shift={shift}"


def own_page(world: World, in_app: InApp, shift: str) -> str:
    """The own page of the one who was asked for a shift."""
    with in_app():
        [(_, token)] = read_own_pages(world.event, shift, S.INVITED)
    return f"/v/me/{token}"


def test_who_is_asked_gets_a_text_of_their_own_and_says_yes(
    world: World, in_app: InApp, app: Flask, signed_in: SignedIn
) -> None:
    shift, ids, address = prepared(world, in_app, "林知远")
    organiser, phone = signed_in("周老师"), app.test_client()

    sent = organiser.post(address, data={"shift": shift, "filed": ids, "way": "ask"})
    texts = organiser.get(sent.headers["Location"]).text
    home = own_page(world, in_app, shift)
    shown = phone.get(home).text
    unread = phone.post(f"{home}/{shift}/come", data={"comes": "yes"})
    phone.post(f"{home}/{shift}/come", data={"comes": "yes", "risk": "y", "behaviour": "y"})

    assert sent.headers["Location"].endswith(f"/volunteers/invited?shift={shift}")
    assert ("林知远，您好！六一慰问想请您来：6月1日 周二 09:00—11:00 栈道看护" in texts, home in texts) == (True, True)
    assert "栈道看护，请你来" in shown
    assert (unread.status_code, "两条都读过、勾上" in unread.text) == (422, True)
    with in_app():
        assert states_of(shift) == [("林知远", S.CONFIRMED)]


def test_who_is_asked_says_no_as_easily(world: World, in_app: InApp, app: Flask, signed_in: SignedIn) -> None:
    shift, ids, address = prepared(world, in_app, "林知远")
    signed_in("周老师").post(address, data={"shift": shift, "filed": ids, "way": "ask"})

    app.test_client().post(f"{own_page(world, in_app, shift)}/{shift}/come", data={"comes": "no"})

    with in_app():
        assert states_of(shift) == [("林知远", S.LEFT)]


def test_who_said_yes_is_entered_and_the_board_says_who_has_not(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    shift, ids, address = prepared(world, in_app, "甲", "乙")
    client = signed_in("周老师")

    done = client.post(address, data={"shift": shift, "filed": ids[:1], "way": "agreed"})
    client.post(address, data={"shift": shift, "filed": ids[1:], "way": "ask"})
    board = client.get(f"/events/{world.event}/volunteers?shift={shift}").text

    assert done.headers["Location"].endswith(f"/volunteers?shift={shift}#shift")
    with in_app():
        assert states_of(shift) == [("甲", S.CONFIRMED), ("乙", S.INVITED)]
    assert ("1 人请了没答" in board, "请了没答</span>" in board, ">本人说来<" in board) == (True, True, True)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"way": "ask"}, "勾上要请的人"),
        ({"filed": "1"}, "选一项"),
        ({"filed": ["1", "2", "3"], "way": "ask"}, "还空 2"),
    ],
)
def test_form_that_says_too_little_keeps_what_was_ticked(
    world: World, in_app: InApp, signed_in: SignedIn, data: dict[str, Any], words: str
) -> None:
    shift, ids, address = prepared(world, in_app, "甲", "乙", "丙")
    ticked = [ids[int(number) - 1] for number in data.get("filed", [])]

    refused = signed_in("周老师").post(address, data=data | {"shift": shift, "filed": ticked})

    assert refused.status_code == 422
    assert words in refused.text
    assert refused.text.count(" checked") == len(ticked) + ("way" in data)
    with in_app():
        assert states_of(shift) == []


def test_co_planner_who_only_reads_in_the_unit_asks_nobody(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    shift, _, address = prepared(world, in_app, "甲")
    with in_app():
        set_team_member(event_of(world), world.users["陈老师"], TeamRole.PLANNER, actor=user(world, "周老师"))
        db.session.commit()
    client = signed_in("陈老师")

    board = client.get(f"/events/{world.event}/volunteers?shift={shift}").text

    assert client.get(address).status_code == 403
    assert "从往年里请" not in board


def test_what_the_file_knows_is_taken_over_by_a_button(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world)
        person = signed_up(world, shift, "甲")[0].id
        on_file(world, "甲", checked_until=date(2030, 1, 1))
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers/people/{person}"

    offered = client.get(address).text
    client.post(f"{address}/from-file")
    taken = client.get(address).text

    assert ("用档案里的" in offered, "用档案里的" in taken) == (True, False)
    with in_app():
        assert db.session.scalars(select(Volunteer.checked_until)).all() == [date(2030, 1, 1)]
