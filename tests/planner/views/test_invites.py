"""Links for guests on the team page: made, listed, closed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest
from flask.testing import FlaskClient

from planner.models import Link
from planner.queries.links import links_of_event
from tests.conftest import At
from tests.planner.conftest import World

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
GUEST = {"name": "孙<医生>", "organisation": "县医院", "role": "planner", "ends_on": "2027-06-30"}


@pytest.fixture(autouse=True)
def stopped(at: At) -> None:
    """It is 2027-05-01."""
    at(datetime(2027, 5, 1, 8, tzinfo=UTC))


@pytest.fixture
def here(world: World) -> str:
    """The address of the team of the event."""
    return f"/events/{world.event}/team"


def guests(world: World, in_app: InApp) -> list[Link]:
    """The links as they are now."""
    with in_app():
        return links_of_event(world.event)


def test_invite_shows_the_link_once(
    world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient, here: str
) -> None:
    page = signed_in("周老师").post(f"{here}/invites", data=GUEST).text

    address = page.partition('id="link" value="http://localhost')[2].partition('"')[0]
    assert address.startswith("/join/")
    for text in ("发给孙&lt;医生&gt;", "6月30日前有效", "<svg"):
        assert text in page
    again = signed_in("周老师").get(here).text
    assert "孙&lt;医生&gt;" in again
    assert address not in again
    assert "请你来一起编辑这个活动的方案" in client.get(address).text
    assert [(g.name, g.organisation, g.role) for g in guests(world, in_app)] == [("孙<医生>", "县医院", "planner")]


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("name", "", "写姓名。"),
        ("name", "孙" * 41, "最多 40 个字，现在有 41 个。"),
        ("organisation", "县" * 81, "最多 80 个字，现在有 81 个。"),
        ("role", "owner", "从列表里选一项，现在是“owner”。"),
        ("ends_on", "", "写有效到哪一天，比如 2027-08-31。"),
        ("ends_on", "6月30日", "有效期要写年份，比如 2027-08-31。"),
        ("ends_on", "2027-02-30", "没有“2027年2月30日”这一天。"),
        ("ends_on", "soon", "日期写成 2026-08-09 或 8月9日，现在是“soon”。"),
        ("ends_on", "2027-04-30", "有效期不能早于今天。"),
    ],
)
def test_invite_refused_keeps_the_input_and_says_why(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, field: str, value: str, sentence: str
) -> None:
    data = GUEST | {field: value}

    answer = signed_in("周老师").post(f"{here}/invites", data=data)

    assert answer.status_code == 422
    assert sentence in answer.text
    for name in ("name", "organisation", "ends_on"):
        assert f'value="{data[name].replace("<", "&lt;").replace(">", "&gt;")}"' in answer.text
    assert guests(world, in_app) == []


def test_guests_stand_with_their_state(world: World, in_app: InApp, signed_in: SignedIn, here: str, at: At) -> None:
    client = signed_in("周老师")
    for name, day in (("孙医生", "2027-05-02"), ("马老师", "2027-06-30"), ("何老师", "2027-06-30")):
        client.post(f"{here}/invites", data=GUEST | {"name": name, "ends_on": day})
    newest = guests(world, in_app)[0]
    at(datetime(2027, 5, 3, 8, tzinfo=UTC))

    assert client.post(f"{here}/links/{newest.id}/revoke").headers["Location"] == here

    page = client.get(here).text
    states = [text for text in ("已停用", "到 6月30日", "已过期") if text in page]
    assert states == ["已停用", "到 6月30日", "已过期"]
    assert ("1 个有效" in page, "周老师，5月1日 16:00 发出" in page, page.count("还没来过")) == (True, True, 3)
    assert page.count("停用</button>") == 1
    assert client.post(f"{here}/links/{newest.id + 9}/revoke").status_code == 404


def test_link_is_closed_at_its_old_address_too(world: World, in_app: InApp, signed_in: SignedIn, here: str) -> None:
    client = signed_in("周老师")
    client.post(f"{here}/invites", data=GUEST)

    assert client.post(f"{here}/invites/{guests(world, in_app)[0].id}/revoke").headers["Location"] == here

    assert not guests(world, in_app)[0].is_open


def test_renewed_link_is_shown_once_and_the_old_one_is_closed(
    world: World, in_app: InApp, signed_in: SignedIn, client: FlaskClient, here: str, at: At
) -> None:
    page = signed_in("周老师").post(f"{here}/invites", data=GUEST).text
    old = page.partition('id="link" value="http://localhost')[2].partition('"')[0]
    guest = guests(world, in_app)[0]
    at(datetime(2027, 7, 9, 8, tzinfo=UTC))

    page = signed_in("周老师").post(f"{here}/links/{guest.id}/renew").text

    new = page.partition('id="link" value="http://localhost')[2].partition('"')[0]
    assert "8月8日前有效" in page
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    assert new not in signed_in("周老师").get(here).text
    assert [link.id for link in guests(world, in_app)] == [guest.id]


@pytest.mark.parametrize("step", ["revoke", "renew"])
@pytest.mark.parametrize(("who", "status"), [("李老师", 403), ("江老师", 404)])
def test_links_are_the_owners_business(
    world: World, in_app: InApp, signed_in: SignedIn, here: str, step: str, who: str, status: int
) -> None:
    signed_in("周老师").post(f"{here}/invites", data=GUEST)
    (before,) = guests(world, in_app)

    assert signed_in(who).post(f"{here}/links/{before.id}/{step}").status_code == status

    (after,) = guests(world, in_app)
    assert (after.token_hash, after.is_open) == (before.token_hash, True)
    assert signed_in("周老师").get(f"{here}/links/{before.id}/{step}").status_code == 405
