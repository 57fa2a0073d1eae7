"""The first view: soon on a slow phone, in the right colours at once, whole without the rest of Bootstrap."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from benchmarks.phone import look_twice
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from tests.browser.conftest import LiveServer
from tests.browser.entry import enter, sample_event

MOST_SECONDS = 2.5
TRIES = 3
PAGES = ("/", "/events/new", "/calendar", "/finance/overview", "/me")
EVENT_PAGES = ("", "/plan", "/schedule", "/roster", "/budget", "/rows/budget/new", "/team", "/submit")
DARK_PAPER = "rgb(25, 24, 21)"
# Puts Bootstrap whole in front of our stylesheet; returns the elements that look different then. Of elements that have
# the same classes in the same place, one stands for all.
WITH_ALL_OF_BOOTSTRAP = """async () => {
    const nameOf = (element) => `${element.localName}.${element.className?.baseVal ?? element.className}`;
    const placeOf = (element) => element ? placeOf(element.parentElement) + ">" + nameOf(element) : "";
    const all = [...document.querySelectorAll("body, body *")];
    const elements = [...new Map(all.map((element) => [placeOf(element), element])).values()];
    const names = [...getComputedStyle(document.body)].filter((name) => !name.startsWith("--"));
    const lookOf = (style) => names.map((name) => `${name}:${style.getPropertyValue(name)}`).join(";");
    const looks = () => elements.map((element) => lookOf(getComputedStyle(element)));
    const before = looks();
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: "/bootstrap/static/css/bootstrap.min.css" });
    await new Promise((done) => { sheet.onload = done; document.head.prepend(sheet); });
    const after = looks();
    return [elements.length, elements.filter((_, at) => before[at] !== after[at]).map(nameOf)];
}"""


def cookies_of(page: Any) -> dict[str, str]:
    """What the page's browser is known by."""
    return {cookie["name"]: cookie["value"] for cookie in page.context.cookies()}


@pytest.mark.parametrize("path", ["/sign-in", "/events/{}/approval", "/events/{}", "/events"])
def test_slow_phone_shows_the_page_soon(
    browser: Any, page_at: Callable[..., Any], live_server: LiveServer, path: str
) -> None:
    """Best of a few tries, for the machine that tests has other work as well."""
    cookies, address = {}, live_server.url + path.format(submitted_event(live_server))
    if path != "/sign-in":
        page = page_at(390)
        enter(page, live_server, "韩校长")
        cookies = cookies_of(page)
    seconds = [MOST_SECONDS + 1]
    while min(seconds) > MOST_SECONDS and len(seconds) <= TRIES:
        cold, _ = look_twice(browser, address, cookies)
        seconds.append(cold.paint)

    assert min(seconds) <= MOST_SECONDS


def test_second_view_asks_for_the_page_only(browser: Any, live_server: LiveServer) -> None:
    cold, warm = look_twice(browser, f"{live_server.url}/sign-in", {})

    assert cold.requests in (3, 4), "page, stylesheet, script, and the icon where there is a place for it"
    assert warm.requests == 1
    assert warm.bytes < cold.bytes / 4


@pytest.mark.parametrize("width", [1280, 390])
def test_pages_look_as_with_all_of_bootstrap(page_at: Callable[..., Any], live_server: LiveServer, width: int) -> None:
    page = page_at(width)
    enter(page, live_server)
    event = sample_event(live_server)
    faults = {}
    for path in (*PAGES, *(f"/events/{event}{tab}" for tab in EVENT_PAGES)):
        page.goto(path)
        page.locator("html[data-ready]").wait_for()
        count, changed = page.evaluate(WITH_ALL_OF_BOOTSTRAP)
        assert count > 20
        if changed:
            faults[path] = changed[:5]

    assert faults == {}


def test_lost_rule_of_bootstrap_would_be_seen(page_at: Callable[..., Any], live_server: LiveServer) -> None:
    """The comparison itself sees an element whose class we don't send."""
    page = page_at(1280)
    page.goto("/sign-in")
    page.locator("h1").evaluate("heading => heading.classList.add('display-1')")

    assert "h1.display-1" in page.evaluate(WITH_ALL_OF_BOOTSTRAP)[1]


@pytest.mark.parametrize(("scheme", "paper"), [("dark", DARK_PAPER), ("light", "rgb(248, 247, 243)")])
def test_colours_are_those_of_the_device_before_any_script(
    page_at: Callable[..., Any], live_server: LiveServer, scheme: str, paper: str
) -> None:
    page = page_at(390, java_script_enabled=False, color_scheme=scheme)
    page.goto("/sign-in")

    assert page.locator("body").evaluate("body => getComputedStyle(body).backgroundColor") == paper


@pytest.mark.parametrize("is_updated", [True, False])
def test_page_of_another_version_is_loaded_whole(visit: Callable[..., Any], is_updated: bool) -> None:
    """After an update the scripts of the open page don't fit the page that its form leads to."""
    page = visit("facts")
    page.evaluate("window.isFirst = true")
    if is_updated:
        page.locator("script[data-main]").evaluate("script => script.setAttribute('src', '/assets/before/main.js')")
    form = page.locator("form.facts-form")
    form.get_by_label("主题").fill("看见家乡")
    form.get_by_role("button", name="保存").click()

    page.locator("html[data-ready] [name=theme][value='看见家乡']").wait_for()
    assert page.evaluate("window.isFirst === true") is not is_updated


def test_scripts_of_a_later_version_leave_an_open_page_alone(supplies: Callable[..., Any]) -> None:
    page = supplies(1280)
    page.evaluate("import(document.querySelector('script[data-main]').src + '?again')")

    page.get_by_role("link", name="加物资").click()

    page.locator(".row-line").first.wait_for()
    page.wait_for_load_state("networkidle")
    expect(page.locator(".row-line")).to_have_count(1)


def submitted_event(server: LiveServer) -> int:
    """The id of the sample event that waits for its approval."""
    with server.app.app_context():
        return db.session.scalars(db.select(Event.id).where(Event.status == EventStatus.SUBMITTED)).one()
