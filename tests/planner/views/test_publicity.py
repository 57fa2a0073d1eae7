"""Papers for outside on their page: what is in them, what was left out and why, who may have them."""

import io
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any

import pytest
from docx import Document
from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from planner.enums import EventStatus
from planner.extensions import db
from planner.jobs import photobook as job
from planner.models import BulletinIssue, Photo
from planner.photostates import Clearing
from planner.services.feedbackquotes import choose_quote
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.feedbacksteps import ask_for_feedback, say
from tests.planner.jobsteps import worker
from tests.planner.publicitysteps import drawn_photo
from tests.planner.reportsteps import EVENING
from tests.planner.rowvalues import put
from tests.planner.submissions import event_of, user
from tests.planner.summarysteps import add_own, over

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
CountQueries = Callable[[], AbstractContextManager[list[str]]]


@pytest.fixture(autouse=True)
def told(world: World, in_app: InApp, at: At) -> None:
    """The event is over; its summary names a child and a sum, and of three photos one may leave the house."""
    at(EVENING)
    with in_app():
        over(world)
        put(world, "participants", {"name": "林晚晴"})
        add_own(world, "results", "林晚晴做的水火箭飞了 41 米。午饭花了 1,200 元。")
        drawn_photo(world, 1, caption="林晚晴和大家合影🎉")
        drawn_photo(world, 2, clearing=Clearing.UNCHECKED, caption="没人看过")
        drawn_photo(world, 3, clearing=Clearing.INSIDE, caption="只给自己看")
        ask_for_feedback(world)
        voice = say(world, "真好玩")
        choose_quote(event_of(world), voice.key, "真好玩", actor=user(world, "周老师"))
        db.session.commit()


@pytest.fixture
def planner(signed_in: SignedIn) -> FlaskClient:
    """Who leads the event."""
    return signed_in("周老师")


def address(world: World, rest: str = "") -> str:
    """The page, or what hangs on it."""
    return f"/events/{world.event}/publicity{rest}"


def paper(world: World, code: str, query: str = "") -> str:
    """A paper of the event."""
    return f"/events/{world.event}/documents/{code}{query}"


def words_of(content: bytes) -> str:
    """All that a Word paper says."""
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)


def test_page_tells_the_story_without_names_or_money(world: World, planner: FlaskClient) -> None:
    page = planner.get(address(world)).text

    news = page.split("<textarea")[1].split("</textarea>")[0]
    told = (
        "“六一慰问”活动",
        "29 名孩子参加，5 名带队老师随队。",
        "某某做的水火箭飞了 41 米。",
        "一名孩子说：“真好玩。”",
    )
    assert [words for words in told if words not in news] == []
    assert [words for words in ("林晚晴", "1,200") if words in news] == []


def test_page_says_what_was_left_out_and_where_to_mend_it(world: World, planner: FlaskClient) -> None:
    page = planner.get(address(world)).text

    notes = (
        "有 1 张照片没有核对，没有放进去",
        f'href="/events/{world.event}/photos?show=unchecked"',
        "1 张只留校内",
        "2 处名字写成“某某”",
        "2 句讲到钱、意外、改动或家境",
        "午饭花了 1,200 元。",
        "“🎉”在长图和相册里不印",
    )
    assert [words for words in notes if words not in page] == []


def test_no_paper_names_a_child_or_shows_a_photo_that_stays(world: World, planner: FlaskClient) -> None:
    bulletin = planner.get(paper(world, "bulletin")).data
    said = words_of(bulletin) + words_of(planner.get(paper(world, "news", "?length=600")).data)
    text = planner.get(address(world, "/news.txt?length=600")).data.decode("utf-8-sig")

    assert len(Document(io.BytesIO(bulletin)).inline_shapes) == 1
    assert "某某和大家合影" in said
    assert [w for w in ("林晚晴", "1,200", "没人看过", "只给自己看") if w in said + text] == []
    assert "某某做的水火箭飞了 41 米。" in text


def test_photo_that_stops_being_cleared_is_in_none_of_them(world: World, in_app: InApp, planner: FlaskClient) -> None:
    with_photo = planner.get(address(world, "/picture.jpg")).data
    with in_app():
        db.session.execute(db.update(Photo).values(clearing=Clearing.INSIDE))
        db.session.commit()

    bulletin = planner.get(paper(world, "bulletin")).data
    without = planner.get(address(world, "/picture.jpg")).data

    assert len(Document(io.BytesIO(bulletin)).inline_shapes) == 0
    assert Image.open(io.BytesIO(without)).height < Image.open(io.BytesIO(with_photo)).height - 400


def test_picture_is_asked_for_again_only_when_something_in_it_changed(
    world: World, in_app: InApp, planner: FlaskClient
) -> None:
    first = planner.get(address(world, "/picture.jpg"))
    headers = {"If-None-Match": first.headers["ETag"]}
    same = planner.get(address(world, "/picture.jpg"), headers=headers)
    with_code = planner.get(address(world, "/picture.jpg?code=1"), headers=headers)
    with in_app():
        drawn_photo(world, 4)
    changed = planner.get(address(world, "/picture.jpg"), headers=headers)

    assert (first.status_code, first.mimetype) == (200, "image/jpeg")
    assert (first.headers["Cache-Control"], first.headers.get("Content-Disposition")) == ("private, no-cache", None)
    assert [answer.status_code for answer in (same, with_code, changed)] == [304, 200, 200]


