"""Who only reads sees masked names of children, unless the owner allows more for a reason until a day."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Activity, TeamMember
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.rowvalues import put

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


@pytest.fixture
def holder(world: World, in_app: InApp, at: At) -> str:
    """李老师, who only reads the event of one child; how addresses name them."""
    at(datetime(2027, 5, 1, 8, tzinfo=UTC))
    with in_app():
        put(world, "participants")
        db.session.add(TeamMember(event_id=world.event, user_id=world.users["李老师"], role=TeamRole.READER))
        db.session.commit()
    return f"member-{world.users['李老师']}"


def names_seen(world: World, signed_in: SignedIn) -> list[bool]:
    """Whether 李老师 sees the masked and the whole name."""
    page = signed_in("李老师").get(f"/events/{world.event}/roster").text
    return ['<th scope="row">林**</th>' in page, "林晚晴" in page]


def typed(holder: str) -> dict[str, str]:
    """The form, filled in."""
    return {"holder": holder, "until": "2027-06-02", "reason": "随队照看，要按名字叫人"}


def test_reader_of_the_team_sees_masked_names(world: World, holder: str, signed_in: SignedIn) -> None:
    assert names_seen(world, signed_in) == [True, False]


def test_owner_allows_whole_names_until_a_day(
    world: World, holder: str, in_app: InApp, signed_in: SignedIn, at: At
) -> None:
    answer = signed_in("周老师").post(f"/events/{world.event}/team/names", data=typed(holder))

    assert answer.headers["Location"] == f"/events/{world.event}/team"
    assert names_seen(world, signed_in) == [False, True]
    page = signed_in("周老师").get(f"/events/{world.event}/team").text
    assert all(text in page for text in ("到 6月2日", "随队照看，要按名字叫人"))
    with in_app():
        entry = db.session.scalars(db.select(Activity).where(Activity.verb == "允许看全名")).one()
        assert (entry.actor, entry.subject, entry.after) == (
            "周老师",
            "李老师",
            "到 2027-06-02：随队照看，要按名字叫人",
        )

    at(datetime(2027, 6, 2, 15, 59, tzinfo=UTC))
    assert names_seen(world, signed_in) == [False, True]
    at(datetime(2027, 6, 2, 16, tzinfo=UTC))
    assert names_seen(world, signed_in) == [True, False]


def test_owner_takes_it_back_at_once(world: World, holder: str, signed_in: SignedIn) -> None:
    owner, here = signed_in("周老师"), f"/events/{world.event}/team/names"
    owner.post(here, data=typed(holder))

    owner.post(f"{here}/{holder}/withdraw")

    assert names_seen(world, signed_in) == [True, False]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("reason", "", "写一句为什么要看全名"),
        ("until", "", "写到哪一天，比如 2027-08-31。"),
        ("until", "6月2日", "要写年份，比如 2027-08-31。"),
        ("until", "2027-04-30", "写今天到 2028-05-01 之间的一天。"),
        ("until", "2028-05-02", "写今天到 2028-05-01 之间的一天。"),
        ("holder", "member-0", "从列表里选一项，现在是“member-0”。"),
    ],
)
def test_bad_form_keeps_what_was_typed_and_says_why(
    world: World, holder: str, signed_in: SignedIn, field: str, value: str, sentence: str
) -> None:
    answer = signed_in("周老师").post(f"/events/{world.event}/team/names", data=typed(holder) | {field: value})

    assert (answer.status_code, sentence in answer.text) == (422, True)
    assert names_seen(world, signed_in) == [True, False]


@pytest.mark.parametrize("rest", ["names", "names/{holder}/withdraw"])
def test_names_are_the_business_of_who_manages_the_team(
    world: World, holder: str, client: FlaskClient, signed_in: SignedIn, rest: str
) -> None:
    address = f"/events/{world.event}/team/{rest.format(holder=holder)}"

    answers = [signed_in(who).post(address, data=typed(holder)).status_code for who in ("李老师", "陈老师", "江老师")]

    assert (answers, signed_in("周老师").get(address).status_code) == ([403, 403, 404], 405)
    assert client.post(address).headers["Location"] == "/sign-in"
