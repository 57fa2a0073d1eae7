"""Thirty photos from a phone: the network goes, the server is killed, and in the end each good one is there once."""

import io
import os
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from PIL import Image
from playwright.sync_api import Page, expect

from planner.extensions import db
from planner.intake.pictures.copies import can_read_heic, make_copies
from planner.jobs import photos as job
from planner.models import Photo
from planner.worker import Worker
from tests.browser.conftest import HEIGHTS, LiveServer, load_samples
from tests.browser.entry import enter, sample_event
from tests.databases import SqliteFile
from tests.flows.nurseries import mortal_server
from tests.installation import SETTINGS, Installation
from tests.planner.picturesamples import make_bomb, make_heic, make_photo

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are of POSIX"),
]
GOOD, ALL = 27, 30
FIRST = datetime.fromisoformat("2027-08-09T08:40:00")
WEBP = {"Accept": "image/webp,*/*"}
POSITION = 0x8825


@cache
def phone_files() -> list[dict[str, Any]]:
    """Thirty files: held upright and on the side, one of another make, one twice and small, no photos, a large one."""
    photos = {
        f"IMG_{n:02d}.jpg": make_photo(n, taken=FIRST.replace(minute=40 + n % 20, second=n), is_turned=n % 5 == 0)
        for n in range(1, 24)
    }
    photos["IMG_24.jpg"] = make_photo(24, sides=(1640, 1230), taken=FIRST.replace(hour=14))
    photos["forwarded.jpg"] = make_photo(24, sides=(1080, 810))
    photos["IMG_26.heic"] = make_heic(26, taken=FIRST) if can_read_heic() else make_photo(26, kind="WEBP")
    photos["IMG_27.png"] = make_photo(27, kind="PNG")
    others = {"半张.jpg": make_photo(28)[:700], "封面.png": make_bomb(), "活动通知.jpg": b"<!doctype html><html>"}
    # Of more than one piece: what a decoder leaves alone behind the end of a photo counts as well.
    photos["IMG_01.jpg"] += bytes(1_500_000)
    files = photos | others
    return [{"name": name, "mimeType": "image/jpeg", "buffer": content} for name, content in files.items()]


@contextmanager
def phone_at(browser: Any, server: LiveServer, width: int) -> Iterator[Page]:
    """A page of the photos of the sample event at that width."""
    context = browser.new_context(base_url=server.url, viewport={"width": width, "height": HEIGHTS[width]})
    context.set_default_timeout(20_000)
    page = context.new_page()
    enter(page, server)
    page.goto(f"/events/{sample_event(server)}/photos")
    page.locator("html[data-ready]").wait_for()
    yield page
    context.close()


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    """An app of its own with the sample data, in files: it is served by processes that are killed."""
    home = Installation(SqliteFile(tmp_path / "planner.sqlite3"), tmp_path / "instance")
    home.folder.mkdir()
    home.app = home.make_app(WTF_CSRF_ENABLED=True, PROPAGATE_EXCEPTIONS=False)
    with home.app.app_context():
        load_samples()
    home.disconnect()
    yield home.app
    home.disconnect()
    home.database.close()


def count_photos(app: Flask) -> int:
    """How many photos the database has."""
    with app.app_context():
        return len(db.session.scalars(db.select(Photo.id)).all())


def send_through_trouble(page: Page, kill: Callable[[], None]) -> None:
    """Choose all files; the connection breaks on the way, and the server is killed before it is there again."""
    progress = page.locator(".upl-n")
    page.locator("#photos").set_input_files(phone_files())
    expect(progress).to_have_text(re.compile(r"^正在传，([5-9]|1\d) / 30"), timeout=30_000)
    page.context.set_offline(True)
    expect(progress).to_contain_text("没有信号，照片都在手机里。")
    kill()
    page.context.set_offline(False)
    expect(progress).to_contain_text("传完了", timeout=60_000)


def test_thirty_photos_come_through_a_cut_and_a_kill(
    browser: Any, app: Flask, monkeypatch: pytest.MonkeyPatch, axe: Callable[[Page], list[str]]
) -> None:
    monkeypatch.setattr(job, "read_photo", make_copies)
    settings = SETTINGS | {"WTF_CSRF_ENABLED": True}
    places = {name: app.config[name] for name in ("SQLALCHEMY_DATABASE_URI", "INSTANCE_DIR")}
    with mortal_server(settings | places) as (port, next_life):
        server, pid = LiveServer(f"http://127.0.0.1:{port}", app), next_life()

        def kill() -> None:
            os.kill(pid, signal.SIGKILL)
            next_life()

        with phone_at(browser, server, 390) as page:
            send_through_trouble(page, kill)
            expect(page.locator(".upl-n")).to_contain_text("3 个收不了")
            assert count_photos(app) == GOOD
            page.reload()
            page.locator("#photos").set_input_files(phone_files())
            expect(page.locator(".upl-n")).to_contain_text(f"{GOOD} 张已经有了", timeout=30_000)
            assert count_photos(app) == GOOD

        Worker(app, kinds={job.JOB.name: job.JOB}).run_due()
        for width in HEIGHTS:
            with phone_at(browser, server, width) as page:
                look_at_wall(page, axe)
        with phone_at(browser, server, 1280) as page:
            settle_and_order(page)
            decode_all_copies(page, app, server)


def look_at_wall(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """All good ones are there, the others are named, two look the same; nothing runs over the edge."""
    expect(page.locator(".photo-state")).to_contain_text(f"{GOOD} 张收好，0 张可对外")
    for name, label in (("半张.jpg", "只有半张"), ("封面.png", "太大了"), ("活动通知.jpg", "不是照片")):
        expect(page.locator(".files li", has_text=name).first).to_contain_text(label)
    expect(page.locator("#h-doubles")).to_have_text("1 组看着重复")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []


def settle_and_order(page: Page) -> None:
    """The smaller copy goes, and one photo is moved by keys."""
    page.get_by_role("button", name="按选的办").click()
    page.get_by_text("已删 1 张重复的").wait_for()
    page.get_by_role("link", name="改顺序、写说明").click()
    rows = page.locator(".photo-rows").first.locator("> li")
    before = [row.get_attribute("id") for row in rows.all()[:2]]
    rows.first.locator(".grip").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.first).to_have_id(before[1] or "")
    expect(rows.nth(1)).to_have_id(before[0] or "")


def decode_all_copies(page: Page, app: Flask, server: LiveServer) -> None:
    """No served byte of any photo says where it was taken."""
    with app.app_context():
        keys = db.session.scalars(db.select(Photo.key).where(Photo.removed_at.is_(None))).all()
    event_id = sample_event(server)
    assert len(keys) == GOOD - 1
    for key in keys:
        for edge, headers in ((400, WEBP), (1600, {})):
            answer = page.request.get(f"/events/{event_id}/photos/{key}/{edge}", headers=headers)
            image = Image.open(io.BytesIO(answer.body()))
            assert (dict(image.getexif()), image.getexif().get_ifd(POSITION)) == ({}, {})
