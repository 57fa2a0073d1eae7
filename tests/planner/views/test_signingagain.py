"""Somebody who comes again, or says so: what a known phone may do, what a name and a number never open, how often."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner.extensions import db
from planner.models import SignInAttempt
from tests.planner.conftest import World
from tests.planner.signingsteps import ALONE, Public, add_shift, all_sign_ups, send

InApp = Callable[[], AbstractContextManager[object]]
OwnPage = re.compile(r"^/v/me/([\w-]{20,})/done/")


def test_known_name_and_number_open_nobodys_page(public: Public, client: FlaskClient, app: Flask) -> None:
    own = send(app.test_client(), public.token, public.shift, ALONE).location or ""
    token = OwnPage.match(own)
    assert token

    again = send(client, public.token, public.shift, ALONE)
    clash = send(client, public.token, public.clash, ALONE)

    assert (again.status_code, "已报名" in again.text, "用手机号和口令找回" in again.text) == (200, True, True)
    assert ("时间冲突" in clash.text, "栈道看护" in clash.text) == (True, False)
    assert token[1] not in again.text + clash.text
    assert "planner_v" not in str(again.headers) + str(clash.headers)


def test_known_phone_sees_a_list_of_its_own(public: Public, client: FlaskClient, in_app: InApp, world: World) -> None:
    client.get(send(client, public.token, public.shift, ALONE).location or "")
    with in_app():
        further = add_shift(world, "接回交接", days=31)
        db.session.commit()

    page = client.get(f"/v/{public.token}").text
    answer = client.post(f"/v/{public.token}/{further}/mine")

    assert ("林知远，这 1 个你有空" in page, "和栈道看护重叠" in page, "换过去" in page) == (True, True, True)
    assert OwnPage.match(answer.location or "")
    with in_app():
        assert all_sign_ups() == [("林知远", "confirmed")] * 2


def test_swap_gives_up_one_shift_for_another(public: Public, client: FlaskClient, in_app: InApp) -> None:
    client.get(send(client, public.token, public.shift, ALONE).location or "")

    client.post(f"/v/{public.token}/{public.clash}/swap")

    with in_app():
        assert all_sign_ups() == [("林知远", "left"), ("林知远", "confirmed")]


def test_sign_ups_of_one_phone_slow_down(public: Public, client: FlaskClient, in_app: InApp) -> None:
    for _ in range(6):
        send(client, public.token, public.shift, {**ALONE, "name": "吴用"}, wait="1")
    answer = send(client, public.token, public.shift, ALONE, wait="1")

    assert (answer.status_code, "操作太频繁" in answer.text, "林先生" in answer.text) == (403, True, True)


def test_swaps_of_one_phone_slow_down(public: Public, client: FlaskClient) -> None:
    client.get(send(client, public.token, public.shift, ALONE).location or "")
    there_and_back = [public.clash, public.shift] * 3

    answers = [client.post(f"/v/{public.token}/{shift}/swap") for shift in there_and_back]

    assert [answer.status_code for answer in answers] == [302] * 5 + [403]
    assert "操作太频繁" in answers[-1].text


def test_machines_fill_in_what_nobody_sees(public: Public, client: FlaskClient, in_app: InApp) -> None:
    answer = send(client, public.token, public.shift, ALONE, homepage="https://example.org")

    assert answer.location == f"/v/{public.token}"
    with in_app():
        assert (all_sign_ups(), db.session.query(SignInAttempt).count()) == ([], 0)


def test_shift_that_went_meanwhile_keeps_what_was_typed(public: Public, client: FlaskClient) -> None:
    answer = send(client, public.token, "gone", ALONE)

    assert (answer.status_code, "删掉了" in answer.text, "林先生" in answer.text) == (404, True, True)


@pytest.mark.parametrize("path", ["mine", "swap"])
def test_steps_of_the_known_are_forms(public: Public, client: FlaskClient, path: str) -> None:
    assert client.get(f"/v/{public.token}/{public.shift}/{path}").status_code == 405
