"""Real Chromium against a real server with sample data; console errors and answers ≥ 500 fail the test."""

import re
import shutil
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from benchmarks.phone import ARGUMENTS, CHROMIUMS
from tests.conftest import missing
from tests.databases import SqliteFile
from tests.installation import Installation
from tests.planner.stages import forget_events

PHONE = 390
HEIGHTS = {PHONE: 844, 1280: 800}
# So long a page is waited for, on a machine that has other work as well.
PATIENCE_MS = 20_000
SERIOUS = {"serious", "critical"}
# A page may well answer 403 or 409; what may not fail are the parts that a page is made of.
PARTS = {"script", "stylesheet", "image", "font"}


def load_samples() -> None:
    """Fill the empty database of the app in context: the one place that knows how."""
    from planner.extensions import db
    from planner.services.samples import load_sample_data
    from tests.planner.conftest import hash_quickly

    db.create_all()
    with pytest.MonkeyPatch.context() as patch:
        hash_quickly(patch)
        load_sample_data()
    db.session.commit()


# --- the server ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class LiveServer:
    """A running server: its address and its app."""

    url: str
    app: Flask


@pytest.fixture(scope="session")
def sample_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The one installation of a worker, and what is kept as "samples": its rows when it held the sample data alone.

    Its app is as users meet it: with form tokens, and with error pages instead of exceptions.
    """
    folder = tmp_path_factory.mktemp("samples")
    home = Installation(SqliteFile(folder / "planner.sqlite3"), folder / "instance")
    home.folder.mkdir()
    home.app = home.make_app(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=False)
    with home.app.app_context():
        load_samples()
    home.disconnect()
    assert not home.list_files(), "only rows are brought back"
    home.database.keep("samples")
    yield home
    home.database.close()


@pytest.fixture
def live_server(sample_home: Installation) -> Iterator[LiveServer]:
    """A waitress server on a free port of 127.0.0.1, with the sample data as they are at first.

    The app is that of the tests before, so that it need not be made, nor its statements and pages be compiled, anew.
    """
    from waitress import wasyncore
    from waitress.server import create_server

    sample_home.empty()
    sample_home.database.bring_back("samples")
    forget_events()
    before, app = dict(sample_home.app.config), sample_home.app
    sockets: dict[int, Any] = {}
    server = create_server(app, host="127.0.0.1", port=0, threads=4, map=sockets)
    stopping = threading.Event()

    def serve() -> None:
        while not stopping.is_set():
            wasyncore.loop(timeout=0.05, map=sockets, count=1)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    yield LiveServer(f"http://127.0.0.1:{server.effective_port}", app)
    stopping.set()
    thread.join(timeout=10)
    server.task_dispatcher.shutdown(timeout=5)
    wasyncore.close_all(sockets)
    # Settings of connections, too, are those of one test.
    sample_home.disconnect()
    app.config.clear()
    app.config.update(before)


# --- the browser -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """The system's Chromium, started once a worker."""
    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        missing(f"no browser is installed: none of {', '.join(CHROMIUMS)} (Debian: apt install chromium)")
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE_MS)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield chromium
        chromium.close()


@pytest.fixture
def troubles() -> list[str]:
    """What went wrong in the pages of this test; a test that provokes a trouble looks at it and clears the list."""
    return []


@pytest.fixture
def page_at(browser: Any, live_server: LiveServer, troubles: list[str]) -> Iterator[Callable[..., Any]]:
    """`page_at(1280)` or `page_at(390)`: a page in a browser of its own, without login, paths relative to the server.

    390 px is a phone with a finger. `page_at(390, java_script_enabled=False)` hands further options to the browser.
    """
    contexts = []

    def open_page(width: int, **options: Any) -> Any:
        phone = {"is_mobile": True, "has_touch": True, "device_scale_factor": 2} if width == PHONE else {}
        context = browser.new_context(
            base_url=live_server.url,
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            **{**phone, **options},
        )
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        _watch(context, troubles)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
    assert not troubles, "\n".join(troubles)


@pytest.fixture
def visit(page_at: Callable[..., Any], live_server: LiveServer) -> Callable[..., Any]:
    """`visit("facts", 390, "李老师")`: a page of the complete sample event at that width, for that person."""
    from tests.browser.entry import enter, sample_event

    def open_page(path: str, width: int = 1280, name: str = "周老师") -> Any:
        page = page_at(width)
        enter(page, live_server, name)
        page.goto(f"/events/{sample_event(live_server)}/{path}")
        page.locator("html[data-ready]").wait_for()
        return page

    return open_page


@pytest.fixture
def supplies(page_at: Callable[..., Any], live_server: LiveServer) -> Callable[..., Any]:
    """`supplies(390)`: the supplies of the sample event at that width."""

    from tests.browser.entry import enter, sample_event

    def open_page(width: int, **options: Any) -> Any:
        page = page_at(width, **options)
        enter(page, live_server)
        page.goto(f"/events/{sample_event(live_server)}/supplies")
        if options.get("java_script_enabled", True):
            page.locator("html[data-ready]").wait_for()
        return page

    return open_page


@pytest.fixture
def axe() -> Callable[[Any], list[str]]:
    """`axe(page)`: the serious and critical faults of accessibility in that page, each with the elements at fault."""
    from axe_playwright_python.sync_playwright import Axe

    def check(page: Any) -> list[str]:
        found = Axe().run(page).response["violations"]
        return [_describe(violation) for violation in found if violation["impact"] in SERIOUS]

    return check


def _watch(context: Any, troubles: list[str]) -> None:
    def on_console(message: Any) -> None:
        # Chromium reports every answer ≥ 400 there as well; `on_response` judges those.
        if message.type == "error" and not message.text.startswith("Failed to load resource"):
            troubles.append(f"console: {message.text}")

    def on_response(response: Any) -> None:
        limit = 400 if response.request.resource_type in PARTS else 500
        if response.status >= limit:
            troubles.append(f"{response.status}: {response.request.method} {response.url}")

    context.on("console", on_console)
    context.on("weberror", lambda fault: troubles.append(f"script: {fault.error}"))
    context.on("response", on_response)


def _describe(violation: dict[str, Any]) -> str:
    places = [f"{' '.join(map(str, node['target']))}: {_brief(node['failureSummary'])}" for node in violation["nodes"]]
    return f"{violation['id']} ({violation['help']})\n    " + "\n    ".join(places)


def _brief(text: str) -> str:
    return re.sub(r"\s+", " ", text)[:200]
