"""One photo at a time: each button of the page, what it refuses, and where it leads."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from planner.extensions import db
from planner.models import JobRecord, Photo
from planner.photoplaces import BoxPlace
from planner.photostates import BoxVerdict, Clearing, FaceSearch
from planner.pictures import FaceBoxes
from planner.queries.photoboxes import read_boxes
from planner.views import photofacespage
from tests.planner.conftest import World
from tests.planner.photosteps import FOUND, ready_photo, sent_photo, with_proposals

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
PLACE = {"left": "40", "top": "20.5", "width": "10", "height": "12"}


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


@pytest.fixture
def key(world: World, in_app: InApp) -> str:
    """A photo on which two faces were found."""
    with in_app():
        return with_proposals(world, FOUND, BoxPlace(7000, 2000, 600, 900))


def where(world: World, key: str, query: str = "") -> str:
    """The page of a photo."""
    return f"/events/{world.event}/photos/{key}/faces{query}"


def photo_of(key: str) -> Photo:
    """The photo of that key."""
    return db.session.scalars(db.select(Photo).where(Photo.key == key)).one()


def boxes_of(key: str) -> FaceBoxes:
    """Its boxes."""
    return read_boxes(photo_of(key).id)


def press(client: FlaskClient, world: World, key: str, **values: Any) -> TestResponse:
    """Press a button of the page."""
    return client.post(where(world, key), data=values)


def test_page_asks_first_what_is_open(world: World, teacher: FlaskClient, key: str) -> None:
    page = teacher.get(where(world, key)).text

    assert "还有 2 处要你定" in page
    assert "小的、侧着的、被挡住的脸常常找不到。" in page
    assert page.count('class="fbox q"') == 2
    assert 'style="--x:10%;--y:20%;--w:6%;--h:9%"' in page
    assert "这里没有任何人同意公开的记录" in page


def test_page_without_the_finder_says_so(
    world: World, teacher: FlaskClient, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = []
    for can_find in (True, False):
        monkeypatch.setattr(photofacespage, "can_find_faces", lambda answer=can_find: answer)
        pages.append(teacher.get(where(world, key)).text)

    assert ["仔细再找一遍" in page for page in pages] == [True, False]
    assert ["这台服务器不会自己找脸" in page for page in pages] == [False, True]


def test_boxes_are_judged(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    assert press(teacher, world, key, hide=1).headers["Location"] == where(world, key)
    press(teacher, world, key, free=2)

    page = teacher.get(where(world, key)).text
    assert ("第 2 处不用遮" in page, "1 处不用遮：2" in page, "fbox done fresh" in page) == (True, True, True)
    with in_app():
        boxes = boxes_of(key)
        assert ([box.number for box in boxes.hidden], [box.number for box in boxes.shown]) == ([1], [2])


def test_rest_is_hidden_in_one_step(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    press(teacher, world, key, free=1)
    press(teacher, world, key, rest=1)

    with in_app():
        assert [box.verdict for box in boxes_of(key).boxes] == [BoxVerdict.SHOWN, BoxVerdict.HIDDEN]


def test_box_is_drawn_moved_deleted_and_taken_back(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    press(teacher, world, key, draw=1, **PLACE)
    press(teacher, world, key, move=3, **(PLACE | {"left": "95"}))
    press(teacher, world, key, delete=3)
    with in_app():
        assert len(boxes_of(key).boxes) == 2

    undo = f"{where(world, key)}?draw=1&amp;left=90.0&amp;top=20.5&amp;width=10.0&amp;height=12.0"
    assert undo in teacher.get(where(world, key)).text
    teacher.post(undo.replace("&amp;", "&"))
    with in_app():
        (drawn,) = boxes_of(key).hidden
        assert (drawn.place, drawn.drawn_by) == (BoxPlace(9000, 2050, 1000, 1200), "周老师")


def test_place_that_is_no_number_keeps_what_was_typed(
    world: World, in_app: InApp, teacher: FlaskClient, key: str
) -> None:
    answer = press(teacher, world, key, move=1, **(PLACE | {"width": "一半"}))

    assert (answer.status_code, "宽写 0—100 的数，可以带小数，现在是“一半”。" in answer.text) == (422, True)
    assert 'value="一半"' in answer.text
    with in_app():
        assert boxes_of(key).boxes[0].place == FOUND


def test_grid_hides_without_a_script(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    page = teacher.get(where(world, key, "?grid=24")).text
    assert (page.count('name="cell"'), "格子再细些" in page) == (24 * 16, False)
    assert teacher.get(where(world, key)).text.count('name="cell"') == 12 * 8

    press(teacher, world, key, cells=1, grid=12, cell=["0-0", "0-1", "5-5"])

    with in_app():
        assert len(boxes_of(key).hidden) == 2


@pytest.mark.parametrize(
    ("values", "status", "sentence"),
    [
        ({}, 422, "先选一处，再点按钮。"),
        ({"cells": 1, "grid": 12}, 422, "先画一处，或者勾几格。"),
        ({"delete": 1}, 422, "找到的框不删，不用遮就点“不用遮”。"),
        ({"clear": 1, "seen": 1}, 422, "第 1、2 处还没定。点“遮”或“不用遮”；拿不准就遮。"),
        ({"clear": 1}, 403, "刚才有人改过这张的框，看看现在的样子，再点一次。"),
        ({"withdraw": 1}, 422, "写一句为什么收回，最多 60 个字。"),
        ({"hide": 9}, 404, "这一处已经删掉了。"),
        ({"hide": "x"}, 404, "这一处已经删掉了。"),
    ],
)
def test_what_is_refused_says_why(
    world: World, teacher: FlaskClient, key: str, values: dict[str, Any], status: int, sentence: str
) -> None:
    answer = press(teacher, world, key, **values)

    assert (answer.status_code, sentence in answer.text) == (status, True)


def test_answers_lead_through_all_photos(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    with in_app():
        other = ready_photo(world, 2, "09:00:00")
    first = teacher.get(f"/events/{world.event}/photos/check").headers["Location"]
    assert first == where(world, other)
    assert "逐张核对（2 张）" in teacher.get(f"/events/{world.event}/photos").text

    assert press(teacher, world, other, clear=1, seen=0).headers["Location"] == where(world, key)
    done = press(teacher, world, key, inside=1)

    assert done.headers["Location"] == f"/events/{world.event}/photos"
    page = teacher.get(done.headers["Location"]).text
    assert ("都核对完了：1 张可对外，1 张只留校内" in page, "逐张核对" in page) == (True, False)


def test_judgement_is_shown_and_taken_back(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        key = ready_photo(world)
    press(teacher, world, key, clear=1, seen=0)
    page = teacher.get(where(world, key)).text
    assert ("看过：可对外" in page, "收回，重新核对" in page, "看过了，可以对外" in page) == (True, True, False)

    press(teacher, world, key, withdraw=1, reason="家长撤回了")

    assert "看过了，可以对外" in teacher.get(where(world, key)).text
    with in_app():
        assert photo_of(key).clearing is Clearing.UNCHECKED


def test_careful_search_is_put_in_line(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    press(teacher, world, key, again=1)

    page = teacher.get(where(world, key)).text
    assert ("正在找脸" in page, "data-pending" in page, "仔细再找一遍" in page) == (True, True, False)
    with in_app():
        photo = photo_of(key)
        jobs = db.session.scalars(db.select(JobRecord.payload).where(JobRecord.kind == "faces")).all()
        assert (photo.search, jobs) == (FaceSearch.WAITING, [{"photo": photo.id, "with_care": True}])


def test_photo_that_waits_is_not_there(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        key = sent_photo(world).key

    assert [teacher.get(where(world, each)).status_code for each in (key, "nothere")] == [404, 404]


def test_reader_is_refused(world: World, signed_in: SignedIn, key: str) -> None:
    reader = signed_in("陈老师")

    assert (reader.get(where(world, key)).status_code, press(reader, world, key, hide=1).status_code) == (403, 403)


def test_wall_says_how_each_photo_stands(world: World, in_app: InApp, teacher: FlaskClient, key: str) -> None:
    with in_app():
        other = ready_photo(world, 2)
    press(teacher, world, other, draw=1, **PLACE)
    press(teacher, world, other, clear=1, seen=1)

    page = teacher.get(f"/events/{world.event}/photos").text

    assert ("2 处没定" in page, "可对外，遮了 1 处，正在遮" in page) == (True, True)
