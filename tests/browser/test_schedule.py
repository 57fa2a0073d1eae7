"""Moving the blocks of a schedule: mouse, finger, keyboard, the lock, and without scripts."""

from collections.abc import Callable
from datetime import time
from typing import Any

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from planner.extensions import db
from planner.models import ScheduleItem
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event

FILM = "露天电影"  # 8月10日 19:30—20:45
HOUR = 49.6


@pytest.fixture
def board(page_at: Callable[..., Any], live_server: LiveServer) -> Any:
    """The day columns on a tall desk screen."""
    return opened(tall(page_at(1280)), live_server)


def opened(page: Any, server: LiveServer, query: str = "") -> Any:
    enter(page, server)
    page.goto(f"/events/{sample_event(server)}/schedule{query}")
    return page


def tall(page: Any) -> Any:
    """The page on a screen that shows a whole day."""
    page.set_viewport_size({"width": page.viewport_size["width"], "height": 1500})
    return page


def block(page: Any) -> Any:
    return page.locator(".it", has_text=FILM)


def time_of(server: LiveServer) -> str:
    """Where the film stands now."""
    with server.app.app_context():
        item = db.session.scalars(select(ScheduleItem).where(ScheduleItem.title == FILM)).one()
        return f"{item.day.short} {item.start:%H:%M}—{item.end:%H:%M}"


def drag(page: Any, down: float, across: float = 0, *, edge: bool = False) -> None:
    box = block(page).bounding_box()
    x, y = box["x"] + 40, box["y"] + (box["height"] - 4 if edge else 12)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + across, y + down, steps=6)
    page.mouse.up()


def unlock(page: Any) -> None:
    page.get_by_role("button", name="解锁拖动").click()
    expect(page.locator("[data-lock]")).to_have_attribute("aria-pressed", "true")


def test_locked_blocks_stay_and_a_hint_says_why(board: Any, live_server: LiveServer) -> None:
    drag(board, HOUR)

    board.get_by_text("已锁定，先点“解锁拖动”").wait_for()
    board.clock.install()
    block(board).focus()
    board.keyboard.press("ArrowDown")
    board.clock.fast_forward(10_000)
    board.wait_for_load_state("networkidle")
    assert time_of(live_server) == "8月10日 19:30—20:45"
    expect(board.locator(".row-line")).to_have_count(0)


def test_mouse_moves_to_another_day_and_the_toast_takes_it_back(board: Any, live_server: LiveServer) -> None:
    unlock(board)

    drag(board, HOUR, across=-250)

    toast = board.locator("[data-toast]")
    toast.get_by_text("“露天电影”改到 2027年8月9日（周一） 20:30—21:45").wait_for()
    assert time_of(live_server) == "8月9日 20:30—21:45"
    assert board.evaluate("document.activeElement.dataset.start") == "20:30"
    toast.get_by_role("button", name="撤销").click()
    board.get_by_text("已撤销").wait_for()
    assert time_of(live_server) == "8月10日 19:30—20:45"


def test_mouse_stretches_by_the_lower_edge_in_steps_of_five(board: Any, live_server: LiveServer) -> None:
    unlock(board)

    drag(board, HOUR / 2 + 1, edge=True)

    board.locator("[data-toast]", has_text="改到").wait_for()
    assert time_of(live_server) == "8月10日 19:30—21:15"


def test_a_moved_block_opens_no_form_and_a_clicked_one_does(board: Any) -> None:
    unlock(board)
    drag(board, HOUR)
    board.locator("[data-toast]", has_text="改到").wait_for()
    expect(board.locator(".row-line")).to_have_count(0)

    block(board).click()

    board.locator(".row-line input[name=title]").wait_for()


def test_keys_move_stretch_and_change_the_day(board: Any, live_server: LiveServer) -> None:
    unlock(board)
    block(board).focus()

    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowUp", "ArrowRight"):
        board.keyboard.press(key)

    board.locator("[data-toast]", has_text="改到").wait_for()
    assert time_of(live_server) == "8月11日 19:40—20:50"
    assert board.evaluate("document.activeElement.dataset.start") == "19:40"
    expect(board.locator("body > [role=status]")).to_contain_text("19:40—20:50")


