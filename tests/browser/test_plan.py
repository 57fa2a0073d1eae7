"""Writing a plan: saved while one types, and no text is ever lost."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from planner.extensions import db
from planner.models import PlanSection
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.network import lose_answers, lose_posts

PURPOSE = "活动目的"


@pytest.fixture
def desk(page_at: Callable[..., Any], live_server: LiveServer) -> Any:
    """The editor with the chapter 活动目的."""
    return opened(page_at(1280), live_server)


def opened(page: Any, server: LiveServer, heading: str = PURPOSE) -> Any:
    enter(page, server)
    page.goto(f"/events/{sample_event(server)}/plan?section={section(server, heading).key}")
    return page


def section(server: LiveServer, heading: str = PURPOSE) -> PlanSection:
    """The chapter of the sample event as it stands in the database."""
    wanted = select(PlanSection).where(PlanSection.heading == heading, PlanSection.event_id == sample_event(server))
    with server.app.app_context():
        return db.session.scalars(wanted).one()


def overwrite(server: LiveServer, text: str) -> None:
    """Somebody else saves in between."""
    wanted = select(PlanSection).where(PlanSection.heading == PURPOSE, PlanSection.event_id == sample_event(server))
    with server.app.app_context():
        row = db.session.scalars(wanted).one()
        row.text, row.version, row.edited_by = text, row.version + 1, "李老师"
        db.session.commit()


def write(page: Any, text: str) -> None:
    page.locator("#text").focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(text)


def wait_saved(page: Any) -> None:
    page.locator("[data-state]", has_text="已存").wait_for()


def test_text_is_saved_when_typing_stops(desk: Any, live_server: LiveServer) -> None:
    write(desk, "\n（五）")

    desk.locator("[data-state]", has_text="还没存").wait_for()
    wait_saved(desk)
    assert section(live_server).text.endswith("\n（五）")
    expect(desk.locator("[data-count]")).to_have_text("135")
    expect(desk.locator("[data-hints]").get_by_text("“（五）”后面是空的")).to_be_visible()
    expect(desk.locator(".toc a[aria-current] .mk.p")).to_have_count(1)
    assert desk.locator("#text").evaluate("e => e === document.activeElement")


def test_leaving_the_sheet_saves_at_once(desk: Any, live_server: LiveServer) -> None:
    write(desk, "又一句。")
    desk.locator("#h-sec").click()

    wait_saved(desk)
    assert section(live_server).text.endswith("又一句。")


def test_without_network_the_text_stays_and_goes_later(desk: Any, live_server: LiveServer) -> None:
    desk.context.set_offline(True)
    write(desk, "离线写的。")

    desk.get_by_text("网络断了，没存上").wait_for()
    expect(desk.locator("#text")).to_have_value(re.compile("离线写的。$"))
    assert "离线写的" in desk.evaluate("JSON.stringify(localStorage)")
    desk.context.set_offline(False)
    wait_saved(desk)
    assert section(live_server).text.endswith("离线写的。")
    assert desk.evaluate("localStorage.length") == 0


def test_text_that_got_lost_on_its_way_is_sent_again_by_a_button(desk: Any, live_server: LiveServer) -> None:
    end = lose_posts(desk)
    write(desk, "路上丢的。")
    desk.get_by_text("网络断了，没存上").wait_for()
    end()

    desk.get_by_role("button", name="再存一次").click()

    wait_saved(desk)
    assert section(live_server).text.endswith("路上丢的。")


def test_text_whose_answer_got_lost_is_saved_again_without_a_clash(desk: Any, live_server: LiveServer) -> None:
    end = lose_answers(desk)
    write(desk, "存上了没回音。")
    desk.get_by_text("网络断了，没存上").wait_for()
    assert section(live_server).text.endswith("存上了没回音。")
    end()

    desk.get_by_role("button", name="再存一次").click()

    wait_saved(desk)
    expect(desk.locator("[data-clash]")).to_have_count(0)


def test_a_copy_left_in_the_browser_can_be_put_back(desk: Any, live_server: LiveServer) -> None:
    key = f"plan/{sample_event(live_server)}/{section(live_server).key}"
    desk.evaluate("([k, v]) => localStorage.setItem(k, v)", [key, '{"text": "昨天没存上的", "at": 1}'])
    desk.reload()

    desk.get_by_role("button", name="放回来").click()

    wait_saved(desk)
    assert section(live_server).text == "昨天没存上的"


def test_after_a_lost_update_mine_goes_only_when_i_say_so(desk: Any, live_server: LiveServer) -> None:
    overwrite(live_server, "他们的<b>文字")
    write(desk, "我的。")

    desk.get_by_text("李老师刚才也改了这一节").wait_for()
    expect(desk.locator("[data-theirs]")).to_have_text("他们的<b>文字")
    expect(desk.locator("#text")).to_have_value(re.compile("我的。$"))
    sent = []
    desk.on("request", lambda request: sent.append(request.method))
    desk.clock.install()
    write(desk, "还是我的。")
    desk.clock.fast_forward(10_000)
    desk.wait_for_load_state("networkidle")
    assert sent == []
    assert section(live_server).text == "他们的<b>文字"
    desk.locator(".ed-foot").get_by_role("button", name="保存").click()
    wait_saved(desk)
    assert section(live_server).text.endswith("我的。还是我的。")


def test_after_a_lost_update_theirs_can_be_taken_and_given_back(desk: Any, live_server: LiveServer) -> None:
    overwrite(live_server, "他们的")
    write(desk, "我的。")
    desk.get_by_text("李老师刚才也改了这一节").wait_for()

    desk.get_by_role("link", name="用李老师的").click()

    expect(desk.locator("#text")).to_have_value("他们的")
    assert section(live_server).text == "他们的"
    desk.locator("[data-toast]").get_by_role("button", name="撤销").click()
    wait_saved(desk)
    assert section(live_server).text.endswith("我的。")


def test_an_example_is_put_in_and_taken_out(desk: Any) -> None:
    before = desk.locator("#text").input_value()

    desk.get_by_role("button", name="插入").nth(1).click()

    expect(desk.locator("#text")).to_have_value(before + "\n" + desk.locator("[data-example]").nth(1).inner_text())
    desk.locator("[data-toast]", has_text="已插入“写法 2”").get_by_role("button", name="撤销").click()
    expect(desk.locator("#text")).to_have_value(before)


def test_going_to_another_chapter_saves_first(desk: Any, live_server: LiveServer) -> None:
    write(desk, "走之前写的。")
    desk.locator(".toc a", has_text="活动时间").click()

    desk.locator("#h-sec", has_text="活动时间").wait_for()
    assert section(live_server).text.endswith("走之前写的。")


def test_leaving_with_unsaved_text_is_asked_about(desk: Any) -> None:
    asked = []
    desk.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    desk.context.set_offline(True)
    write(desk, "没存上的。")
    desk.get_by_text("网络断了").wait_for()
    desk.context.set_offline(False)

    desk.goto("/")

    assert asked == ["beforeunload"]


def test_a_session_that_ended_keeps_the_text(desk: Any, live_server: LiveServer) -> None:
    desk.context.clear_cookies()
    write(desk, "登录过期时写的。")

    desk.locator("[data-answer] .note").wait_for()
    expect(desk.locator("[data-state]")).to_contain_text("没存上")
    expect(desk.locator("#text")).to_have_value(re.compile("登录过期时写的。$"))


def test_too_much_text_is_refused_and_stays(desk: Any, live_server: LiveServer) -> None:
    before = section(live_server).text
    desk.locator("#text").evaluate(
        "e => { e.value = '字'.repeat(300000); e.dispatchEvent(new Event('input', { bubbles: true })); }"
    )

    desk.get_by_text("最多 20,000 个字，现在有 300,000 个").wait_for()
    expect(desk.locator("#text")).to_have_value("字" * 300_000)
    assert section(live_server).text == before


def test_renaming_keeps_what_is_being_written(desk: Any, live_server: LiveServer) -> None:
    write(desk, "改名前写的。")
    desk.locator(".sheet-panel summary").first.click()
    desk.get_by_role("link", name="改标题").click()
    desk.locator(".row-line").get_by_label("标题").fill("为什么办")
    write(desk, "改名时写的。")
    desk.locator(".row-line").get_by_role("button", name="保存", exact=True).click()

    desk.locator("#h-sec", has_text="为什么办").wait_for()
    expect(desk.locator("#text")).to_have_value(re.compile("改名前写的。改名时写的。$"))
    wait_saved(desk)
    assert section(live_server, "为什么办").text.endswith("改名时写的。")


def test_chapters_are_added_moved_removed_and_brought_back(desk: Any) -> None:
    desk.locator(".toc").get_by_role("link", name="加一节").click()
    desk.locator(".row-line").get_by_label("标题").fill("志愿者招募")
    desk.locator(".row-line").get_by_role("button", name="保存", exact=True).click()
    desk.locator("#h-sec", has_text="志愿者招募").wait_for()
    desk.locator(".toc a[aria-current]").focus()
    desk.keyboard.press("Alt+ArrowUp")
    desk.locator(".toc li:nth-last-child(4)", has_text="志愿者招募").wait_for()
    assert desk.evaluate("document.activeElement.textContent.trim()").startswith("志愿者招募")
    desk.locator(".sheet-panel summary").first.click()

    desk.get_by_role("button", name="删除这一节").click()

    toast = desk.locator("[data-toast]", has_text="已删除章节“志愿者招募”")
    toast.get_by_role("button", name="撤销").click()
    desk.locator("#h-sec", has_text="志愿者招募").wait_for()


def test_without_scripts_text_is_saved_and_a_clash_shows_both(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    page = opened(page_at(1280, java_script_enabled=False), live_server)
    expect(page.get_by_role("button", name="插入").first).to_be_hidden()
    overwrite(live_server, "他们的")

    page.locator("#text").fill("我的")
    page.get_by_role("button", name="保存").click()

    expect(page.locator("[data-theirs]")).to_have_text("他们的")
    expect(page.locator("#text")).to_have_value("我的")
    page.get_by_role("button", name="保存").click()
    wait_saved(page)
    assert section(live_server).text == "我的"


def test_phone_changes_the_chapter_by_a_list(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = opened(page_at(390), live_server)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390

    page.get_by_label("换章节").select_option(label="10 / 19　日程安排")
    page.get_by_role("button", name="转到").click()

    page.locator("#h-sec", has_text="日程安排").wait_for()
    expect(page.get_by_text("自动印出日程")).to_be_visible()


@pytest.mark.parametrize("width", [1280, 390])
@pytest.mark.parametrize("heading", [PURPOSE, "经费预算", "应急预案"])
def test_nothing_serious_is_in_the_way(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int, heading: str
) -> None:
    page = opened(page_at(width), live_server, heading)

    assert axe(page) == []
