"""The page of photos: sent by form and in pieces, looked through, picked, put right, removed and taken back."""

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import date, time
from typing import Any

import pytest
from flask.testing import FlaskClient

from planner.actors import CONSOLE
from planner.days import Day
from planner.extensions import db
from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.results import PictureReading
from planner.models import Event, Photo
from planner.photostates import Clearing
from planner.services.photocopies import write_copies
from planner.store import current_store
from planner.views import photowall
from tests.planner.conftest import World
from tests.planner.photosteps import album_of, ready_photo, ready_photos, sent_photo
from tests.planner.rowvalues import put

InApp = Callable[[], AbstractContextManager[Any]]
SignedIn = Callable[[str], FlaskClient]
UNDO = re.compile(r'action="([^"]*/photos/restore[^"]*)"')


def where(world: World, rest: str = "") -> str:
    """An address of the photos."""
    return f"/events/{world.event}/photos{rest}"


@pytest.fixture
def teacher(signed_in: SignedIn) -> FlaskClient:
    """The owner of the event, signed in."""
    return signed_in("周老师")


@pytest.fixture
def keys(world: World, in_app: InApp) -> list[str]:
    """Three photos of the day of the event, the first two while 集合 was on."""
    with in_app():
        day = Day.of(date(2027, 6, 1))
        put(world, "schedule", {"title": "集合", "day": day, "start": time(8, 30), "end": time(9)})
        return ready_photos(world, ("08:40:00", "08:50:00", "12:00:00"))


def test_wall_shows_days_items_and_states(world: World, teacher: FlaskClient, keys: list[str], in_app: InApp) -> None:
    with in_app():
        db.session.scalars(db.select(Photo).where(Photo.key == keys[0])).one().clearing = Clearing.CLEARED
        db.session.commit()

    page = teacher.get(where(world)).text

    assert '3 张收好，1 张可对外，<b class="hole">2 张还没核对</b>，0 张只留校内。' in page
    assert "按拍摄时间，这 2 张像是 <b>集合</b>" in page
    assert all(f"/photos/{key}/400" in page for key in keys)
    assert [f"{label} {n}" in page for label, n in (("全部", 3), ("没核对", 2), ("可对外", 1))] == [True] * 3
    cleared = teacher.get(where(world, "?show=cleared")).text
    assert [f"/photos/{key}/400" in cleared for key in keys] == [True, False, False]


def test_long_section_shows_its_first_and_leads_to_the_rest(
    world: World, in_app: InApp, teacher: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_app():
        keys = ready_photos(world, [f"10:{minute:02d}:00" for minute in range(6)])

    page = teacher.get(where(world)).text
    day = teacher.get(where(world, "?day=2027-06-01")).text
    monkeypatch.setattr(photowall, "MOST_ON_A_PAGE", 4)
    second = teacher.get(where(world, "?day=2027-06-01&page=2")).text

    assert ("还有 3 张" in page, f"{where(world)}?day=2027-06-01" in page) == (True, True)
    assert [[f"/photos/{key}/400" in text for key in keys] for text in (page, day, second)] == [
        [True] * 3 + [False] * 3,
        [True] * 6,
        [False] * 4 + [True] * 2,
    ]


def test_ticked_photos_go_into_the_summary(world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]) -> None:
    answer = teacher.post(where(world, "/picks"), data={"pick": keys[:2], "shown": ",".join(keys)})

    assert answer.status_code == 302
    assert "勾上的 2 张放进总结" in teacher.get(where(world)).text
    with in_app():
        assert [photo.key for photo in album_of(world).picked] == keys[:2]


def test_ticked_photos_are_removed_and_taken_back(
    world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]
) -> None:
    teacher.post(where(world, "/picks?show=unchecked"), data={"pick": keys[:2], "remove": "1"})
    page = teacher.get(where(world)).text
    (undo,) = UNDO.findall(page)[:1]

    assert ("已删 2 张" in page, "删掉的 2 张" in page) == (True, True)
    with in_app():
        assert [photo.key for photo in album_of(world).photos] == keys[2:]
    teacher.post(undo.replace("&amp;", "&"))
    with in_app():
        assert len(album_of(world).photos) == 3
    teacher.post(where(world, "/picks"), data={"pick": keys[0], "remove": "1"})
    teacher.post(where(world, "/restore"), data={"key": keys[0]})
    with in_app():
        assert len(album_of(world).photos) == 3


