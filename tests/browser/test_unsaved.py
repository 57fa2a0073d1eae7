"""Nothing typed is ever lost: typed first, then links, swaps, leaving and coming back, and checked afterwards."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import select

from planner.extensions import db
from planner.models import Event, Organisation
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event

BOTH_WIDTHS = pytest.mark.parametrize("width", [1280, 390])
OFFER = "上次没存的内容"
THEME = "看见家乡"


@pytest.fixture
def visit(page_at: Callable[..., Any], live_server: LiveServer) -> Callable[..., Any]:
    """`visit("facts", 390)`: a page of the sample event, for that person."""

    def open_page(path: str, width: int = 1280, name: str = "周老师") -> Any:
        page = page_at(width)
        enter(page, live_server, name)
        go(page, f"/events/{sample_event(live_server)}/{path}")
        return page

    return open_page


def go(page: Any, address: str) -> None:
    page.goto(address)
    page.locator("html[data-ready]").wait_for()


def mark(page: Any) -> None:
    """A reload would take this away."""
    page.evaluate("window.notReloaded = true")


def is_marked(page: Any) -> bool:
    return page.evaluate("window.notReloaded === true")


def theme(page: Any) -> Any:
    return page.locator("form.facts-form").get_by_label("主题")


def row(page: Any, n: int, noun: str = "duties") -> Any:
    return page.locator(f"#{noun} tr[data-key]").nth(n)


def copies(page: Any) -> str:
    """All that lies in the browser."""
    return page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def wait_kept(page: Any, text: str) -> None:
    page.wait_for_function("text => JSON.stringify([{...localStorage}, {...sessionStorage}]).includes(text)", arg=text)


# --- hash links and history


@BOTH_WIDTHS
def test_links_within_the_page_never_reload_it(visit: Callable[..., Any], width: int) -> None:
    page = visit("facts", width)
    theme(page).fill(THEME)
    mark(page)

    page.locator("a.skip").focus()
    page.keyboard.press("Enter")
    page.wait_for_function("() => location.hash === '#main'")
    page.evaluate("location.hash = 'stops'")
    page.go_back()
    page.wait_for_function("() => location.hash === '#main'")
    page.go_forward()
    page.wait_for_function("() => location.hash === '#stops'")

    assert is_marked(page)
    assert theme(page).input_value() == THEME


def test_links_of_a_refused_form_lead_to_its_fields_and_take_nothing_away(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    page.get_by_label("开始日期").fill("二月三十")
    page.locator("form.facts-form").get_by_role("button", name="保存").click()
    link = page.locator("form.facts-form .note.bad a")
    link.wait_for()
    mark(page)

    link.click()

    page.wait_for_function("() => document.querySelector(':target')?.name === 'starts_on'")
    assert is_marked(page)
    assert (theme(page).input_value(), page.get_by_label("开始日期").input_value()) == (THEME, "二月三十")


def test_going_to_a_finding_on_the_same_page_leaves_the_open_row(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    page.locator("#stops .row-edit").first.click()
    page.locator(".row-line form").get_by_label("备注").fill("带水")
    mark(page)

    page.evaluate(
        """() => {
            const link = document.createElement("a");
            link.href = location.pathname + "#phases";
            link.textContent = "去改";
            document.getElementById("main").prepend(link);
        }"""
    )
    page.get_by_role("link", name="去改", exact=True).first.click()

    page.wait_for_function("() => location.hash === '#phases'")
    assert is_marked(page)
    assert page.locator(".row-line form").get_by_label("备注").input_value() == "带水"


def test_back_and_forward_lead_to_the_pages_that_were_there(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("supplies")
    page.locator("nav.tabs a", has_text="分工").click()
    page.locator("#duties").wait_for()
    page.locator("html[data-ready]").wait_for()
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line").get_by_label("任务").fill("先到校门口")
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()
    row(page, 0).get_by_text("先到校门口").wait_for()

    page.go_back()
    page.locator("#supplies").wait_for()
    page.go_forward()

    page.locator("#duties").get_by_text("先到校门口").wait_for()


def test_back_from_the_page_that_a_form_led_to(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("")
    go(page, "/events/new")
    page.locator("label.post", has_text="空白").click()
    page.get_by_label("活动名称").fill("清明祭扫")
    page.get_by_label("开始日期").fill("2027-04-04")
    page.get_by_role("button", name="新建").click()
    page.get_by_role("heading", level=1).filter(has_text="清明祭扫").wait_for()
    assert page.locator(".topbar").inner_text().strip() != "新建活动"

    page.go_back()
    page.get_by_role("button", name="新建").wait_for()
    page.go_forward()

    page.get_by_role("heading", level=1).filter(has_text="清明祭扫").wait_for()


# --- swaps


@BOTH_WIDTHS
def test_saving_a_row_touches_no_edited_form_elsewhere(visit: Callable[..., Any], width: int) -> None:
    page = visit("facts", width)
    stops = page.locator("#stops tr[data-key]").count()
    theme(page).fill(THEME)

    page.get_by_role("link", name="加地点").click()
    page.locator(".row-line").get_by_label("地点").fill("红军渡")
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()

    page.locator("#stops tr[data-key]", has_text="红军渡").wait_for()
    assert theme(page).input_value() == THEME
    assert page.locator("#stops .panel-head .num").inner_text().startswith(str(stops + 1))
    page.locator("form.facts-form").get_by_role("button", name="保存").click()
    page.get_by_role("status").filter(has_text="已保存").wait_for()
    assert theme(page).input_value() == THEME


@BOTH_WIDTHS
def test_a_second_row_is_opened_beside_the_first(visit: Callable[..., Any], width: int) -> None:
    page = visit("duties", width)
    row(page, 0).locator(".row-edit").click()
    first = page.locator(".row-line").nth(0)
    first.get_by_label("任务").fill("先到校门口")
    row(page, 1).locator(".row-edit").click()
    second = page.locator(".row-line").nth(1)
    second.get_by_label("任务").fill("先到车站")

    assert first.get_by_label("任务").input_value() == "先到校门口"
    second.get_by_role("button", name="保存", exact=True).click()
    row(page, 1).get_by_text("先到车站").wait_for()
    assert page.locator(".row-line").count() == 1
    assert first.get_by_label("任务").input_value() == "先到校门口"
    first.get_by_role("button", name="保存", exact=True).click()
    row(page, 0).get_by_text("先到校门口").wait_for()
    assert page.locator(".row-line").count() == 0
    assert copies(page) == "[{},{}]"


def test_labels_of_two_open_rows_lead_to_their_own_fields(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    for n in (0, 1):
        row(page, n).locator(".row-edit").click()
        page.locator(".row-line").nth(n).get_by_label("任务").fill(f"任务{n}")

    page.locator(".row-line").nth(1).locator("label", has_text="电话").click()

    assert page.evaluate("document.activeElement.closest('.row-line').querySelector('[name=task]').value") == "任务1"
    ids = page.evaluate("[...document.querySelectorAll('[id]')].map(e => e.id)")
    assert len(ids) == len(set(ids))


def test_a_row_that_was_only_opened_makes_way(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line form").wait_for()

    row(page, 1).locator(".row-edit").click()

    page.locator("#duties tr:nth-child(2).is-edited").wait_for(state="attached")
    assert page.locator(".row-line").count() == 1


def test_moving_a_row_leaves_the_open_one_in_its_place(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    names = page.locator("#duties tr[data-key] th").all_inner_texts()
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line").get_by_label("任务").fill("先到校门口")
    row(page, 2).locator(".row-edit").focus()

    page.keyboard.press("Alt+ArrowUp")

    page.wait_for_function(
        "name => document.querySelectorAll('#duties tr[data-key] th')[1].textContent.includes(name)",
        arg=names[2].split("\n")[0].strip(),
    )
    assert page.locator(".row-line").get_by_label("任务").input_value() == "先到校门口"
    assert page.evaluate("document.querySelector('.row-line').previousElementSibling.matches('.is-edited')")


def test_an_undo_in_the_toast_leaves_the_edited_form(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    before = page.locator("#stops tr[data-key]").count()
    page.locator("#stops tr[data-key] summary").first.click()
    page.locator("#stops").get_by_role("button", name="删除").first.click()
    page.get_by_role("status").filter(has_text="已删除").wait_for()
    assert page.locator("#stops tr[data-key]").count() == before - 1
    page.get_by_role("button", name="撤销").click()

    page.get_by_role("status").filter(has_text="已恢复").wait_for()
    assert page.locator("#stops tr[data-key]").count() == before
    assert theme(page).input_value() == THEME


# --- leaving and coming back


@BOTH_WIDTHS
def test_facts_that_were_left_are_offered_put_back_and_saved(visit: Callable[..., Any], width: int) -> None:
    page = visit("facts", width)
    before, address = theme(page).input_value(), page.url
    theme(page).fill(THEME)
    go(page, "/")

    go(page, address)
    page.get_by_text(OFFER).wait_for()
    assert theme(page).input_value() == before
    page.get_by_role("button", name="放回来").click()
    assert theme(page).input_value() == THEME
    page.locator("form.facts-form").get_by_role("button", name="保存").click()
    page.get_by_role("status").filter(has_text="已保存").wait_for()

    assert copies(page) == "[{},{}]"
    go(page, address)
    assert theme(page).input_value() == THEME
    assert page.get_by_text(OFFER).count() == 0


@BOTH_WIDTHS
def test_a_row_that_was_left_is_offered_beside_its_list(visit: Callable[..., Any], width: int) -> None:
    page = visit("duties", width)
    address = page.url
    page.get_by_role("link", name="加分工").first.click()
    page.locator(".row-line").get_by_label("职务").fill("引导员")
    go(page, "/")

    go(page, address)
    page.locator("#duties").get_by_text(f"“加分工”有{OFFER}").wait_for()
    page.get_by_role("button", name="接着填").click()
    page.locator(".row-line").get_by_label("职务").wait_for()
    assert page.locator(".row-line").get_by_label("职务").input_value() == "引导员"
    page.locator(".row-line").get_by_role("button", name="保存", exact=True).click()

    page.locator("#duties tr[data-key]", has_text="引导员").wait_for()
    assert page.get_by_text(OFFER).count() == 0
    assert copies(page) == "[{},{}]"


def test_what_is_not_wanted_is_gone(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    go(page, "/")
    go(page, address)

    page.get_by_role("button", name="不要了").click()

    assert copies(page) == "[{},{}]"
    page.reload()
    page.locator("html[data-ready]").wait_for()
    assert page.get_by_text(OFFER).count() == 0


def test_text_that_was_typed_back_is_not_offered(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address, before = page.url, theme(page).input_value()
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    theme(page).fill(before)
    page.wait_for_function("() => localStorage.length === 0")

    go(page, address)

    assert page.get_by_text(OFFER).count() == 0


def test_putting_back_can_be_taken_back(visit: Callable[..., Any]) -> None:
    page = visit("facts")
    address, before = page.url, theme(page).input_value()
    theme(page).fill(THEME)
    go(page, "/")
    go(page, address)
    page.get_by_role("button", name="放回来").click()

    page.locator("[data-toast]").get_by_role("button", name="撤销").click()

    assert theme(page).input_value() == before
    page.get_by_text(OFFER).wait_for()


def test_older_text_is_told_when_somebody_saved_since(visit: Callable[..., Any], live_server: LiveServer) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    go(page, "/")
    with live_server.app.app_context():
        event = db.session.get_one(Event, sample_event(live_server))
        event.version += 1
        db.session.commit()

    go(page, address)

    page.get_by_text("之后有人存过新的，放回来再对一遍。").wait_for()


def test_escape_keeps_what_was_typed_and_giving_up_does_not(visit: Callable[..., Any]) -> None:
    page = visit("duties")
    row(page, 0).locator(".row-edit").click()
    page.locator(".row-line").get_by_label("任务").fill("先到校门口")
    page.keyboard.press("Escape")
    page.get_by_text(OFFER).wait_for()
    page.get_by_role("button", name="接着填").click()
    page.locator(".row-line").get_by_label("任务").wait_for()
    assert page.locator(".row-line").get_by_label("任务").input_value() == "先到校门口"

    page.locator(".row-line").get_by_role("link", name="不改了").click()

    assert page.locator(".row-line").count() == 0
    assert copies(page) == "[{},{}]"


def unit_id(server: LiveServer) -> int:
    with server.app.app_context():
        return db.session.scalars(select(Organisation.id).where(Organisation.parent_id.is_not(None))).first() or 1


FORMS = {
    "审批的话": ("周老师", "/events/{event}/submit", "textarea"),
    "送审的话": ("周老师", "/events/{event}/reviews/settlement/new", "textarea"),
    "新活动": ("周老师", "/events/new", "[name=title]"),
    "沿用": ("周老师", "/events/{event}/copy", "[name=title]"),
    "取消的话": ("周老师", "/events/{event}/facts", "[name=transport]"),
    "粘贴": ("周老师", "/events/{event}/rows/supplies/paste", "textarea"),
    "邀请": ("周老师", "/events/{event}/team", "form[action$=invites] [name=name]"),
    "加人": ("管理员", "/users", "form[action$=add] [name=name]"),
    "制度": ("管理员", "/organisations/{unit}/policies/new", "form[method=post]:not([action]) textarea, [name=title]"),
    "独立的行": ("周老师", "/events/{event}/rows/duties/new", "[name=role]"),
}


@pytest.mark.parametrize("form", FORMS)
def test_every_form_that_was_left_offers_what_was_in_it(
    page_at: Callable[..., Any], live_server: LiveServer, form: str
) -> None:
    name, path, field = FORMS[form]
    page = page_at(1280)
    enter(page, live_server, name)
    address = path.format(event=sample_event(live_server), unit=unit_id(live_server))
    go(page, address)
    page.locator(field).first.fill("写了一半")
    go(page, "/me")

    go(page, address)

    page.get_by_text(OFFER).wait_for()
    page.get_by_role("button", name="放回来").click()
    assert page.locator(field).first.input_value() == "写了一半"


@BOTH_WIDTHS
def test_offers_and_open_rows_are_no_hindrance(
    visit: Callable[..., Any], axe: Callable[[Any], list[str]], width: int
) -> None:
    page = visit("facts", width)
    theme(page).fill(THEME)
    page.reload()
    page.get_by_text(OFFER).wait_for()
    for noun, field in (("stops", "备注"), ("parties", "单位")):
        page.locator(f"#{noun} .row-edit").first.click()
        page.locator(f"#{noun} .row-line").get_by_label(field).first.fill("改过")

    assert axe(page) == []
    right = page.locator("[data-note], .row-line form").evaluate_all(
        "all => Math.max(...all.map((e) => e.getBoundingClientRect().right))"
    )
    assert right <= width


# --- whose it is, and what is never kept


def test_passwords_codes_and_files_are_never_kept(visit: Callable[..., Any]) -> None:
    page = visit("attachments")
    page.locator("#files").set_input_files({"name": "a.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4"})
    go(page, "/me")
    for field in page.locator("input[type=password]").all():
        field.fill("geheim-2027")

    go(page, "/")

    assert copies(page) == "[{},{}]"


def test_text_about_children_is_gone_with_the_window(visit: Callable[..., Any]) -> None:
    page = visit("roster")
    address = page.url
    page.get_by_role("link", name="加人").first.click()
    page.locator(".row-line").get_by_label("姓名").first.fill("林小雨")
    wait_kept(page, "林小雨")
    assert "林小雨" not in page.evaluate("JSON.stringify(localStorage)")

    go(page, address)
    page.get_by_text(OFFER).wait_for()

    fresh = page.context.new_page()
    go(fresh, address)
    assert fresh.get_by_text(OFFER).count() == 0


def test_text_is_offered_to_its_writer_only_and_gone_when_they_sign_out(
    visit: Callable[..., Any], live_server: LiveServer
) -> None:
    page = visit("facts")
    address = page.url
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    enter(page, live_server, "李老师")
    go(page, address)
    assert page.get_by_text(OFFER).count() == 0
    enter(page, live_server, "周老师")
    go(page, address)
    page.get_by_text(OFFER).wait_for()

    go(page, "/me")
    page.locator("main").get_by_role("button", name="退出", exact=True).click()

    page.get_by_role("button", name="登录").wait_for()
    assert copies(page) == "[{},{}]"


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False), (-31, False)])
def test_text_is_kept_for_thirty_days(visit: Callable[..., Any], days: int, stays: bool) -> None:
    page = visit("facts")
    theme(page).fill(THEME)
    wait_kept(page, THEME)
    ((key, text),) = page.evaluate("Object.entries(localStorage)")
    go(page, "/me")
    (copy,) = json.loads(text)
    copy["at"] -= days * 24 * 3600 * 1000
    page.evaluate("([key, text]) => localStorage.setItem(key, text)", [key, json.dumps([copy])])

    page.reload()
    page.locator("html[data-ready]").wait_for()

    assert (THEME in copies(page)) is stays
