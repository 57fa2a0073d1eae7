"""The organiser's board of volunteers: an absence, a late leave, several at once, somebody of the file."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from playwright.sync_api import expect

from planner import clock
from planner.extensions import db
from planner.models import Event, FiledVolunteer, SignUp
from planner.people.applicants import Applicant
from planner.services.signups import leave_shift, sign_up
from tests.browser.conftest import PHONE, LiveServer
from tests.browser.entry import sample_event
from tests.planner.conftest import World
from tests.planner.signingsteps import add_shift, open_sign_up
from tests.planner.submissions import user
from tests.planner.volunteersteps import page_of

Visit = Callable[..., Any]
NAMES = ("方知远", "苗禾", "江帆")


@pytest.fixture
def board(live_server: LiveServer) -> dict[str, str]:
    """The boards of a shift that has begun, of one with two places that three people want, and of an empty one.

    Of the second one 方知远 asks to leave.
    """
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        world = World({}, {"周老师": event.owner_id}, event.id)
        organiser = user(world, "周老师")
        later = add_shift(world, "栈道看护", days=1, hours=(0, 7), places=2)
        empty = add_shift(world, "水利馆引导", days=2, hours=(0, 7))
        today = add_shift(world, "接回交接", days=0, hours=(0, 23))
        open_sign_up(world, leave_hours=72)
        made = [
            sign_up(event, later, [Applicant(name=name, phone=f"1380000003{n}", born=(1998, 3))], actor=organiser)[0]
            for n, name in enumerate(NAMES)
        ]
        leave_shift(event, made[0], because="要加班", actor=page_of(made[0]))
        db.session.add(
            SignUp(event_id=event.id, volunteer=made[1].volunteer, shift=today, state=made[1].state, arrival=9)
        )
        db.session.add(
            FiledVolunteer(
                organisation_id=event.organisation_id,
                name="单晓",
                phone="13800000039",
                born="1998-03",
                renewed_at=clock.now() - timedelta(days=1),
            )
        )
        db.session.commit()
        return {name: f"volunteers?shift={key}" for name, key in (("later", later), ("today", today), ("empty", empty))}


def test_absence_is_marked_and_taken_back_on_a_phone(visit: Visit, board: dict[str, str]) -> None:
    page = visit(board["today"], PHONE)

    page.get_by_label("记未到 苗禾").click()
    page.get_by_text("未到（周老师记的）").wait_for()
    page.get_by_label("撤回未到 苗禾").click()
    page.get_by_label("记未到 苗禾").wait_for()


def test_late_leave_is_answered_and_the_next_moves_up(
    visit: Visit, board: dict[str, str], axe: Callable[[Any], list[str]]
) -> None:
    page = visit(board["later"])
    assert axe(page) == []

    page.get_by_label("准假 方知远").click()
    page.get_by_role("button", name="准假", exact=True).click()
    page.locator("#shift").wait_for()

    people = page.locator("table.vol").inner_text()
    assert ("方知远" in people, "苗禾" in people, "江帆" in people, "候补" in people) == (False, True, True, False)


def test_several_get_places_and_everybody_stands_in_the_list_by_person(visit: Visit, board: dict[str, str]) -> None:
    page = visit(board["later"])

    page.get_by_text("全选 3 人").click()
    page.get_by_text("都不选").wait_for()
    page.get_by_role("button", name="确认").click()
    page.get_by_label("名额满了也补上").check()
    page.get_by_role("button", name="确认 3 人").click()
    page.get_by_text("1 人有名额了").wait_for()
    page.get_by_role("link", name="按人").click()
    page.locator("#people").wait_for()

    listed = page.locator("section.listing tbody tr")
    ours = listed.filter(has_text=re.compile("|".join(NAMES)))
    expect(ours.locator("th")).to_have_text(["方知远", "江帆", "苗禾"])
    expect(ours.filter(has_text="候补")).to_have_count(0)


def test_somebody_of_the_file_is_asked_and_the_text_is_copied(
    visit: Visit, board: dict[str, str], axe: Callable[[Any], list[str]]
) -> None:
    page = visit(board["empty"])

    page.get_by_role("link", name="从往年里请").click()
    page.get_by_label("请单晓").check()
    expect(page.get_by_label("请单晓")).to_be_checked()
    assert axe(page) == []
    page.get_by_label("发消息问").check()
    page.get_by_role("button", name="请勾上的人").click()
    page.get_by_role("button", name="复制").click()

    page.get_by_role("button", name="已复制").or_(page.get_by_role("button", name="已选中")).wait_for()
    expect(page.get_by_label("发给单晓的话")).to_have_value(re.compile("单晓，您好！"))
    expect(page.get_by_label("发给单晓的话")).to_have_value(re.compile("/v/me/"))