def test_guess_is_confirmed_for_all_at_once(world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]) -> None:
    page = teacher.get(where(world)).text
    (guess,) = re.findall(r'name="guess"\s+value="([^"]+)"', page)

    teacher.post(where(world, "/items"), data={"guess": guess})

    assert "2 张归到“集合”" in teacher.get(where(world)).text
    with in_app():
        assert [bool(photo.item) for photo in album_of(world).photos] == [True, True, False]
    assert teacher.post(where(world, "/items"), data={"guess": guess}).status_code == 404


def test_photos_without_a_reader_are_one_line(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        for seed in (1, 2):
            photo = sent_photo(world, seed)
            write_copies(photo.id, PictureReading(PictureFault.NO_READER), (), store=current_store(), actor=CONSOLE)
        db.session.commit()

    page = teacher.get(where(world)).text

    assert (page.count("2 张 HEIC"), page.count("苹果照片")) == (1, 1)


def test_doubles_are_offered_and_settled(world: World, in_app: InApp, teacher: FlaskClient) -> None:
    with in_app():
        large = ready_photo(world, 1, "09:00:00", dhash=0xF0F0)
        small = ready_photo(world, 2, dhash=0xF0F0, width=1080, height=810)

    page = teacher.get(where(world)).text
    assert ("1 组看着重复" in page, "一模一样" in page) == (True, True)
    teacher.post(where(world, "/doubles"), data={f"d-{large}": large})

    after = teacher.get(where(world)).text
    assert ("已删 1 张重复的" in after, "看着重复" in after) == (True, False)
    with in_app():
        assert [photo.key for photo in album_of(world).removed] == [small]


def test_clock_of_a_phone_is_put_right(world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]) -> None:
    values = {"phone": "0", "direction": "fast", "hours": "1", "minutes": "30"}

    teacher.post(where(world, "/clock"), data=values)

    assert "周老师的 HUAWEI P40，3 张改好了时间" in teacher.get(where(world)).text
    with in_app():
        assert [photo.hour for photo in album_of(world).photos] == ["07:10", "07:20", "10:30"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"phone": "0", "hours": "0"}, "天、小时、分钟至少写一个"),
        ({"phone": "9", "hours": "1"}, "从列表里选一项"),
        ({"phone": "0", "hours": "一会儿"}, "写 0—1000 的整数，现在是“一会儿”。"),
    ],
)
def test_clock_that_is_not_said_is_asked_for(
    world: World, teacher: FlaskClient, keys: list[str], values: dict[str, str], words: str
) -> None:
    answer = teacher.post(where(world, "/clock"), data={"direction": "slow", **values})

    assert (answer.status_code, words in answer.text) == (422, True)


def test_wrong_clock_is_proposed_with_one_step(
    world: World, in_app: InApp, teacher: FlaskClient, keys: list[str]
) -> None:
    with in_app():
        for seed in (11, 12, 13):
            ready_photo(world, seed, f"07:{30 + seed}:00", camera="iPhone")

    page = teacher.get(where(world)).text

    assert "周老师的 iPhone的钟像是慢 1 小时。" in page
    assert "3 张里有 0 张对得上日程，整批加 1 小时就有 3 张。" in " ".join(page.split())


def test_reader_of_the_unit_sees_and_changes_nothing(world: World, signed_in: SignedIn, keys: list[str]) -> None:
    page = signed_in("陈老师").get(where(world)).text

    assert f"/photos/{keys[0]}/400" in page
    assert [word in page for word in ("传照片", "存下勾选", "请志愿者传", "改顺序")] == [False] * 4


@pytest.mark.parametrize("count", [1, 3])
def test_page_asks_as_often_however_many_photos_there_are(
    world: World, in_app: InApp, teacher: FlaskClient, count_queries: Callable[[], Any], count: int
) -> None:
    with in_app():
        ready_photos(world, [f"10:{minute:02d}:00" for minute in range(count)])
    teacher.get(where(world))

    with count_queries() as sent:
        teacher.get(where(world))
    first = len(sent)
    with in_app():
        event = db.session.get_one(Event, world.event)
        assert event.photos_number > 0
        sent_photo(world, 9)
    with count_queries() as sent:
        teacher.get(where(world))

    assert (first, len(sent)) == (KEPT, READ)


# With the photos in memory, and with photos that have to be read.
KEPT, READ = 5, 6
