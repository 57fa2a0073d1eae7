"""The frame of every page: which room it marks, what waits there, who is here."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.enums import TeamRole
from planner.extensions import db
from planner.models import Link
from planner.services.devices import begin_session
from planner.services.team import invite_guest
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.markup import squeeze
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]


def marked(page: str, bar: str) -> list[str]:
    """The words of the links in that bar that say: you are here."""
    found = re.search(rf'<nav class="{bar}".*?</nav>', squeeze(page))
    assert found
    links = re.findall(r'<a href="[^"]*" aria-current="page">(.*?)</a>', found[0])
    return ["".join(re.sub(r"<svg.*?</svg>|<span.*?</span>|\s", "", link)) for link in links]


@pytest.mark.parametrize(
    ("address", "rail", "bottom"),
    [
        ("/", "工作台", "工作台"),
        ("/events", "活动", "活动"),
        ("/events/new", "活动", "活动"),
        ("/events/{}", "活动", "活动"),
        ("/events/{}/duties", "活动", "活动"),
        ("/events/{}/revisions", "活动", "待办"),
        ("/approvals", "审批", "待办"),
        ("/finance/overview", "财务", ""),
        ("/organisations/{school}", "单位与人员", ""),
        ("/organisations/{school}/policies", "单位与人员", ""),
        ("/organisations/{school}/volunteer-rules", "单位与人员", ""),
        ("/me", "", "我的"),
        ("/me/deputies", "", "我的"),
    ],
)
def test_page_marks_its_room(waiting: World, signed_in: SignedIn, address: str, rail: str, bottom: str) -> None:
    there = address.format(waiting.event, school=waiting.units["school"])
    page = signed_in("管理员").get(there, follow_redirects=True).text

    assert [marked(page, "side-nav"), marked(page, "bottombar")] == [[rail] * bool(rail), [bottom] * bool(bottom)]


def test_rooms_count_what_waits_there(waiting: World, signed_in: SignedIn) -> None:
    approver, organiser = (signed_in(name).get("/events").text for name in ("韩校长", "周老师"))

    assert '<span class="count hot">1</span>' in approver
    assert '<span class="pip">1</span>' in approver
    assert "count hot" not in organiser
    assert 'class="pip"' not in organiser


def test_user_is_named_with_unit_and_role(world: World, signed_in: SignedIn) -> None:
    page = signed_in("周老师").get("/").text

    assert "<small>镇中心小学</small>" in page
    assert '<small class="d-block muted xs">组织者</small>' in page


@pytest.mark.parametrize(("last", "words"), [(date(2027, 6, 8), "6月8日"), (date(2028, 1, 8), "2028年1月8日")])
def test_guest_sees_until_when_and_no_rooms(
    app: Flask, world: World, in_app: InApp, at: At, last: date, words: str
) -> None:
    at(datetime(2027, 5, 1, 8, tzinfo=UTC))
    with in_app():
        guest, _ = invite_guest(
            event_of(world),
            name="王医生",
            organisation="",
            role=TeamRole.READER,
            ends_on=last,
            actor=user(world, "周老师"),
        )
        db.session.commit()
        session_id = begin_session(db.session.get_one(Link, guest.id))
        db.session.commit()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = session_id, True

    page = client.get(f"/events/{world.event}").text

    assert f'<small class="d-block muted xs">查看，到 {words}</small>' in page
    assert "<small>外部协作</small>" in page
    assert "单位与人员" not in page
    assert "bottombar" not in page
