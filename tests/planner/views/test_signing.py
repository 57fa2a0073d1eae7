"""The public page and its form: what strangers see, how they sign up, what they are told, what they never learn."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from planner import clock
from planner.enums import EventStatus
from planner.extensions import db
from tests.planner.conftest import World
from tests.planner.signingsteps import (
    ALONE,
    GROUP,
    MINOR,
    SIGNATURE,
    Public,
    add_shift,
    all_sign_ups,
    open_sign_up,
    send,
    volunteer_named,
)
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[object]]
OwnPage = re.compile(r"^/v/me/([\w-]{20,})/done/")


def test_page_says_who_calls_and_what_is_free(public: Public, client: FlaskClient) -> None:
    page = client.get(f"/v/{public.token}").text

    for words in (
        "镇中心小学",
        "六一慰问",
        "还需 4 人",
        "计志愿时长",
        "哪天有空就点哪个",
        "栈道看护",
        "剩 <b>2</b> / 2",
    ):
        assert words in page, words
    assert "1380000" not in page, "nobody's number unless the desk shows it"


@pytest.mark.parametrize("query", ["", "?group=1"])
def test_form_of_a_shift_that_cannot_be_had_leads_back_to_the_list(
    public: Public, client: FlaskClient, world: World, in_app: InApp, query: str
) -> None:
    address = f"/v/{public.token}/{public.shift}{query}"
    assert client.get(address).status_code == 200
    with in_app():
        open_sign_up(world, closes_at=clock.now() - timedelta(minutes=1))
        db.session.commit()

    assert client.get(address).location == f"/v/{public.token}"
    assert "报名截止了" in client.get(f"/v/{public.token}").text


def test_page_is_one_light_request_that_nobody_keeps(public: Public, client: FlaskClient) -> None:
    answer = client.get(f"/v/{public.token}", headers={"Accept-Encoding": "br"})
    page = client.get(f"/v/{public.token}").text

    assert len(answer.data) + len(str(answer.headers)) < 12_000
    assert re.findall(r"<(?:link|script|img)\b", page) == []
    found = {name: answer.headers[name] for name in ("Cache-Control", "X-Robots-Tag", "Referrer-Policy")}
    assert found == {"Cache-Control": "no-store", "X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
    assert re.search(r"style-src 'self' 'sha256-[\w+/=]+'$", answer.headers["Content-Security-Policy"])


def test_statements_do_not_grow_with_shifts(
    public: Public,
    world: World,
    client: FlaskClient,
    in_app: InApp,
    count_queries: Callable[[], AbstractContextManager[list[str]]],
) -> None:
    client.get(f"/v/{public.token}")
    with count_queries() as few:
        client.get(f"/v/{public.token}")
    with in_app():
        for number in range(5):
            add_shift(world, f"岗位{number}", days=40 + number)
        db.session.commit()
    client.get(f"/v/{public.token}")

    with count_queries() as many:
        client.get(f"/v/{public.token}")
    assert len(many) == len(few)


@pytest.mark.parametrize(
    ("settings", "status", "words"),
    [
        ({"opens_at": 2}, EventStatus.APPROVED, "开始报"),
        ({"closes_at": -2}, EventStatus.APPROVED, "报名截止了"),
        ({}, EventStatus.CANCELLED, "这个活动取消了"),
    ],
)
def test_state_stands_in_the_place_of_buttons(
    public: Public,
    world: World,
    client: FlaskClient,
    in_app: InApp,
    settings: dict[str, int],
    status: EventStatus,
    words: str,
) -> None:
    with in_app():
        open_sign_up(world, **{name: clock.now() + timedelta(days=days) for name, days in settings.items()})
        event_of(world).status = status
        db.session.commit()

    page = client.get(f"/v/{public.token}").text

    assert (words in page, 'class="btn btn-soft"' in page) == (True, False)


def test_full_shift_offers_the_line(public: Public, client: FlaskClient, app: Flask) -> None:
    send(app.test_client(), public.token, public.shift, GROUP)

    page = client.get(f"/v/{public.token}").text

    assert ("满了，可以候补" in page, "你排第 1" in page) == (True, True)


def test_post_that_is_not_public_is_not_shown(public: Public, world: World, client: FlaskClient, in_app: InApp) -> None:
    with in_app():
        hidden = add_shift(world, "后台保管", public=False)
        db.session.commit()

    assert "后台保管" not in client.get(f"/v/{public.token}").text
    assert client.get(f"/v/{public.token}/{hidden}").status_code == 404


def test_wrong_link_is_one_answer(world: World, client: FlaskClient) -> None:
    answer = client.get("/v/nothere")

    assert (answer.status_code, "这个报名链接打不开了" in answer.text) == (404, True)


def test_signing_up_leads_to_a_page_of_ones_own(public: Public, client: FlaskClient, in_app: InApp) -> None:
    answer = send(client, public.token, public.shift, ALONE)

    assert OwnPage.match(answer.location or "")
    done = client.get(answer.location or "").text
    with in_app():
        assert all_sign_ups() == [("林知远", "confirmed")]
        assert volunteer_named("林知远").phone == "13800000027"
        assert volunteer_named("林知远").code in done
    assert "已报名" in done


def test_form_sent_twice_counts_once(public: Public, client: FlaskClient, in_app: InApp) -> None:
    answers = [send(client, public.token, public.shift, ALONE, once="one") for _ in range(2)]

    assert answers[0].location == answers[1].location
    with in_app():
        assert all_sign_ups() == [("林知远", "confirmed")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"phone": "1380000002"}, "手机号是 11 位数字，现在是 10 位。"),
        ({"name": "李"}, "写全名，现在只有一个字。"),
        ({"year": "2999"}, "还没有到"),
        ({"year": "", "month": ""}, "写出生年月"),
        ({"sex": ""}, "选一项。"),
        ({"risk": ""}, "读过再勾上"),
        ({"signature": "[[1,2]]", "year": "2012"}, "签名太短了"),
    ],
)
def test_fault_keeps_the_input_and_says_what_is_expected(
    public: Public, client: FlaskClient, in_app: InApp, change: dict[str, str], words: str
) -> None:
    answer = send(client, public.token, public.shift, {**ALONE, **change})

    assert (answer.status_code, words in answer.text) == (422, True)
    assert ('role="alert"' in answer.text, "林先生" in answer.text) == (True, True)
    with in_app():
        assert all_sign_ups() == []


def test_minor_needs_a_guardian_by_name(public: Public, client: FlaskClient) -> None:
    answer = send(client, public.token, public.shift, {**MINOR, "guardian_name": ""})

    assert (answer.status_code, "未满 18 岁，写监护人。" in answer.text) == (422, True)


def test_minor_too_young_for_the_post_is_told_so_before_a_guardian_is_asked(
    world: World, client: FlaskClient, in_app: InApp
) -> None:
    with in_app():
        shift = add_shift(world, "陪夜", least_age=18)
        token = open_sign_up(world)
        db.session.commit()

    answer = send(client, token, shift, {**MINOR, "guardian_name": "", "guardian_phone": ""})

    assert (answer.status_code, "这个岗位要满 18 岁。" in answer.text, "写监护人。" in answer.text) == (
        422,
        True,
        False,
    )


@pytest.mark.parametrize(("signature", "state"), [("", "held"), (SIGNATURE, "confirmed")])
def test_minor_is_held_until_the_guardian_signs(
    public: Public, client: FlaskClient, in_app: InApp, signature: str, state: str
) -> None:
    send(client, public.token, public.shift, MINOR, signature=signature)

    with in_app():
        assert all_sign_ups() == [("林知远", state)]


def test_last_place_that_went_meanwhile_asks_and_loses_nothing(
    public: Public, client: FlaskClient, app: Flask, in_app: InApp
) -> None:
    send(app.test_client(), public.token, public.shift, GROUP)

    refused = send(client, public.token, public.shift, ALONE)
    waiting = send(client, public.token, public.shift, ALONE, wait="1")

    assert (refused.status_code, "就差一步，满了" in refused.text, "林先生" in refused.text) == (422, True, True)
    assert "候补第 1 位" in client.get(waiting.location or "").text
    with in_app():
        assert all_sign_ups()[-1] == ("林知远", "waiting")


def test_group_of_more_than_there_are_places_is_asked(public: Public, client: FlaskClient, in_app: InApp) -> None:
    group = {**GROUP, "people": "陈晨 2010.3\n欧阳清\n阿依古丽•买买提"}

    asked = send(client, public.token, public.shift, group)
    done = client.get(send(client, public.token, public.shift, group, wait="1").location or "").text

    assert "写了 3 人，剩 2 个名额：前 2 人报上，后 1 人候补。" in asked.text
    assert ("登记了 3 人" in done, "请监护人签" in done) == (True, True)
    with in_app():
        assert all_sign_ups() == [("陈晨", "held"), ("欧阳清", "confirmed"), ("阿依古丽·买买提", "waiting")]


@pytest.mark.parametrize(("same", "count"), [("", 0), ("two", 2), ("once", 1)])
def test_name_twice_in_a_group_is_asked(
    public: Public, client: FlaskClient, in_app: InApp, same: str, count: int
) -> None:
    answer = send(client, public.token, public.shift, {**GROUP, "people": "陈晨\n陈晨"}, same=same)

    assert ("第 1 行和第 2 行都叫陈晨，是两个人吗？" in answer.text) == (not count)
    with in_app():
        assert all_sign_ups() == [("陈晨", "confirmed")] * count
