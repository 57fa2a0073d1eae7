"""The organiser's board of volunteers, as pages."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.enums import EventStatus
from planner.extensions import db
from planner.queries.signups import find_desk
from planner.services.rows import add_row
from planner.services.signups import leave_shift
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import asking, asking_for_days, page_of, signed_up, states_of

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
PAPERS = ("poster.pdf", "poster.png", "sign-in.pdf", "badges.pdf", "chat")


def test_same_statements_at_1_and_3_shifts_with_people(
    world: World, in_app: InApp, signed_in: SignedIn, count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    with in_app():
        shift = asking(world)
        signed_up(world, shift, "甲")
    client, address = signed_in("周老师"), f"/events/{world.event}/volunteers?shift={shift}"
    client.get(address)
    with count_queries() as one:
        client.get(address)
    with in_app():
        signed_up(world, shift, "乙", "丙")
        for start in (13, 15):
            signed_up(world, asking(world, start=start, end=start + 1), "丁", "戊")
    client.get(address)
    with count_queries() as three:
        client.get(address)

    assert len(three) == len(one)


@pytest.mark.parametrize(("name", "shown"), [("周老师", PAPERS), ("陈老师", PAPERS[:4])])
def test_board_leads_to_the_papers_that_its_reader_may_have(
    world: World, in_app: InApp, signed_in: SignedIn, name: str, shown: tuple[str, ...]
) -> None:
    with in_app():
        asking(world)
    address = f"/events/{world.event}/volunteers"

    page = signed_in(name).get(address).text

    assert tuple(paper for paper in PAPERS if f'href="{address}/{paper}"' in page) == shown


@pytest.mark.parametrize(
    ("asked", "listed"),
    [("", [0]), ("?day=2027-06-03", [2]), ("?row={7}", [7]), ("?shift={5}", [5]), ("?rows=all", list(range(8)))],
)
def test_large_board_lists_the_shifts_of_its_day_and_leads_to_all(
    world: World, in_app: InApp, signed_in: SignedIn, asked: str, listed: list[int]
) -> None:
    with in_app():
        keys = asking_for_days(world, 8)
    address = f"/events/{world.event}/volunteers"

    page = signed_in("周老师").get(address + asked.format(*keys)).text

    assert [number for number, key in enumerate(keys) if f'id="row-{key}"' in page] == listed
    assert (f'href="{address}?rows=all#shifts"' in page) == (len(listed) < len(keys))


def test_shift_that_was_moved_is_shown_on_the_page_of_its_day(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        last = asking_for_days(world, 8)[-1]
    client = signed_in("周老师")

    answer = client.post(f"/events/{world.event}/rows/shifts/{last}/move", data={"to": "up"})

    path, _, anchor = answer.headers["Location"].partition("#")
    assert (anchor, f'id="{anchor}"' in client.get(path).text) == (f"row-{last}", True)


def test_board_of_a_cancelled_event_asks_for_nobody(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world, places=3)
        first, _ = signed_up(world, shift, "甲", "乙")
        leave_shift(event_of(world), first, because="", actor=page_of(first))
        event_of(world).status = EventStatus.CANCELLED
        db.session.commit()

    page = signed_in("周老师").get(f"/events/{world.event}/volunteers").text

    assert ("活动取消了" in page, "差 2" in page, "刚退出" in page) == (True, False, False)
    assert re.findall(r"\?text=(\w+)", page) == ["cancel"]
    assert "六一慰问取消了。" in page


def test_board_needs_login(world: World, client: FlaskClient) -> None:
    assert client.get(f"/events/{world.event}/volunteers").headers["Location"].startswith("/sign-in")


def test_stranger_gets_404_for_the_board(world: World, signed_in: SignedIn) -> None:
    assert signed_in("江老师").get(f"/events/{world.event}/volunteers").status_code == 404


def test_board_shows_names_to_its_planner_and_masks_them_for_a_reader(
    world: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        shift = asking(world)
        signed_up(world, shift, "林知远")
    address = f"/events/{world.event}/volunteers?shift={shift}"

    planner, reader = signed_in("周老师").get(address), signed_in("陈老师").get(address)

    assert ("林知远" in planner.text, "林知远" in reader.text, "林**" in reader.text) == (True, False, True)
    assert planner.headers["Cache-Control"] == reader.headers["Cache-Control"] == "no-store"


def test_fewer_places_let_those_wait_whom_the_organiser_chose(world: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        shift = asking(world)
        first = signed_up(world, shift, "甲", "乙")[0].id
    address = f"/events/{world.event}/volunteers/shifts/{shift}/places"

    refused = signed_in("周老师").post(address, data={"places": "1"})
    signed_in("周老师").post(address, data={"places": "1", "waiting": str(first)})

    with in_app():
        states = [(name, state.value) for name, state in states_of(shift)]
    assert (refused.status_code, states) == (422, [("甲", "waiting"), ("乙", "confirmed")])


@pytest.mark.parametrize(
    ("shows", "phone", "is_said", "words"),
    [
        (True, "", True, "还想来，问把链接发给你的人。"),
        (True, "13800000001", False, "还想来，打上面的电话问。"),
        (False, "13800000001", False, "还想来，问把链接发给你的人。"),
    ],
)
def test_page_speaks_of_a_telephone_only_where_one_stands_there(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    client: FlaskClient,
    shows: bool,
    phone: str,
    is_said: bool,
    words: str,
) -> None:
    with in_app():
        asking(world)
        actor = user(world, "周老师")
        duty = {"role": "总负责人", "name": "周老师", "phone": phone}
        add_row(event_of(world), "duties", duty, actor=actor)
        desk = find_desk(world.event)
        assert desk is not None
        desk.shows_phone, desk.is_closed, token = shows, True, desk.link.token
        db.session.commit()

    board = signed_in("周老师").get(f"/events/{world.event}/volunteers").text
    page = client.get(f"/v/{token}").text

    assert ("报名页上没有电话" in board) == is_said
    assert words in page
    assert ("tel:" in page) == bool(shows and phone)


@pytest.mark.parametrize("public", [True, False])
def test_board_says_how_many_are_missing_where_the_public_page_does_not_look(
    world: World, in_app: InApp, signed_in: SignedIn, public: bool
) -> None:
    with in_app():
        asking(world)
        asking(world, places=3, start=13, end=15, public=public)

    page = signed_in("周老师").get(f"/events/{world.event}/volunteers").text

    assert "还差 5 人" in page
    assert ("还差的有 3 人在不公开的岗位" in page) == (not public)


def test_board_of_what_is_over_does_not_say_that_all_have_come(
    world: World, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    with in_app():
        asking(world)
    at(datetime(2027, 6, 2, tzinfo=UTC))

    page = signed_in("周老师").get(f"/events/{world.event}/volunteers").text

    assert ("班次都结束了" in page, "人都够了" in page) == (True, False)