def test_picture_is_saved_under_the_name_of_its_event(world: World, planner: FlaskClient) -> None:
    answer = planner.get(address(world, "/picture.png?save=1&photos=3"))

    assert (answer.mimetype, Image.open(io.BytesIO(answer.data)).width) == ("image/png", 1080)
    assert f'filename="event-{world.event}-picture.png"' in answer.headers["Content-Disposition"]


def test_newsletter_gets_a_number_that_can_be_taken_back(world: World, in_app: InApp, planner: FlaskClient) -> None:
    answer = planner.post(address(world, "/bulletin"), data={"number": "6", "day": "2027-08-13"})
    numbered = words_of(planner.get(paper(world, "bulletin")).data)
    planner.post(address(world, "/bulletin/take-back"))
    open_again = words_of(planner.get(paper(world, "bulletin")).data)

    assert answer.headers["Location"] == f"{address(world)}#bulletin"
    assert ("第6期" in numbered, "2027年8月13日" in numbered, "第　　期" in open_again) == (True, True, True)
    with in_app():
        assert db.session.scalars(db.select(BulletinIssue)).all() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"number": "", "day": "2027-08-13"}, "写第几期"),
        ({"number": "0", "day": "2027-08-13"}, "期号是 1—999"),
        ({"number": "6", "day": "8月13日"}, "要写年份"),
    ],
)
def test_number_that_cannot_be_is_said_and_stays(
    world: World, in_app: InApp, planner: FlaskClient, typed: dict[str, str], sentence: str
) -> None:
    answer = planner.post(address(world, "/bulletin"), data=typed)

    assert (answer.status_code, sentence in answer.text) == (422, True)
    with in_app():
        assert db.session.scalars(db.select(BulletinIssue)).all() == []


def test_album_is_made_downloaded_and_refused_once_its_photos_are_others(
    app: Flask, world: World, in_app: InApp, planner: FlaskClient
) -> None:
    early = planner.get(address(world, "/album.pdf"))
    planner.post(address(world, "/album"))
    waiting = planner.get(address(world)).text
    worker(app, replace(job.JOB, daily_at=None)).run_due()
    ready = planner.get(address(world)).text
    book = planner.get(address(world, "/album.pdf"))
    with in_app():
        db.session.execute(db.update(Photo).values(clearing=Clearing.INSIDE))
        db.session.commit()
    late = planner.get(address(world, "/album.pdf"))
    outdated = planner.get(address(world)).text

    assert (early.status_code, "正在做" in waiting, "下载相册，1 张" in ready) == (404, True, True)
    assert (book.status_code, book.mimetype, book.data[:5]) == (200, "application/pdf", b"%PDF-")
    assert (late.status_code, "重新做一本" in late.text, "不能再用" in outdated) == (403, True, True)


@pytest.mark.parametrize(
    ("status", "sentence"),
    [(EventStatus.CANCELLED, "活动取消了"), (EventStatus.APPROVED, "活动还没办")],
)
def test_nothing_is_told_of_what_did_not_take_place(
    world: World, in_app: InApp, planner: FlaskClient, status: EventStatus, sentence: str
) -> None:
    with in_app():
        event_of(world).status = status
        if status is EventStatus.APPROVED:
            event_of(world).first_date = event_of(world).last_date = None
        db.session.commit()

    page = planner.get(address(world))
    others = [planner.get(address(world, rest)).status_code for rest in ("/picture.jpg", "/news.txt", "/album.pdf")]

    assert (sentence in page.text, "<textarea" in page.text) == (True, False)
    assert [*others, planner.get(paper(world, "bulletin")).status_code] == [404] * 4


def test_readers_have_the_papers_and_no_forms(world: World, signed_in: SignedIn) -> None:
    reader = signed_in("陈老师")
    page = reader.get(address(world)).text

    assert ("编期号" in page, "做相册" in page, "存长图" in page) == (False, False, True)
    assert reader.post(address(world, "/bulletin"), data={}).status_code == 403
    assert reader.post(address(world, "/album")).status_code == 403
    assert signed_in("江老师").get(address(world)).status_code == 404


def test_page_costs_the_same_with_many_photos(
    world: World, in_app: InApp, planner: FlaskClient, count_queries: CountQueries
) -> None:
    with count_queries() as few:
        planner.get(address(world))
    with in_app():
        for seed in range(10, 14):
            drawn_photo(world, seed)
    with count_queries() as many:
        planner.get(address(world))

    assert len(many) == len(few)


def test_newsletter_is_another_once_the_head_of_the_unit_is(
    world: World, planner: FlaskClient, signed_in: SignedIn
) -> None:
    before = planner.get(paper(world, "bulletin")).headers["ETag"]
    typed = {"name": "团讯", "publisher": "团委", "version": "0"}
    signed_in("管理员").post(f"/organisations/{world.units['school']}/bulletin", data=typed)

    after = planner.get(paper(world, "bulletin"), headers={"If-None-Match": before})

    assert (after.status_code, words_of(after.data).startswith("团讯")) == (200, True)
