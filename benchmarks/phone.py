"""First views on a slow phone: real Chromium, held back as such a phone is, against a real server process."""

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.server import fill, serve
from benchmarks.visitor import Visitor
from benchmarks.volunteers import ask_for_volunteers

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # For each page that is opened, Chromium makes two more for the list under its address bar, which nobody sees here.
    "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup",
]
ROUND_TRIP_MS, BYTES_A_SECOND, SLOWDOWN = 400, 400_000 / 8, 4
COLD_SECONDS, WARM_SECONDS, MOST_BYTES = 2.0, 0.6, 60_000
ROUNDS = 5
APPROVER, SIGN_UP = "13800000002", "public page for volunteers"
# Who looks at what; nobody is signed in on the first pages, and the third sample event waits for its approval.
PAGES = {
    "sign-in": ("", "/sign-in"),
    SIGN_UP: ("", ""),
    "approval page": (APPROVER, "/events/3/approval"),
    "event page": (APPROVER, "/events/3"),
    "event list": (APPROVER, "/events"),
}
_TIMES = """() => {
    const [page] = performance.getEntriesByType("navigation");
    const [paint] = performance.getEntriesByName("first-contentful-paint");
    return [paint.startTime / 1000, page.loadEventEnd / 1000];
}"""


@dataclass(frozen=True)
class View:
    """One look at a page: seconds to the first content and to the end of loading; what came over the wire for it."""

    paint: float
    load: float
    requests: int
    bytes: int


def measure(folder: Path) -> list[tuple[str, str, str, bool]]:
    """Rows of name, figure, limit, kept: each page cold and warm, the best of five, and what it weighs."""
    fill(folder)
    pages, rows = PAGES | {SIGN_UP: ("", ask_for_volunteers(folder))}, []
    with serve(folder) as server, open_browser() as browser:
        visitor = Visitor(server.port)
        visitor.sign_in(APPROVER)
        for name, (who, path) in pages.items():
            cookies = visitor.cookies if who else {}
            looks = [look_twice(browser, f"http://127.0.0.1:{server.port}{path}", cookies) for _ in range(ROUNDS)]
            cold = min((first for first, _ in looks), key=lambda view: view.paint)
            warm = min((second for _, second in looks), key=lambda view: view.paint)
            rows += [
                _row(f"{name}, first view on a slow phone", cold, COLD_SECONDS),
                _row(f"{name}, seen before", warm, WARM_SECONDS),
                (
                    f"{name}, over the wire",
                    f"{cold.bytes / 1000:.1f} kB in {cold.requests}",
                    f"≤ {MOST_BYTES // 1000} kB",
                    cold.bytes <= MOST_BYTES,
                ),
            ]
    return rows


def _row(name: str, view: View, most: float) -> tuple[str, str, str, bool]:
    return name, f"{view.paint:.2f} s, all {view.load:.2f} s", f"≤ {most} s", view.paint <= most


@contextmanager
def open_browser() -> Iterator[Any]:
    """The Chromium of this machine, until the end of the block."""
    from playwright.sync_api import sync_playwright

    found = next((path for name in CHROMIUMS if (path := shutil.which(name))), None)
    if found is None:
        raise RuntimeError(f"none of {', '.join(CHROMIUMS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield browser
        browser.close()


def look_twice(browser: Any, address: str, cookies: Mapping[str, str]) -> tuple[View, View]:
    """A page as a slow phone shows it that has nothing of ours yet, and then as the same phone shows it again."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, device_scale_factor=2, locale="zh-CN"
    )
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    page = context.new_page()
    views = look(page, address), look(page, address)
    context.close()
    return views


def look(page: Any, address: str) -> View:
    """Open a page behind a slow network and a slow processor, and wait until all of it is there.

    Raises RuntimeError when the address leads elsewhere.
    """
    sizes: list[int] = []
    phone = page.context.new_cdp_session(page)
    phone.send("Network.enable")
    phone.on("Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"])))
    network = {"latency": ROUND_TRIP_MS, "downloadThroughput": BYTES_A_SECOND, "uploadThroughput": BYTES_A_SECOND}
    phone.send("Network.emulateNetworkConditions", {"offline": False, **network})
    phone.send("Emulation.setCPUThrottlingRate", {"rate": SLOWDOWN})
    page.goto("about:blank")
    sizes.clear()
    page.goto(address, wait_until="load")
    page.wait_for_function("() => performance.getEntriesByName('first-contentful-paint').length")
    if page.url != address:
        raise RuntimeError(f"{address} led to {page.url}")
    paint, load = page.evaluate(_TIMES)
    phone.detach()
    # What the browser had kept is finished as well, with nothing over the wire.
    sent = [size for size in sizes if size]
    return View(paint, load, len(sent), sum(sent))
