"""The team of an event: who may change it, members, a new owner, links for guests."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Link
from planner.queries.links import links_of_event
from planner.queries.team import list_members
from planner.services.team import invite_guest, set_team_member
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.statements import KEPT_CHECKUP
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
GUEST = {"name": "孙<医生>", "organisation": "县医院", "role": "planner", "ends_on": "2027-06-30"}


@pytest.fixture(autouse=True)
def stopped(at: At) -> None:
    """It is 2027-05-01."""
    at(START)


@pytest.fixture
def here(world: World) -> str:
    """The address of the team of the event."""
    return f"/events/{world.event}/team"


def members(world: World, in_app: InApp) -> dict[str, TeamRole]:
    """The team without its owner, as it is now."""
    with in_app():
        return {m.user.name: m.role for m in list_members(world.event)}


def guests(world: World, in_app: InApp) -> list[Link]:
    """The invites as they are now."""
    with in_app():
        return links_of_event(world.event)


def put_in(world: World, in_app: InApp, *names: str, role: TeamRole = TeamRole.READER) -> None:
    """Members of the school come into the team."""
    with in_app():
        for name in names:
            set_team_member(event_of(world), world.users[name], role, actor=user(world, "周老师"))
        db.session.commit()


@pytest.mark.parametrize("who", ["周老师", "管理员"])
def test_owner_and_administrators_change_the_team(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, who: str
) -> None:
    client, teacher = signed_in(who), world.users["李老师"]
    assert "加入团队" in client.get(here).text

    for role in ("reader", "planner"):
        answer = client.post(f"{here}/members", data={"user_id": teacher, "role": role})
        assert answer.headers["Location"] == here
        assert members(world, in_app) == {"李老师": role}
    assert "李老师" in client.get(here).text

    client.post(f"{here}/members/{teacher}/remove")
    assert members(world, in_app) == {}


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"user_id": "李老师", "role": "owner"}, "从列表里选一项，现在是“owner”。"),
        ({"user_id": "江老师", "role": "reader"}, "从列表里选一项"),
        ({"user_id": "周老师", "role": "reader"}, "从列表里选一项"),
        ({"user_id": "x", "role": "reader"}, "从列表里选一项，现在是“x”。"),
        ({"role": "reader"}, "从列表里选一项。"),
    ],
)
def test_member_refused_says_why(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, data: dict[str, str], sentence: str
) -> None:
    sent = {name: world.users.get(value, value) for name, value in data.items()}

    answer = signed_in("周老师").post(f"{here}/members", data=sent)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert members(world, in_app) == {}


def test_people_who_cannot_sign_in_are_not_offered(world: World, in_app: InApp, signed_in: SignedIn, here: str) -> None:
    with in_app():
        user(world, "李老师").active = False
        db.session.commit()

    page = signed_in("周老师").get(here).text

    assert "韩校长（审批人）" in page
    assert "李老师" not in page


def test_hand_over_makes_another_the_owner(world: World, in_app: InApp, signed_in: SignedIn, here: str) -> None:
    client = signed_in("周老师")

    assert client.post(f"{here}/owner", data={"user_id": world.users["李老师"]}).headers["Location"] == here

    assert members(world, in_app) == {"周老师": TeamRole.PLANNER}
    page = client.get(here).text
    assert "已移交" in page
    assert "加入团队" not in page
    assert client.post(f"{here}/owner", data={"user_id": world.users["周老师"]}).status_code == 403
    assert signed_in("李老师").get(here).text.count("加入团队") == 1


@pytest.mark.parametrize("wanted", ["", "x", "²", "9" * 30, "-1", "江老师"])
def test_hand_over_to_nobody_is_refused(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, wanted: str
) -> None:
    answer = signed_in("周老师").post(f"{here}/owner", data={"user_id": world.users.get(wanted, wanted)})

    assert answer.status_code == 422
    assert "从本单位的人里选一个来负责。" in answer.text
    assert members(world, in_app) == {}


def test_hand_over_to_the_owner_is_refused(world: World, signed_in: SignedIn, here: str) -> None:
    answer = signed_in("管理员").post(f"{here}/owner", data={"user_id": world.users["周老师"]})

    assert answer.status_code == 422
    assert "周老师已经是负责人。" in answer.text


def test_team_page_sends_the_same_statements_for_one_and_three(
    world: World,
    in_app: InApp,
    signed_in: SignedIn,
    here: str,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    client, counts = signed_in("周老师"), []
    for names in (["李老师"], ["韩校长", "钱会计"]):
        put_in(world, in_app, *names)
        with in_app():
            for name in names:
                invite_guest(
                    event_of(world),
                    name=name,
                    organisation="",
                    role=TeamRole.READER,
                    ends_on=START.date(),
                    actor=user(world, "周老师"),
                )
            db.session.commit()
        client.get(here)  # reads the event anew, whose log has grown
        with count_queries() as sent:
            client.get(here)
        counts.append(len(sent))

    assert counts == [6 + KEPT_CHECKUP] * 2


STEPS = ("members", "members/{user}/remove", "owner", "invites", "invites/{invite}/revoke")


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize(
    ("who", "status"),
    [("陈老师", 403), ("韩校长", 403), ("钱会计", 403), ("江老师", 404), ("吴书记", 404), (None, 302)],
)
def test_steps_are_for_owner_and_administrators(
    world: World,
    in_app: InApp,
    client: FlaskClient,
    signed_in: SignedIn,
    here: str,
    step: str,
    who: str | None,
    status: int,
) -> None:
    put_in(world, in_app, "钱会计", role=TeamRole.PLANNER)
    path = f"{here}/{step.format(user=world.users['钱会计'], invite=1)}"

    answer = (signed_in(who) if who else client).post(path, data=GUEST | {"user_id": world.users["李老师"]})

    assert answer.status_code == status
    assert members(world, in_app) == {"钱会计": TeamRole.PLANNER}
    assert guests(world, in_app) == []


@pytest.mark.parametrize("step", STEPS)
def test_steps_by_get_are_405(world: World, signed_in: SignedIn, here: str, step: str) -> None:
    assert signed_in("周老师").get(f"{here}/{step.format(user=1, invite=1)}").status_code == 405


@pytest.mark.parametrize(("who", "status"), [("陈老师", 200), ("江老师", 404), ("吴书记", 404), (None, 302)])
def test_team_page_is_for_members(
    world: World, client: FlaskClient, signed_in: SignedIn, here: str, who: str | None, status: int
) -> None:
    answer = (signed_in(who) if who else client).get(here)

    assert answer.status_code == status
    assert ">生成链接</button>" not in answer.text
