"""Pages travel compressed; a page that shows a secret doesn't; whoever reads an answer in between reads it plain."""

import gzip
import re
from collections.abc import Callable
from datetime import timedelta

import brotli
import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from tests.planner.conftest import World

SignedIn = Callable[[str], FlaskClient]
BR = {"Accept-Encoding": "gzip, deflate, br, zstd"}


@pytest.mark.parametrize(
    ("wanted", "encoding", "unpack"),
    [
        ("gzip, deflate, br, zstd", "br", brotli.decompress),
        ("gzip, deflate", "gzip", gzip.decompress),
        ("identity", None, bytes),
        ("", None, bytes),
        ("br;q=0, gzip", "gzip", gzip.decompress),
    ],
)
def test_page_comes_as_the_browser_wants_it(
    world: World, signed_in: SignedIn, wanted: str, encoding: str | None, unpack: Callable[[bytes], bytes]
) -> None:
    answer = signed_in("周老师").get(f"/events/{world.event}", headers={"Accept-Encoding": wanted})

    assert answer.headers.get("Content-Encoding") == encoding
    assert unpack(answer.data).decode().startswith("<!doctype html>")
    assert int(answer.headers["Content-Length"]) == len(answer.data)
    assert answer.headers["Vary"] == "Accept-Encoding, Cookie"


def test_page_about_children_is_compressed_and_not_stored(world: World, signed_in: SignedIn) -> None:
    answer = signed_in("周老师").get(f"/events/{world.event}/roster", headers=BR)

    assert answer.headers["Content-Encoding"] == "br"
    assert answer.headers["Cache-Control"] == "no-store"


def test_link_that_lets_somebody_in_is_not_compressed(world: World, signed_in: SignedIn) -> None:
    admin = signed_in("管理员")
    unit, member = world.units["school"], world.users["李老师"]

    answer = admin.post(f"/users/{unit}/{member}/reset", headers=BR)

    assert "/password/" in answer.text
    assert "Content-Encoding" not in answer.headers
    assert "Content-Encoding" in admin.get("/users", headers=BR).headers


def test_invitation_is_not_compressed(world: World, signed_in: SignedIn) -> None:
    last_day = clock.today() + timedelta(days=3)
    invitation = {"name": "张医生", "organisation": "县医院", "role": "reader", "ends_on": last_day.isoformat()}

    answer = signed_in("周老师").post(f"/events/{world.event}/team/invites", data=invitation, headers=BR)

    assert "/join/" in answer.text
    assert "Content-Encoding" not in answer.headers


def test_paper_that_is_unchanged_is_not_sent_again(world: World, signed_in: SignedIn) -> None:
    client = signed_in("周老师")
    for path in ("calendar", "plan"):
        address = f"/events/{world.event}/documents/{path}"
        first = client.get(address, headers=BR)
        again = client.get(address, headers=BR | {"If-None-Match": first.headers["ETag"]})

        assert "Content-Encoding" not in first.headers
        assert (again.status_code, again.data) == (304, b"")


def test_form_that_comes_twice_is_answered_by_the_page_itself(world: World, signed_in: SignedIn) -> None:
    """What is kept of the first answer is the page, not what was made of it for the way."""
    client = signed_in("管理员")
    form = {"name": "孙老师", "account": "13800000077", "role": "organiser", "once": "0123456789abcdef"}
    address = f"/users/{world.units['school']}/add"
    first = client.post(address, data=form, headers=BR)

    again = client.post(address, data=form, headers={"Accept-Encoding": "identity"})

    assert "发给孙老师" in first.text
    assert again.text == first.text


def test_token_of_forms_differs_in_every_answer_and_in_none_of_its_forms(
    make_app: Callable[..., Flask], world: World
) -> None:
    client = make_app(WTF_CSRF_ENABLED=True).test_client()
    tokens = [set(re.findall(r'name="csrf_token" value="([^"]+)"', client.get("/sign-in").text)) for _ in range(5)]

    assert [len(found) for found in tokens] == [1] * 5
    assert len(set().union(*tokens)) == 5
