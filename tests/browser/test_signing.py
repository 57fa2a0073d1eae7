"""Volunteers on their phones: alone, as a group, under age with a signature, a clash, the line, without scripts."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from planner.extensions import db
from planner.models import Event
from planner.services.rows import add_row
from tests.browser.conftest import PHONE, LiveServer
from tests.browser.entry import event_without_volunteers
from tests.planner.conftest import World
from tests.planner.signingsteps import ALONE, GROUP, MINOR, add_shift, open_sign_up
from tests.planner.submissions import user

PageAt = Callable[..., Any]


@pytest.fixture
def public(live_server: LiveServer) -> str:
    """The address of the public page: two shifts that overlap, for one and for three, and a question to minors."""
    with live_server.app.app_context():
        event = db.session.get_one(Event, event_without_volunteers(live_server))
        world = World({}, {"周老师": event.owner_id}, event.id)
        add_shift(world, "栈道看护", places=1)
        add_shift(world, "水利馆引导", hours=(10, 12), places=3)
        add_row(event, "questions", {"text": "放学谁来接", "minors": True}, actor=user(world, "周老师"))
        token = open_sign_up(world)
        db.session.commit()
    return f"/v/{token}"


def fill(page: Any, data: Any) -> None:
    """Fill in the form as far as it has these fields, and send it."""
    for name, text in data.items():
        field = page.locator(f"[name={name}]")
        if name == "sex":
            page.locator(f"[name=sex][value={text}]").check()
        elif text == "y":
            field.check()
        else:
            field.fill(text)
    page.locator(".dock button").click()


def expect_heading(page: Any, text: str) -> None:
    """What the page answers."""
    expect(page.locator("h1")).to_have_text(text)


def sign(page: Any) -> None:
    """Draw three strokes."""
    box = page.locator("[data-pad-box]")
    box.scroll_into_view_if_needed()
    place = box.bounding_box()
    for left in (30, 110, 190):
        page.mouse.move(place["x"] + left, place["y"] + 30)
        page.mouse.down()
        page.mouse.move(place["x"] + left + 40, place["y"] + 110, steps=8)
        page.mouse.up()


def test_line_moves_up_after_a_leave_without_scripts(page_at: PageAt, public: str) -> None:
    first, second = (page_at(PHONE, java_script_enabled=False) for _ in range(2))
    first.goto(public)
    first.get_by_label("栈道看护").click()
    fill(first, ALONE)
    expect_heading(first, "已报名")
    second.goto(public)
    second.get_by_label("候补 ").last.click()
    fill(second, {**ALONE, "name": "苏禾", "phone": "13800000031"})
    expect_heading(second, "候补第 1 位")

    first.get_by_text("打开我的页面").click()
    first.get_by_label("请假").click()
    with first.expect_navigation():
        first.locator(".dock button").click()
    second.get_by_text("打开我的页面").click()

    expect(second.locator(".my-list")).to_contain_text("候补补上了")


def test_minor_signs_with_a_guardian_and_sees_the_clash(
    page_at: PageAt, public: str, axe: Callable[[Any], list[str]]
) -> None:
    page = page_at(PHONE)
    page.goto(public)
    assert axe(page) == []
    page.get_by_label("栈道看护").click()
    page.locator("[data-guardian]").wait_for(state="hidden")
    page.locator("[data-minor]").wait_for(state="hidden")
    page.locator("[name=year]").fill(MINOR["year"])
    page.locator("[name=month]").fill(MINOR["month"])
    page.get_by_label("放学谁来接").fill("奶奶接")
    sign(page)
    expect(page.locator("[data-pad-box] path")).not_to_have_attribute("d", "")
    assert axe(page) == []
    fill(page, MINOR)
    expect_heading(page, "已报名")

    page.goto(public)

    expect(page.locator(".free.off")).to_contain_text("和栈道看护重叠")
    page.get_by_label("换过去").click()
    expect_heading(page, "已报名")
    page.get_by_text("打开我的页面").click()
    page.get_by_text("组织者问的").wait_for()
    assert axe(page) == []
    page.get_by_text("组织者问的").click()
    expect(page.get_by_label("放学谁来接")).to_have_value("奶奶接")
    assert axe(page) == []


def test_group_signs_up_together(page_at: PageAt, public: str) -> None:
    page = page_at(PHONE)
    page.goto(public)
    page.get_by_label("水利馆引导").click()
    page.get_by_text("我们一起").click()
    fill(page, GROUP)

    expect_heading(page, "登记了 2 人")
    expect(page.locator(".answer")).to_contain_text("2 人已报名。")
