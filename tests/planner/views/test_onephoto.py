"""One photo and the list of a day: captions, items, cover, order; what is refused keeps what was typed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.days import Day
from tests.planner.conftest import World
from tests.planner.photosteps import album_of, ready_photo, ready_photos, sent_photo
from tests.planner.rowvalues import put

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
LONG = "集" * 3000


def where(world: World, rest: str = "") -> str:
    """An address of the photos."""
    return f"/events/{world.event}/photos/{rest}"


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


@pytest.fixture
def keys(world: World, in_app: InApp) -> list[str]:
    """Three photos of the day of the event."""
    with in_app():
        return ready_photos(world, ("09:00:00", "09:10:00", "09:20:00"))


def order(world: World, in_app: InApp) -> list[str]:
    """The keys as they hang on the wall."""
    with in_app():
        return [photo.key for photo in album_of(world).ordered]


def test_photo_leads_to_its_neighbours(world: World, teacher: FlaskClient, keys: list[str]) -> None:
    page = teacher.get(where(world, keys[1])).text

    assert f"/photos/{keys[1]}/1600" in page
    assert "6月1日（周二）09:10，周老师的 HUAWEI P40，4032×3024" in page
    assert [f'href="{where(world, key)}"' in page for key in keys] == [True, False, True]
    assert ("下载原图" in page, "做封面" in page) == (True, True)


def test_photo_that_waits_can_be_looked_at(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        key = sent_photo(world).key

    page = teacher.get(where(world, key)).text

    assert ("正在处理" in page, "/1600" in page) == (True, False)


def test_reader_changes_nothing_and_gets_no_original(world: World, signed_in: SignedIn, keys: list[str]) -> None:
    page = signed_in("陈老师").get(where(world, keys[0])).text

    assert (f"/photos/{keys[0]}/1600" in page, "保存" in page, "下载原图" in page) == (True, False, False)


def test_caption_and_item_are_kept(world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]) -> None:
    with in_app():
        (item,) = put(
            world, "schedule", {"title": "集合", "day": Day.of(date(2027, 6, 1)), "start": time(9), "end": time(10)}
        )

    answer = teacher.post(where(world, keys[0]), data={"caption": "南门集合", "item": item})

    assert answer.headers["Location"] == where(world, keys[0])
    with in_app():
        photo = album_of(world).find(keys[0])
        assert photo is not None
        assert (photo.caption, photo.item) == ("南门集合", item)


@pytest.mark.parametrize("origin", ["", "arrange"])
def test_long_caption_is_refused_and_stays_in_the_form(
    world: World, in_app: InApp, teacher: FlaskClient, keys: list[str], origin: str
) -> None:
    answer = teacher.post(where(world, keys[0]), data={"caption": LONG, "item": "", "from": origin})

    assert answer.status_code == 422
    assert ("说明最多 60 个字，现在是 3,000 个。" in answer.text, LONG in answer.text) == (True, True)
    with in_app():
        assert [photo.caption for photo in album_of(world).photos] == ["", "", ""]


def test_item_that_is_none_is_refused(world: World, teacher: FlaskClient, keys: list[str]) -> None:
    answer = teacher.post(where(world, keys[0]), data={"caption": "", "item": "nothere"})

    assert (answer.status_code, "从列表里选一项，现在是“nothere”。" in answer.text) == (422, True)


def test_cover_is_chosen(world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]) -> None:
    for key in keys[:2]:
        teacher.post(where(world, key), data={"caption": "", "item": "", "cover": "1"})

    with in_app():
        assert [photo.is_cover for photo in album_of(world).ordered] == [False, True, False]
    assert "没核对，封面" in teacher.get(f"/events/{world.event}/photos").text


def test_one_photo_is_removed_with_a_way_back(
    world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]
) -> None:
    answer = teacher.post(where(world, keys[0]), data={"remove": "1"})

    assert answer.headers["Location"] == f"/events/{world.event}/photos"
    assert f"/photos/restore?keys={keys[0]}" in teacher.get(answer.headers["Location"]).text
    assert teacher.get(where(world, keys[0])).status_code == 404
    assert order(world, in_app) == keys[1:]


@pytest.mark.parametrize(
    ("number", "place", "expected"),
    [
        (0, {"to": "down"}, [1, 0, 2]),
        (2, {"to": "up"}, [0, 2, 1]),
        (0, {"to": "up"}, [0, 1, 2]),
        (0, {"after": 1}, [1, 0, 2]),
        (0, {"after": 2}, [1, 2, 0]),
        (2, {"before": 0}, [2, 0, 1]),
    ],
)
def test_photo_moves(
    world: World,
    in_app: InApp,
    teacher: FlaskClient,
    keys: list[str],
    number: int,
    place: dict[str, Any],
    expected: list[int],
) -> None:
    sent = {name: keys[value] if isinstance(value, int) else value for name, value in place.items()}

    answer = teacher.post(where(world, f"{keys[number]}/move"), data=sent)

    assert answer.headers["Location"] == where(world, f"arrange?day=2027-06-01#row-{keys[number]}")
    assert order(world, in_app) == [keys[index] for index in expected]


def test_what_was_typed_is_kept_when_a_photo_moves(
    world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]
) -> None:
    sent = {"caption": "集合", "item": "", "from": "arrange", "to": "down"}

    teacher.post(where(world, f"{keys[0]}/move"), data=sent)
    refused = teacher.post(where(world, f"{keys[0]}/move"), data=sent | {"caption": LONG})

    assert (refused.status_code, LONG in refused.text) == (422, True)
    with in_app():
        photo = album_of(world).find(keys[0])
        assert photo is not None
        assert photo.caption == "集合"
    assert order(world, in_app) == [keys[1], keys[0], keys[2]]


def test_photo_moves_only_among_its_own(world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]) -> None:
    with in_app():
        other = ready_photo(world, 9)

    answer = teacher.post(where(world, f"{keys[0]}/move"), data={"after": other})

    assert (answer.status_code, "排顺序只在同一天、同一项日程里面。" in answer.text) == (404, True)


def test_list_shows_one_day_and_leads_to_the_others(
    world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]
) -> None:
    with in_app():
        undated = ready_photo(world, 9)

    first, other = (teacher.get(where(world, f"arrange{query}")).text for query in ("", "?day=none"))

    assert [f'id="row-{key}"' in first for key in (*keys, undated)] == [True, True, True, False]
    assert [f'id="row-{key}"' in other for key in (*keys, undated)] == [False, False, False, True]
    assert "没有拍摄时间 1" in first


def test_list_of_no_photos_is_not_there(world: World, teacher: FlaskClient) -> None:
    assert teacher.get(where(world, "arrange")).status_code == 404
