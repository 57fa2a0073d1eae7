"""Sending a form: once, with words when the network is slow or gone."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect
from sqlalchemy import func, select

from planner.extensions import db
from planner.models import Supply
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event
from tests.browser.network import hold_posts, lose_answers
from tests.browser.writing import BOTH_WIDTHS, VEST, save, type_vest


def count_vests(server: LiveServer) -> int:
    with server.app.app_context():
        return db.session.scalar(select(func.count()).select_from(Supply).where(Supply.name == VEST)) or 0


def vest_row(page: Any) -> Any:
    return page.locator("#supplies tr[data-key]", has_text=VEST)


@BOTH_WIDTHS
def test_double_click_adds_one_row(supplies: Callable[..., Any], live_server: LiveServer, width: int) -> None:
    page = supplies(width)
    form = type_vest(page)

    save(form).dblclick()

    vest_row(page).wait_for()
    expect(vest_row(page)).to_have_count(1)
    assert count_vests(live_server) == 1


@BOTH_WIDTHS
def test_second_tap_on_a_slow_network_adds_nothing(
    supplies: Callable[..., Any], live_server: LiveServer, width: int
) -> None:
    page = supplies(width)
    form = type_vest(page)
    let_go = hold_posts(page)

    save(form).click()
    form.get_by_text("正在存……").wait_for()
    expect(save(form)).to_be_disabled()
    form.get_by_label("数量").press("Enter")
    let_go()

    vest_row(page).wait_for()
    assert count_vests(live_server) == 1


def test_double_click_without_scripts_adds_one_row(supplies: Callable[..., Any], live_server: LiveServer) -> None:
    page = supplies(1280, java_script_enabled=False)
    form = type_vest(page)

    save(form).dblclick()

    vest_row(page).wait_for()
    expect(vest_row(page)).to_have_count(1)
    assert count_vests(live_server) == 1


@BOTH_WIDTHS
def test_row_whose_answer_was_lost_is_saved_again_and_counts_once(
    supplies: Callable[..., Any], live_server: LiveServer, width: int
) -> None:
    page = supplies(width)
    form = type_vest(page)
    end = lose_answers(page)
    save(form).click()
    form.get_by_text("网络断了，没存上。内容还在这里").wait_for()
    assert count_vests(live_server) == 1
    expect(form.get_by_label("物资")).to_have_value(VEST)
    end()

    save(form).click()

    vest_row(page).wait_for()
    expect(vest_row(page)).to_have_count(1)
    assert count_vests(live_server) == 1


@BOTH_WIDTHS
def test_without_network_the_row_stays_and_goes_when_it_is_back(
    supplies: Callable[..., Any], live_server: LiveServer, width: int
) -> None:
    page = supplies(width)
    form = type_vest(page)
    page.context.set_offline(True)
    save(form).click()
    form.get_by_text("网络断了，没存上").wait_for()
    expect(form.get_by_label("物资")).to_have_value(VEST)
    assert VEST in page.evaluate("JSON.stringify(localStorage)")

    page.context.set_offline(False)
    form.get_by_text("网络回来了，内容都在").wait_for()
    save(form).click()

    vest_row(page).wait_for()
    assert count_vests(live_server) == 1
    assert page.evaluate("localStorage.length") == 0


def test_a_plain_form_without_network_stays_as_well(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(1280)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/facts")
    form = page.locator("form.facts-form")
    form.get_by_label("主题").fill("看见家乡")
    page.context.set_offline(True)
    form.get_by_role("button", name="保存").click()
    form.get_by_text("网络断了，没存上").wait_for()
    expect(form.get_by_label("主题")).to_have_value("看见家乡")

    page.context.set_offline(False)
    form.get_by_role("button", name="保存").click()

    page.get_by_role("status").filter(has_text="已保存").wait_for()
    page.reload()
    expect(form.get_by_label("主题")).to_have_value("看见家乡")


def test_deleting_without_network_is_told_beside_the_list(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    rows = page.locator("#supplies tr[data-key]")
    before = rows.count()
    page.context.set_offline(True)
    rows.first.locator("summary").click()
    rows.first.get_by_role("button", name="删除").click()

    page.locator("#supplies").get_by_text("网络断了，没做成").wait_for()
    expect(rows).to_have_count(before)


@BOTH_WIDTHS
def test_a_form_that_cannot_come_is_told_in_the_panel_of_its_link(supplies: Callable[..., Any], width: int) -> None:
    page = supplies(width)
    fault = page.locator("#supplies > [data-fault]")
    lines = page.locator("#supplies .row-line")
    for link in (page.get_by_role("link", name="加物资"), page.locator("#supplies .row-edit").first):
        page.context.set_offline(True)
        link.click()
        fault.get_by_text("网络断了，没做成").wait_for()
        expect(lines).to_have_count(0)

        page.context.set_offline(False)
        fault.get_by_text("网络回来了").wait_for()
        link.click()
        lines.wait_for()
        expect(fault).to_have_count(0)
        lines.get_by_role("link", name="不改了").or_(lines.get_by_role("link", name="不加了")).click()


def test_another_row_that_cannot_open_leaves_what_is_typed(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    form = type_vest(page)
    page.context.set_offline(True)
    page.locator("#supplies .row-edit").first.click()

    page.locator("#supplies > [data-fault]").get_by_text("网络断了，没做成").wait_for()
    expect(form.get_by_label("物资")).to_have_value(VEST)


def test_after_signing_in_again_in_another_window_the_form_is_saved(
    supplies: Callable[..., Any], live_server: LiveServer
) -> None:
    page = supplies(1280)
    form = type_vest(page)
    page.context.clear_cookies()
    save(form).click()
    form.get_by_text("登录过期了，没存上。内容还在这里").wait_for()

    enter(page, live_server)
    save(form).click()

    vest_row(page).wait_for()
    assert count_vests(live_server) == 1


def test_what_was_typed_while_a_form_was_under_way_is_offered(
    supplies: Callable[..., Any], live_server: LiveServer
) -> None:
    page = supplies(1280)
    form = type_vest(page)
    let_go = hold_posts(page)
    save(form).click()
    form.get_by_text("正在存……").wait_for()
    form.get_by_label("数量").fill("31")
    let_go()

    vest_row(page).get_by_text("30").wait_for()
    page.get_by_text("“加物资”有上次没存的内容").wait_for()
    page.get_by_role("button", name="接着填").click()
    form.get_by_label("数量").wait_for()
    expect(form.get_by_label("数量")).to_have_value("31")


def test_refused_form_stands_under_the_address_of_its_page(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    """The address that the form was sent to takes only posts: it could be neither reloaded nor passed on."""
    page = page_at(1280)
    enter(page, live_server, "管理员")
    page.goto("/users")
    address = page.url
    form = page.locator("form[action$='/add']")
    form.get_by_label("姓名").fill("孙老师")
    form.locator("button").click()

    form.get_by_text("还有 1 处要改").wait_for()
    expect(form.get_by_label("姓名")).to_have_value("孙老师")
    assert page.url == address
    form.get_by_label("手机号").fill("13900000077")
    form.locator("button").click()
    page.locator("#link").wait_for()
    assert page.url == address


def test_two_moves_in_a_row_are_both_made(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    names = page.locator("#supplies tr[data-key] th").all_inner_texts()
    page.locator("#supplies tr[data-key]").nth(2).locator(".row-edit").focus()

    page.keyboard.press("Alt+ArrowUp")
    page.keyboard.press("Alt+ArrowUp")

    page.locator("#supplies tr[data-key]:first-child th", has_text=names[2].split("\n")[0]).wait_for()
    moved = [names[2], names[0], names[1], *names[3:]]
    expect(page.locator("#supplies tr[data-key] th")).to_have_text(moved, use_inner_text=True)