def test_escape_puts_a_block_back(board: Any, live_server: LiveServer) -> None:
    unlock(board)
    block(board).focus()
    style = block(board).get_attribute("style")
    board.clock.install()

    board.keyboard.press("ArrowUp")
    board.keyboard.press("Escape")

    board.clock.fast_forward(10_000)
    board.wait_for_load_state("networkidle")
    assert time_of(live_server) == "8月10日 19:30—20:45"
    expect(block(board)).to_have_attribute("style", style)


def test_the_lock_is_remembered(board: Any) -> None:
    unlock(board)
    board.reload()

    button = board.get_by_role("button", name="锁定", exact=True)
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(board.get_by_role("button", name="解锁拖动")).to_have_attribute("aria-pressed", "false")


def test_a_lost_update_shows_both_times(board: Any, live_server: LiveServer) -> None:
    unlock(board)
    with live_server.app.app_context():
        item = db.session.scalars(select(ScheduleItem).where(ScheduleItem.title == FILM)).one()
        item.start, item.version, item.edited_by = time(20), item.version + 1, "李老师"
        db.session.commit()

    drag(board, -HOUR)

    answer = board.locator("#answer")
    answer.get_by_text("李老师刚才也改了“露天电影”").wait_for()
    expect(answer).to_contain_text("李老师存的：20:00")
    expect(answer).to_contain_text("你要改成：18:30")
    expect(block(board)).to_have_attribute("data-start", "19:30")
    answer.get_by_role("button", name="用我的").click()
    board.locator("[data-toast]", has_text="改到").wait_for()
    assert time_of(live_server) == "8月10日 18:30—19:45"


def test_without_network_the_block_goes_back(board: Any) -> None:
    unlock(board)
    board.context.set_offline(True)

    drag(board, HOUR)

    board.locator("#answer").get_by_text("没改成，时间还是原来的").wait_for()
    expect(block(board)).to_have_attribute("style", "--f:19.5;--t:20.75;--l:0;--ls:1")


def test_a_filter_stays_after_a_move(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = opened(tall(page_at(1280)), live_server, "?place=营地操场")
    unlock(page)

    drag(page, HOUR)

    page.locator("[data-toast]", has_text="改到").wait_for()
    assert "place=" in page.url
    expect(page.locator(".it")).to_have_count(1)


def put_finger(page: Any, x: float, y: float) -> Any:
    """Put a finger there, and leave it; what comes back moves and lifts it."""
    client = page.context.new_cdp_session(page)
    client.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [{"x": x, "y": y}]})
    return client


def lift_finger(client: Any) -> None:
    client.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def draw_finger(page: Any, x: float, y: float, down: float) -> None:
    """Put a finger there and draw it down."""
    client = put_finger(page, x, y)
    for step in range(1, 7):
        point = {"x": x, "y": y + down * step / 6}
        client.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [point]})
    lift_finger(client)


def test_finger_moves_behind_the_lock(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = opened(tall(page_at(1024, has_touch=True)), live_server)
    box = block(page).bounding_box()
    held = put_finger(page, box["x"] + 40, box["y"] + 12)
    page.get_by_text("已锁定，先点“解锁拖动”").wait_for()
    lift_finger(held)
    page.reload()
    unlock(page)
    box = block(page).bounding_box()

    draw_finger(page, box["x"] + 40, box["y"] + 12, -HOUR)

    page.locator("[data-toast]", has_text="改到").wait_for()
    assert time_of(live_server) == "8月10日 18:30—19:45"


def test_phone_has_the_table_only(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = opened(page_at(390), live_server)

    expect(page.locator("[data-board]")).to_be_hidden()
    expect(page.locator("#schedule tr[data-key]").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    low = page.locator("#schedule .row-edit, .sch-bar a, .sch-bar button, .sch-bar select").evaluate_all(
        "all => all.filter((e) => e.getClientRects().length && e.getBoundingClientRect().height < 44).length"
    )
    assert low == 0


def test_without_scripts_a_block_is_a_link_to_its_form(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = opened(page_at(1280, java_script_enabled=False), live_server)
    expect(page.locator("[data-lock]")).to_be_hidden()

    block(page).click()
    page.get_by_label("开始").fill("20:00")
    page.get_by_role("button", name="保存", exact=True).click()

    page.wait_for_url("**/schedule*")
    assert time_of(live_server) == "8月10日 20:00—20:45"


@pytest.mark.parametrize("width", [1280, 390])
def test_nothing_serious_is_in_the_way(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    page = opened(page_at(width), live_server)

    assert axe(page) == []
