"""Thirty photos from a phone: the network goes, the server is killed, and in the end each good one is there once; one
is hidden in part, cleared, and shown to everybody.
"""

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
from planner.photoplaces import BoxPlace
from planner.worker import Worker
from tests.browser.conftest import HEIGHTS, LiveServer, load_samples
from tests.browser.entry import enter, sample_event
from tests.databases import SqliteFile
from tests.flows.nurseries import mortal_server
from tests.installation import SETTINGS, Installation
from tests.planner.likeness import HARDLY, WELL, make_grainy_photo, measure_likeness
from tests.planner.picturesamples import make_bomb, make_heic, make_photo

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name != "posix", reason="kill -9 and fork are of POSIX"),
]
GOOD, ALL = 27, 30
FIRST = datetime.fromisoformat("2027-08-09T08:40:00")
WEBP = {"Accept": "image/webp,*/*"}
POSITION = 0x8825
# Where a face is on the photo of this name, and a part of it that stays.
CLEARED, FACE, OTHER = "IMG_23.jpg", BoxPlace(2500, 2500, 2000, 3000), BoxPlace(6000, 2500, 2000, 3000)


@cache
def phone_files() -> list[dict[str, Any]]:
    """Thirty files: held upright and on the side, one of another make, one twice and small, no photos, a large one."""
    photos = {
        f"IMG_{n:02d}.jpg": make_photo(n, taken=FIRST.replace(minute=40 + n % 20, second=n), is_turned=n % 5 == 0)
        for n in range(1, 24)
    }
    photos[CLEARED] = make_grainy_photo()
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

        worker = Worker(app, kinds={job.JOB.name: job.JOB})
        worker.run_due()
        for width in HEIGHTS:
            with phone_at(browser, server, width) as page:
                look_at_wall(page, axe)
        with phone_at(browser, server, 1280) as page:
            settle_and_order(page)
            open_faces(page, app, server)
            hide_by_mouse_and_keys(page)
        worker.run_due()
        with phone_at(browser, server, 390) as page:
            open_faces(page, app, server)
            clear_on_a_phone(page, axe)
            album = open_album(page, server)
            decode_all_copies(page, app, server, album)


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
    rows.nth(1).wait_for()
    before = [row.get_attribute("id") for row in rows.all()[:2]]
    rows.first.locator(".grip").focus()
    page.keyboard.press("Alt+ArrowDown")
    expect(rows.first).to_have_id(before[1] or "")
    expect(rows.nth(1)).to_have_id(before[0] or "")


def key_of(app: Flask, name: str) -> str:
    """The key of the photo that came under that name."""
    with app.app_context():
        return db.session.scalars(db.select(Photo.key).where(Photo.filename == name)).one()


def open_faces(page: Page, app: Flask, server: LiveServer) -> None:
    """The page on which the photo is looked through."""
    page.goto(f"/events/{sample_event(server)}/photos/{key_of(app, CLEARED)}/faces")
    page.locator("html[data-ready]").wait_for()


def hide_by_mouse_and_keys(page: Page) -> None:
    """A box is drawn over the face, another one by keys, which is moved and deleted again."""
    boxes, place = page.locator("[data-box]"), page.locator(".stage-in").bounding_box()
    assert place is not None
    left, top, right, bottom = (
        edge * side / 10_000 + start
        for edge, side, start in (
            (FACE.left, place["width"], place["x"]),
            (FACE.top, place["height"], place["y"]),
            (FACE.right, place["width"], place["x"]),
            (FACE.bottom, place["height"], place["y"]),
        )
    )
    page.mouse.move(left - 2, top - 2)
    page.mouse.down()
    page.mouse.move(right + 2, bottom + 2, steps=3)
    page.mouse.up()
    expect(boxes).to_have_count(1)
    page.locator("[data-stage]").focus()
    page.keyboard.press("n")
    expect(boxes).to_have_count(2)
    # While the copies wait for their job the page is fetched anew; by the second time the first has been drawn.
    for _ in range(2):
        page.wait_for_event("response", lambda answer: answer.url == page.url)
    expect(boxes.nth(1)).to_be_focused()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowDown")
    expect(page.locator("#face-2 input[name=left]")).to_have_value("45.7")
    expect(page.locator("#face-2 input[name=height]")).to_have_value("14.7")
    page.keyboard.press("Delete")
    expect(boxes).to_have_count(1)


def clear_on_a_phone(page: Page, axe: Callable[[Page], list[str]]) -> None:
    """The face is hidden in the picture itself; nothing runs over the edge, and the photo is cleared."""
    expect(page.locator(".fbox.done")).to_have_count(1)
    expect(page.locator(".fbox.fresh")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert axe(page) == []
    here = page.url
    page.get_by_role("button", name="看过了，可以对外").click()
    page.wait_for_url(lambda url: url != here)
    page.goto(here)
    expect(page.locator(".blur-head .clr")).to_have_text("可对外，遮了 1 处")


def open_album(page: Page, server: LiveServer) -> str:
    """The address of the public album, which shows the one photo."""
    page.goto(f"/events/{sample_event(server)}/photos/gallery")
    page.get_by_role("button", name="开公开相册").click()
    page.locator("#link").wait_for()
    address = page.locator("#link").input_value()
    page.goto(address)
    expect(page.locator(".gallery img")).to_have_count(1)
    return address


def decode_all_copies(page: Page, app: Flask, server: LiveServer, album: str) -> None:
    """No served byte of any photo says where it was taken, or shows the face that was hidden."""
    with app.app_context():
        keys = db.session.scalars(db.select(Photo.key).where(Photo.removed_at.is_(None))).all()
    team, cleared = f"/events/{sample_event(server)}/photos/", key_of(app, CLEARED)
    number = page.locator(".gallery a").get_attribute("href")
    assert number is not None
    assert len(keys) == GOOD - 1
    for key in keys:
        for edge, headers in ((400, WEBP), (1600, {})):
            look_at_copy(page.request.get(f"{team}{key}/{edge}", headers=headers).body(), is_veiled=key == cleared)
            if key != cleared:
                assert page.request.get(f"{album}{key}/0-{edge}").status == 404
    for edge in ("400", "1600"):
        for headers in (WEBP, {}):
            address = f"{album}{number.replace('1600', edge)}"
            look_at_copy(page.request.get(address, headers=headers).body(), is_veiled=True)


def look_at_copy(content: bytes, *, is_veiled: bool) -> None:
    """A copy has no position, and where its photo is veiled, no face."""
    image = Image.open(io.BytesIO(content))
    beside = {"exif", "xmp", "comment", "photoshop", "icc_profile"} & set(image.info)
    assert (dict(image.getexif()), image.getexif().get_ifd(POSITION), beside) == ({}, {}, set())
    if is_veiled:
        assert measure_likeness(content, make_grainy_photo(), FACE) < HARDLY
        assert measure_likeness(content, make_grainy_photo(), OTHER) > WELL
