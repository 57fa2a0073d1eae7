"""Versions of an event, and what changed between two of them."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from flask.testing import FlaskClient

from planner.enums import Decision
from planner.extensions import db
from planner.services.approvals import decide_event, withdraw_event
from planner.services.rows import add_row, edit_row
from tests.planner.conftest import World
from tests.planner.submissions import change, event_of, submitted, user

InApp = Callable[[], AbstractContextManager[object]]
SignedIn = Callable[[str], FlaskClient]
PAGES = ("revisions", "compare?old=1&new=0")


def test_revisions_list_what_was_said(waiting: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        decide_event(event_of(waiting), Decision.RETURN, "车牌没写", actor=user(waiting, "韩校长"), number=1)
        submitted(waiting, place="县体育馆")

    page = signed_in("陈老师").get(f"/events/{waiting.event}/revisions").text

    for text in ("第 1 版", "第 2 版", "退回修改", "车牌没写", "待审", "现在的样子"):
        assert text in page


def test_compare_shows_before_and_after(waiting: World, in_app: InApp, signed_in: SignedIn) -> None:
    with in_app():
        withdraw_event(event_of(waiting), actor=user(waiting, "周老师"))
        change(event_of(waiting), user(waiting, "周老师"), place="县体育馆")
        db.session.commit()

    page = signed_in("陈老师").get(f"/events/{waiting.event}/compare?old=1&new=0").text

    assert "<del>校操场</del>" in page
    assert "<ins>县体育馆</ins>" in page
    assert "没有改动的" in page


def test_words_of_a_changed_chapter_stand_without_blanks_between(
    waiting: World, in_app: InApp, signed_in: SignedIn
) -> None:
    with in_app():
        event, owner = event_of(waiting), user(waiting, "周老师")
        withdraw_event(event, actor=owner)
        key = add_row(event, "sections", {"heading": "行程", "text": "一早出发。\n晚上回来。"}, actor=owner).key
        submitted(waiting)
        withdraw_event(event, actor=owner)
        edit_row(event, "sections", key, {"text": "中午出发。\n晚上回来。"}, version=1, actor=owner)
        db.session.commit()

    page = signed_in("陈老师").get(f"/events/{waiting.event}/compare?old=2&new=0").text

    assert '<p class="diff"><del>一早</del><ins>中午</ins>出发。\n晚上回来。</p>' in page


def test_compare_of_the_same_version_says_so(waiting: World, signed_in: SignedIn) -> None:
    assert "两版一样" in signed_in("陈老师").get(f"/events/{waiting.event}/compare?old=1&new=1").text


@pytest.mark.parametrize(
    "query", ["", "?old=1", "?old=1&new=7", "?old=x&new=0", "?old=-1&new=0", "?old=²&new=0", f"?old={'9' * 30}&new=0"]
)
def test_compare_of_unknown_versions_is_a_404_sentence(waiting: World, signed_in: SignedIn, query: str) -> None:
    answer = signed_in("陈老师").get(f"/events/{waiting.event}/compare{query}")

    assert answer.status_code == 404
    assert "版" in answer.text


@pytest.mark.parametrize("page", PAGES)
def test_needs_login(waiting: World, client: FlaskClient, page: str) -> None:
    assert client.get(f"/events/{waiting.event}/{page}").headers["Location"].startswith("/sign-in")


@pytest.mark.parametrize("page", PAGES)
def test_stranger_gets_404(waiting: World, signed_in: SignedIn, page: str) -> None:
    assert signed_in("江老师").get(f"/events/{waiting.event}/{page}").status_code == 404


@pytest.mark.parametrize("page", PAGES)
def test_post_is_405(waiting: World, signed_in: SignedIn, page: str) -> None:
    assert signed_in("周老师").post(f"/events/{waiting.event}/{page}").status_code == 405
