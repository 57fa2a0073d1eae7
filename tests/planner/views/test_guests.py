"""Somebody from outside, let in by a link: what they see, what they may do, when they are out."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.enums import EventStatus, TeamRole
from planner.extensions import db
from planner.queries.activity import recent_activity
from planner.queries.links import links_of_event
from planner.services.events import create_event, delete_event
from planner.services.links import revoke_link
from planner.services.rows import add_row
from planner.services.team import invite_guest
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.moneysteps import PAID
from tests.planner.submissions import change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
START = datetime(2027, 5, 1, 8, tzinfo=UTC)
CLOSED = "链接已过期或已停用，请向活动负责人要新的链接。"
TABS = ("", "/facts", "/plan", "/schedule", "/duties", "/roster", "/budget", "/supplies", "/safety", "/attachments")
LINK = re.compile(r'<a [^>]*href="(/[^"]*)"')
Invited = Callable[..., str]


@pytest.fixture
def invited(world: World, in_app: InApp, at: At) -> Invited:
    """Makes a link for 孙医生 until 2027-06-30 and returns its address."""
    at(START)

    def make(role: TeamRole = TeamRole.PLANNER) -> str:
        with in_app():
            _, token = invite_guest(
                event_of(world),
                name="孙医生",
                organisation="县医院",
                role=role,
                ends_on=date(2027, 6, 30),
                actor=user(world, "周老师"),
            )
            db.session.commit()
        return f"/join/{token}"

    return make


@pytest.fixture
def guest(client: FlaskClient, invited: Invited) -> FlaskClient:
    """The client of 孙医生, who may edit."""
    client.post(invited())
    return client


def test_way_out_of_a_refusal_is_called_after_where_it_leads(
    client: FlaskClient, invited: Invited, signed_in: SignedIn
) -> None:
    def way_out(browser: FlaskClient) -> str:
        return browser.get("/join/a-link-that-is-none").text.partition('btn-line" href="/">')[2].partition("</a>")[0]

    stranger = way_out(client)
    client.post(invited())

    assert (stranger, way_out(client), way_out(signed_in("周老师"))) == ("有账号，去登录", "回活动", "回工作台")


def test_join_asks_first_and_then_leads_to_the_event(
    world: World, in_app: InApp, client: FlaskClient, invited: Invited
) -> None:
    address = invited()

    page = client.get(address).text
    assert "孙医生（县医院），请你来一起编辑这个活动的方案，6月30日前有效。" in page
    assert client.get(f"/events/{world.event}").status_code == 302, "looking at the link is not entering"
    with in_app():
        assert links_of_event(world.event)[0].last_used_at is None

    assert client.post(address).headers["Location"] == f"/events/{world.event}"
    page = client.get(f"/events/{world.event}").text
    assert "六一慰问" in page
    assert "孙医生" in page
    with in_app():
        assert links_of_event(world.event)[0].last_used_at == START


def test_join_takes_the_place_of_who_is_in(world: World, signed_in: SignedIn, invited: Invited) -> None:
    client = signed_in("江老师")

    client.post(invited())

    assert client.get("/me").status_code == 404
    assert client.get(f"/events/{world.event}").status_code == 200


@pytest.mark.parametrize("role", [TeamRole.PLANNER, TeamRole.READER])
def test_guest_sees_the_event_and_finds_no_link_that_leads_nowhere(
    world: World, client: FlaskClient, invited: Invited, role: TeamRole
) -> None:
    client.post(invited(role))
    links: set[str] = set()
    for tab in TABS:
        answer = client.get(f"/events/{world.event}{tab}")
        assert answer.status_code == 200
        links |= {link.replace("&amp;", "&").partition("#")[0] for link in LINK.findall(answer.text)}

    pages = sorted(link for link in links if "/documents/" not in link)
    assert len(pages) > len(TABS)
    assert {link: code for link in pages if (code := client.get(link).status_code) >= 400} == {}


def test_first_page_leads_guests_nowhere_else_in_any_status(world: World, in_app: InApp, guest: FlaskClient) -> None:
    refused: dict[str, int] = {}
    looked_at: set[str] = set()
    with in_app():
        submitted(world)
    for status in EventStatus:
        with in_app():
            event_of(world).status = status
            db.session.commit()
        links = {link.partition("#")[0] for link in LINK.findall(guest.get(f"/events/{world.event}").text)}
        for link in {link for link in links - looked_at if "/documents/" not in link}:
            refused |= {link: code} if (code := guest.get(link).status_code) >= 400 else {}
        looked_at |= links

    assert refused == {}


@pytest.mark.parametrize(
    "path",
    [
        "/events",
        "/events/new",
        "/calendar",
        "/approvals",
        "/users",
        "/me",
        "/events/{other}",
        "/events/{other}/plan",
        "/events/{event}/team",
        "/events/{event}/copy",
        "/organisations/1",
    ],
)
def test_guest_sees_nothing_else(world: World, in_app: InApp, guest: FlaskClient, path: str) -> None:
    with in_app():
        actor = user(world, "周老师")
        other = create_event("blank", title="别的", organisation_id=world.units["school"], actor=actor)
        db.session.commit()
        address = path.format(event=world.event, other=other.id)

    assert guest.get(address).status_code == 404


def test_desk_leads_guests_to_their_event(world: World, guest: FlaskClient) -> None:
    assert guest.get("/").headers["Location"] == f"/events/{world.event}"


def test_guest_edits_and_the_log_says_from_outside(world: World, in_app: InApp, guest: FlaskClient) -> None:
    path = f"/events/{world.event}/rows/duties/new"

    assert guest.post(path, data={"role": "随队医生", "name": "孙医生"}).status_code == 302

    with in_app():
        entry = recent_activity(world.event, 1)[0]
        assert (entry.actor, entry.user_id) == ("孙医生（外部）", None)
    assert "孙医生（外部）" in guest.get(f"/events/{world.event}").text


def test_guest_reader_edits_nothing(world: World, client: FlaskClient, invited: Invited) -> None:
    client.post(invited(TeamRole.READER))

    assert client.post(f"/events/{world.event}/rows/duties/new", data={"role": "随队医生"}).status_code == 403
    assert client.post(f"/events/{world.event}/facts", data={"title": "别的"}).status_code == 403


@pytest.mark.parametrize("step", ["submit", "withdraw", "approval", "delete", "advance", "team/invites", "team/owner"])
def test_guest_takes_no_steps(world: World, in_app: InApp, guest: FlaskClient, step: str) -> None:
    with in_app():
        change(event_of(world), user(world, "周老师"), place="校操场", stated_total=41)
        db.session.commit()

    assert guest.post(f"/events/{world.event}/{step}", data={"to": "cancelled"}).status_code in (403, 404)

    with in_app():
        assert event_of(world).status == EventStatus.DRAFT
        assert event_of(world).deleted_at is None
    assert "提交审批" not in guest.get(f"/events/{world.event}").text


def test_guest_waits_while_the_plan_is_read(world: World, in_app: InApp, guest: FlaskClient) -> None:
    with in_app():
        submitted(world)

    answer = guest.post(f"/events/{world.event}/rows/duties/new", data={"role": "随队医生"})

    assert answer.status_code == 403
    assert "方案正在审批，先撤回再改。" in answer.text


def test_guest_signs_out(world: World, guest: FlaskClient) -> None:
    assert "退出</button>" in guest.get(f"/events/{world.event}").text

    assert guest.post("/sign-out").headers["Location"] == "/sign-in"
    assert guest.get(f"/events/{world.event}").status_code == 302


@pytest.mark.parametrize("why", ["over", "revoked", "deleted"])
def test_guest_is_out_and_the_link_says_so(
    world: World, in_app: InApp, app: Flask, invited: Invited, at: At, why: str
) -> None:
    client, address = app.test_client(), invited()
    client.post(address)
    with in_app():
        if why == "revoked":
            revoke_link(links_of_event(world.event)[0], actor=user(world, "周老师"))
        elif why == "deleted":
            delete_event(event_of(world), actor=user(world, "周老师"))
        db.session.commit()
    if why == "over":
        at(datetime(2027, 6, 30, 16, tzinfo=UTC))

    assert client.get(f"/events/{world.event}").status_code == (404 if why == "deleted" else 302)
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 404
        assert CLOSED in answer.text


def test_link_that_never_was_is_a_404_sentence(world: World, client: FlaskClient) -> None:
    answer = client.get("/join/nothere")

    assert answer.status_code == 404
    assert CLOSED in answer.text


def test_guest_reads_nothing_of_the_accounts_in_the_log(
    world: World, in_app: InApp, guest: FlaskClient, signed_in: SignedIn
) -> None:
    with in_app():
        add_row(event_of(world), "expenses", PAID, actor=user(world, "周老师"))
        db.session.commit()

    pages = [client.get(f"/events/{world.event}").text for client in (guest, signed_in("陈老师"))]

    assert ["支出“大巴租赁”" in page for page in pages] == [False, True]
