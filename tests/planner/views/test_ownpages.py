"""The way to one's own page: at once on a phone that is known, by a code on others, and not by guessing."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from flask.testing import FlaskClient

from planner.views.ownpages import UNKNOWN_CODE
from tests.planner.signingsteps import ALONE, Public, send, volunteer_named

InApp = Callable[[], AbstractContextManager[object]]


def test_own_page_is_found_from_the_public_one(public: Public, client: FlaskClient) -> None:
    assert client.get(f"/v/{public.token}/me").location == f"/v/{public.token}/find"
    client.get(send(client, public.token, public.shift, ALONE).location or "")

    assert (client.get(f"/v/{public.token}/me").location or "").startswith("/v/me/")


def test_code_finds_the_page_and_a_wrong_one_says_nothing(
    public: Public, client: FlaskClient, app: Flask, in_app: InApp
) -> None:
    send(app.test_client(), public.token, public.shift, ALONE)
    with in_app():
        code = volunteer_named("林知远").code
    wrong = str((int(code) + 1) % 10_000).zfill(4)

    answers = [
        client.post(f"/v/{public.token}/find", data={"phone": phone, "code": wrong})
        for phone in ("13800000027", "13900000000")
    ]
    right = client.post(f"/v/{public.token}/find", data={"phone": "13800000027", "code": code})

    assert [(answer.status_code, UNKNOWN_CODE in answer.text) for answer in answers] == [(422, True)] * 2
    assert re.match(r"^/v/me/[\w-]{20,}$", right.location or "")


def test_codes_are_not_guessed_for_long(public: Public, client: FlaskClient, app: Flask) -> None:
    guess = {"phone": "13800000027", "code": "0000"}
    send(app.test_client(), public.token, public.shift, ALONE)
    answers = [client.post(f"/v/{public.token}/find", data=guess) for _ in range(6)]

    assert [answer.status_code for answer in answers] == [422] * 5 + [403]
    assert "操作太频繁" in answers[-1].text
