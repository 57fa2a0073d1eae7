"""Every page at both widths: nothing serious for axe, nothing that scrolls sideways, no fault in the console."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from planner.samples import PAST_SAMPLE
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event

EVENT_PAGES = (
    "",
    "/facts",
    "/plan",
    "/schedule",
    "/duties",
    "/roster",
    "/budget",
    "/supplies",
    "/safety",
    "/attachments",
    "/summary",
    "/publicity",
    "/road",
    "/team",
    "/activity",
    "/revisions",
    "/submit",
    "/copy",
    "/cancel",
    "/rows/duties/new",
    "/rows/schedule/new",
    "/rows/budget/new",
    "/rows/budget/paste",
    "/expenses",
    "/invoices",
    "/handouts",
    "/settlement",
    "/vouchers",
    "/rows/expenses/new",
    "/reviews/budget/1",
    "/reviews/settlement/new",
    "/budget/compare?old=1&new=0",
)
# Of the event that is over: a filed summary with its papers, feedback, accounts that are complete.
PAST_PAGES = ("", "/summary", "/feedback", "/settlement")
PAGES = (
    "/",
    "/events",
    "/events/new",
    "/calendar",
    "/approvals",
    "/finance",
    "/finance/overview",
    "/users",
    "/me",
    "/me/deputies",
    "/nowhere",
)


def check(page: Any, path: str, axe: Callable[[Any], list[str]]) -> list[str]:
    """What is wrong with the page at that address."""
    page.goto(path)
    faults = [f"{path}: {fault}" for fault in axe(page)]
    # Not window.innerWidth: a phone widens its window to whatever the page needs.
    if page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]:
        faults.append(f"{path}: scrolls sideways")
    if page.locator("h1").count() != 1:
        faults.append(f"{path}: {page.locator('h1').count()} first headings")
    return faults


@pytest.mark.slow
@pytest.mark.parametrize("width", [1280, 390])
def test_pages_have_no_serious_fault(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    page = page_at(width)
    faults = check(page, "/sign-in", axe)
    enter(page, live_server)
    event, past = sample_event(live_server), sample_event(live_server, PAST_SAMPLE)
    paths = [f"/events/{event}{tab}" for tab in EVENT_PAGES] + [f"/events/{past}{tab}" for tab in PAST_PAGES]
    for path in (*PAGES, *paths):
        faults += check(page, path, axe)
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("width", [1280, 390])
def test_administrators_pages_have_no_serious_fault(
    page_at: Callable[..., Any], live_server: LiveServer, axe: Callable[[Any], list[str]], width: int
) -> None:
    page = page_at(width)
    enter(page, live_server, "管理员")
    faults = check(page, "/users", axe)
    page.get_by_role("link", name="单位设置").click()
    page.get_by_role("link", name="经费制度").wait_for()
    faults += check(page, page.url, axe)
    policies = page.get_by_role("link", name="经费制度").get_attribute("href")
    faults += check(page, policies, axe) + check(page, f"{policies}/new", axe)
    faults += check(page, f"/events/{sample_event(live_server)}/reviews/budget/1", axe)
    assert not faults, "\n".join(faults)


def test_row_is_added_without_scripts(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    page = page_at(390, java_script_enabled=False)
    enter(page, live_server)
    page.goto(f"/events/{sample_event(live_server)}/supplies")
    before = page.locator("#supplies tr[data-key]").count()
    page.get_by_role("link", name="加物资").click()
    page.get_by_label("物资").fill("反光背心")
    page.get_by_label("数量").fill("若干")
    page.get_by_role("button", name="保存", exact=True).click()
    page.locator("#supplies tr", has_text="反光背心").wait_for()
    page.wait_for_load_state()
    expect(page.locator("#supplies tr[data-key]")).to_have_count(before + 1)
    expect(page.locator("#supplies tr", has_text="反光背心")).to_contain_text("若干")


ONE_LINE = """cell => {
    const range = document.createRange();
    range.selectNodeContents(cell);
    return new Set([...range.getClientRects()].map((box) => Math.round(box.bottom))).size <= 1;
}"""


@pytest.mark.parametrize("column", ["td.names:not(.wide)", "td.nb"])
def test_phones_and_names_stand_on_one_line(visit: Callable[..., Any], column: str) -> None:
    cells = visit("duties").locator(f"#duties tr[data-key] {column}")

    expect(cells).not_to_have_count(0)
    assert all(cell.evaluate(ONE_LINE) for cell in cells.all())


def test_persons_leave_the_place_its_room_on_a_phone(visit: Callable[..., Any]) -> None:
    places = visit("schedule", 390).locator(".tbl-sch td.pl")

    widths = places.evaluate_all("all => all.map((cell) => cell.clientWidth)")
    assert widths
    assert min(widths) > 70


GAPS = """() => {
    const boxes = [...document.querySelectorAll(".new-event .field")].map((field) => field.getBoundingClientRect());
    return boxes.slice(1).map((box, at) => Math.round(box.top - boxes[at].bottom));
}"""


def test_new_event_opens_at_its_top_with_its_fields_evenly_apart(
    page_at: Callable[..., Any], live_server: LiveServer
) -> None:
    page = page_at(390)
    enter(page, live_server)
    page.goto("/events/new")

    gaps = page.evaluate(GAPS)
    assert (page.evaluate("scrollY"), len(gaps), set(gaps)) == (0, 2, {16})
