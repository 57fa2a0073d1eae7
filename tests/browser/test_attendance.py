"""Volunteers who check in and out on their phones, and organisers who tick, several at once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from planner import clock
from planner.days import Day
from planner.enums import PlaceCheck
from planner.extensions import db
from planner.models import Event, Link, SignUp, User
from planner.people.applicants import Applicant
from planner.queries.attendance import find_attendance
from planner.services.postcodes import code_of_post
from planner.services.rows import find_row
from planner.services.signups import sign_up
from tests.browser.conftest import PHONE, LiveServer
from tests.browser.entry import enter, event_without_volunteers
from tests.planner.conftest import World
from tests.planner.signingsteps import add_shift, open_sign_up

PageAt = Callable[..., Any]
NAMES = ("林知远", "苏禾")
HERE = {"latitude": 30.2741, "longitude": 120.1551}


@dataclass(frozen=True)
class OnSite:
    """A shift that began a few minutes ago, with two who are expected."""

    ticks: str
    desk: str
    own_page: str
    scanned: str
    digits: str
    yesterday: str
    sign_up: int


@pytest.fixture
def on_site(live_server: LiveServer) -> OnSite:
    """It is today, as far as a test can see to it."""
    with live_server.app.app_context():
        event = db.session.get_one(Event, event_without_volunteers(live_server))
        owner = db.session.get_one(User, event.owner_id)
        world = World({}, {"周老师": owner.id}, event.id)
        shift, token = add_shift(world, "栈道看护"), open_sign_up(world)
        made = [
            sign_up(event, shift, [Applicant(name=name, phone=f"1390000000{at}")], actor=owner)[0]
            for at, name in enumerate(NAMES)
        ]
        row, today = find_row(event, "shifts", shift), clock.today()
        row.day, row.start, row.end = Day.of(today), _minutes_ago(5), time(23, 59)
        # Past the services, so the plan that is kept in memory must be told.
        event.change_number += 1
        db.session.commit()
        codes = [code_of_post(event, row.post, today - timedelta(days=days)) for days in (0, 1)]
        return OnSite(
            ticks=f"/events/{event.id}/volunteers/shifts/{shift}/attendance",
            desk=f"/events/{event.id}/volunteers/check-in",
            own_page=f"/v/me/{db.session.get_one(Link, made[0].volunteer.link_id).token}",
            scanned=f"/v/{token}/at/{row.post}/{codes[0]}",
            digits=codes[0],
            yesterday=codes[1],
            sign_up=made[0].id,
        )


def _minutes_ago(minutes: int) -> time:
    """That much before now, but not before today."""
    now = clock.local(clock.now())
    first = datetime.combine(now.date(), time.min, now.tzinfo)
    return max(first, now - timedelta(minutes=minutes)).time().replace(second=0, microsecond=0)


def let_time_pass(server: LiveServer, on_site: OnSite) -> None:
    """They came two minutes earlier than they did."""
    with server.app.app_context():
        noted = find_attendance(on_site.sign_up)
        assert noted is not None
        assert noted.arrived_at is not None
        noted.arrived_at -= timedelta(minutes=2)
        db.session.commit()


def came_and_went(server: LiveServer, on_site: OnSite) -> tuple[bool, bool, bool]:
    """Whether the first one has come, whether that was kept on their phone for a while, whether they have gone."""
    with server.app.app_context():
        noted = find_attendance(db.session.get_one(SignUp, on_site.sign_up).id)
        assert noted is not None
        return noted.arrived_at is not None, noted.arrived_sent_at is not None, noted.left_at is not None


def test_volunteer_checks_in_without_signal_and_out_by_the_sign(
    page_at: PageAt, on_site: OnSite, live_server: LiveServer, axe: Callable[[Any], list[str]]
) -> None:
    page = page_at(PHONE)
    page.goto(on_site.own_page)
    page.locator("[name=digits]").fill(on_site.yesterday)
    page.get_by_role("button", name="签到").click()
    expect(page.get_by_role("alert")).to_contain_text("这是昨天的四位数")
    assert axe(page) == []

    page.context.set_offline(True)
    page.locator("[name=digits]").fill(on_site.digits)
    page.get_by_role("button", name="签到").click()
    page.get_by_text("没有信号，签到存在本机").wait_for()
    page.context.set_offline(False)
    page.get_by_role("heading", name="已签到").wait_for()
    assert axe(page) == []

    page.get_by_role("button", name="签退").click()
    expect(page.get_by_role("alert")).to_contain_text("是不是多按了一下")
    let_time_pass(live_server, on_site)
    page.goto(on_site.scanned)
    page.get_by_role("button", name="签退").click()
    page.locator(".now").wait_for(state="detached")
    expect(page.locator(".my-list")).to_contain_text("已签退")
    assert came_and_went(live_server, on_site) == (True, False, True)


def test_place_that_the_organiser_took_on_site_is_compared_and_not_kept(
    page_at: PageAt, on_site: OnSite, live_server: LiveServer
) -> None:
    here = {"geolocation": HERE, "permissions": ["geolocation"]}
    organiser, volunteer = page_at(PHONE, **here), page_at(PHONE, **here)
    enter(organiser, live_server)
    organiser.goto(on_site.desk)
    part = organiser.locator("[data-place]").filter(has_text="栈道看护")
    part.get_by_role("button", name="用我现在的位置").click()
    part.locator("input:valid").and_(organiser.locator("[name]:not(:placeholder-shown)")).wait_for()
    organiser.get_by_label("签到时看看人在不在附近").select_option("500")
    organiser.get_by_role("button", name="保存").click()
    organiser.get_by_text("已保存").wait_for()

    volunteer.goto(on_site.own_page)
    volunteer.locator("[name=digits]").fill(on_site.digits)
    volunteer.get_by_role("button", name="签到").click()
    volunteer.get_by_role("heading", name="已签到").wait_for()

    with live_server.app.app_context():
        noted = find_attendance(on_site.sign_up)
        assert noted is not None
        assert noted.arrived_place is PlaceCheck.NEAR


def test_volunteer_checks_in_without_scripts(page_at: PageAt, on_site: OnSite, live_server: LiveServer) -> None:
    page = page_at(PHONE, java_script_enabled=False)
    page.goto(on_site.own_page)
    page.goto(on_site.scanned)
    expect(page.locator("[name=digits]")).to_have_value(on_site.digits)
    page.get_by_role("button", name="签到").click()
    expect(page.locator(".now h2")).to_have_text("已签到")
    let_time_pass(live_server, on_site)
    page.get_by_role("button", name="签退").click()
    expect(page.locator(".my-list")).to_contain_text("已签退")

    assert came_and_went(live_server, on_site) == (True, False, True)


def test_two_organisers_see_what_the_other_ticks(
    page_at: PageAt, on_site: OnSite, live_server: LiveServer, axe: Callable[[Any], list[str]]
) -> None:
    first, second = page_at(PHONE), page_at(1280)
    for page, name in ((first, "周老师"), (second, "管理员")):
        enter(page, live_server, name)
        page.goto(on_site.ticks)
        page.locator("html[data-ready]").wait_for()
    assert axe(first) == []

    first.get_by_label("到了 苏禾").click()
    first.locator(".here").get_by_text("周老师勾的").wait_for()
    second.locator(".here").get_by_text("周老师勾的").wait_for()
    second.locator(".here").get_by_role("button", name="走了").click()
    first.get_by_role("heading", name="走了 1 人").wait_for()
    assert axe(first) == []
    first.get_by_label("撤回签退 苏禾").click()
    second.get_by_role("heading", name="到了 1 人").wait_for()


def test_organiser_ticks_without_scripts(page_at: PageAt, on_site: OnSite, live_server: LiveServer) -> None:
    page = page_at(PHONE, java_script_enabled=False)
    enter(page, live_server)
    page.goto(on_site.ticks)
    page.get_by_label("到了 林知远").click()
    page.get_by_label("走了 林知远").click()
    page.get_by_label("撤回签退 林知远").click()
    page.get_by_label("走了 林知远").wait_for()

    assert came_and_went(live_server, on_site) == (True, False, False)
