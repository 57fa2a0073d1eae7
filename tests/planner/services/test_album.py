"""What is made of photos: words, order, picks, items; doubles, clocks; removed and taken back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta
from typing import Any

import pytest

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import JobRecord, Photo
from planner.photoplaces import BoxPlace
from planner.services import photos
from planner.services.album import (
    LONGEST_CAPTION,
    MOST_SHIFT,
    NewPlace,
    assign_photos,
    describe_photo,
    move_photo_to,
    pick_photos,
    remove_photos,
    restore_photos,
    set_cover,
    settle_doubles,
    shift_clock,
)
from planner.services.photoboxes import draw_boxes
from tests.planner.conftest import World
from tests.planner.photosteps import album_of, ready_photo, ready_photos, sent_photo
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
TIMES = ("09:00:00", "09:10:00", "09:20:00")


@pytest.fixture
def keys(world: World, in_app: InApp) -> list[str]:
    """Three photos, ten minutes apart."""
    with in_app():
        return ready_photos(world, TIMES)


def act(world: World, step: Callable[..., Any], *values: Any, **more: Any) -> Any:
    """The owner does it; committed."""
    result = step(event_of(world), *values, actor=user(world, "周老师"), **more)
    db.session.commit()
    return result


def photo(key: str) -> Photo:
    """The photo of that key."""
    return db.session.scalars(db.select(Photo).where(Photo.key == key)).one()


def order(world: World) -> list[str]:
    """The keys as they stand on the wall."""
    return [found.key for found in album_of(world).ordered]


def test_caption_is_one_line(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        act(world, describe_photo, keys[0], "  南门\n集合 ")
        assert photo(keys[0]).caption == "南门 集合"

        act(world, describe_photo, keys[0], "集" * LONGEST_CAPTION)
        with pytest.raises(BadInput, match="说明最多 60 个字，现在是 3,000 个。"):
            act(world, describe_photo, keys[0], "集" * 3000)
        assert photo(keys[0]).caption == "集" * LONGEST_CAPTION


def test_cover_is_one_at_the_most(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        act(world, set_cover, keys[0])
        act(world, set_cover, keys[2])

        assert [found.is_cover for found in album_of(world).ordered] == [False, False, True]
        act(world, remove_photos, [keys[2]])
        act(world, restore_photos, [keys[2]])
        assert [found.is_cover for found in album_of(world).ordered] == [False] * 3


def test_picks_change_only_what_was_shown(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        assert act(world, pick_photos, keys, keys) == 3
        assert act(world, pick_photos, [keys[1]], keys[:2]) == 2

        assert [found.key for found in album_of(world).picked] == [keys[1], keys[2]]


def test_item_is_said_for_several_at_once(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        assert act(world, assign_photos, keys[:2], "item1", "集合点名") == 2

        assert [found.item for found in album_of(world).photos] == ["item1", "item1", ""]


@pytest.mark.parametrize(("by", "expected"), [(1, [1, 0, 2]), (2, [1, 2, 0]), (-1, [0, 1, 2])])
def test_photo_moves_by_places(world: World, in_app: InApp, keys: list[str], by: int, expected: list[int]) -> None:
    with in_app():
        act(world, move_photo_to, album_of(world), keys[0], place=NewPlace(by))

        assert order(world) == [keys[number] for number in expected]


def test_photo_that_moves_many_others_costs_no_more_statements(
    world: World, in_app: InApp, keys: list[str], count_queries: Callable[[], AbstractContextManager[list[str]]]
) -> None:
    def statements() -> int:
        album = album_of(world)
        here = album.wall.find_section(keys[0])
        key, place = here[0].key, NewPlace(after=here[-1].key)
        with count_queries() as sent:
            act(world, move_photo_to, album, key, place=place)
        return len([one for one in sent if one.startswith("SELECT")])

    with in_app():
        few = statements()
        for seed in range(4, 9):
            ready_photo(world, seed, "09:30:00")

        assert statements() == few


def test_photo_moves_beside_another(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        act(world, move_photo_to, album_of(world), keys[2], place=NewPlace(before=keys[0]))
        assert order(world) == [keys[2], keys[0], keys[1]]
        act(world, move_photo_to, album_of(world), keys[2], place=NewPlace(after=keys[0]))
        assert order(world) == [keys[0], keys[2], keys[1]]

        other = ready_photo(world, 9)
        with pytest.raises(NotFound, match="同一天、同一项日程"):
            act(world, move_photo_to, album_of(world), keys[2], place=NewPlace(after=other))


def test_removed_photos_are_taken_back(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        assert act(world, remove_photos, keys[:2]) == 2
        assert (order(world), [found.key for found in album_of(world).removed]) == ([keys[2]], keys[:2])
        with pytest.raises(NotFound, match="这张照片已经删掉"):
            act(world, describe_photo, keys[0], "集合")

        assert act(world, restore_photos, keys) == 2
        assert order(world) == keys


def test_photo_that_had_no_copies_yet_gets_them_when_it_is_taken_back(world: World, in_app: InApp) -> None:
    with in_app():
        photo_id, key = (sent := sent_photo(world)).id, sent.key
        act(world, remove_photos, [key])
        act(world, restore_photos, [key])

        jobs = db.session.scalars(db.select(JobRecord.payload).where(JobRecord.kind == "photos")).all()
        assert jobs == [{"photo": photo_id}] * 2


def test_photo_that_hides_less_than_was_drawn_is_veiled_anew_when_it_is_taken_back(
    world: World, in_app: InApp, keys: list[str]
) -> None:
    with in_app():
        act(world, draw_boxes, keys[0], [BoxPlace(0, 0, 900, 900)])
        act(world, remove_photos, keys[:1])
        act(world, restore_photos, keys[:1])

        jobs = db.session.scalars(db.select(JobRecord.payload).where(JobRecord.kind == "photos")).all()
        assert jobs[-2:] == [{"photo": photo(keys[0]).id}] * 2


def test_photo_is_not_taken_back_into_a_full_album(
    world: World, in_app: InApp, keys: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    with in_app():
        act(world, remove_photos, keys[:1])
        monkeypatch.setattr(photos, "MOST_PHOTOS", 2)
        with pytest.raises(BadInput, match="最多 2 张"):
            act(world, restore_photos, keys[:1])
        monkeypatch.setattr(photos, "MOST_PHOTOS", 3)

        assert act(world, restore_photos, keys[:1]) == 1


def test_of_doubles_the_chosen_one_stays(world: World, in_app: InApp) -> None:
    with in_app():
        small = ready_photo(world, 1, "09:00:00", width=1080, height=810)
        large = ready_photo(world, 2, "09:00:00", dhash=0x1111_1111_1111_1111)
        (group,) = album_of(world).doubles
        assert (group.key, group.best, group.are_same) == (large, large, True)

        assert act(world, settle_doubles, album_of(world), {"nothere": small, large: "nothere"}) == []
        assert act(world, settle_doubles, album_of(world), {large: large}) == [small]
        assert (order(world), album_of(world).doubles) == ([large], ())


def test_doubles_that_are_kept_are_not_asked_about_again(world: World, in_app: InApp) -> None:
    with in_app():
        keys = [ready_photo(world, 1, "09:00:00"), ready_photo(world, 2, "09:00:02", dhash=0x1111_1111_1111_1111)]

        assert act(world, settle_doubles, album_of(world), {keys[0]: ""}) == []
        assert (order(world), album_of(world).doubles) == (keys, ())


def test_clock_of_a_phone_is_put_right_in_one_step(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        other = ready_photo(world, 9, "10:00:00", camera="iPhone")
        clock = album_of(world).photos[0].clock

        assert act(world, shift_clock, clock, timedelta(hours=1)) == 3
        assert act(world, shift_clock, clock, timedelta(minutes=-30)) == 3

        assert [found.hour for found in album_of(world).photos] == ["09:30", "09:40", "09:50", "10:00"]
        assert order(world) == [*keys, other]


@pytest.mark.parametrize("shift", [timedelta(), timedelta(seconds=29), MOST_SHIFT + timedelta(minutes=1)])
def test_clock_is_not_put_right_by_nothing_or_by_ages(
    world: World, in_app: InApp, keys: list[str], shift: timedelta
) -> None:
    with in_app(), pytest.raises(BadInput, match="天、小时、分钟至少写一个"):
        act(world, shift_clock, album_of(world).photos[0].clock, shift)


def test_time_that_no_calendar_has_stays(world: World, in_app: InApp, keys: list[str]) -> None:
    with in_app():
        photo(keys[0]).taken_at = photo(keys[0]).taken_at.replace(year=1)  # type: ignore[union-attr]
        db.session.commit()

        assert act(world, shift_clock, album_of(world).photos[1].clock, -timedelta(days=366)) == 2
