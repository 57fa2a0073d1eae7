"""A photo leaves the house once somebody with an account has said so of it as it is, until that is taken back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime
from typing import Any

import pytest

from planner.errors import BadInput, NotAllowed
from planner.extensions import db
from planner.models import Activity
from planner.photoplaces import BoxPlace
from planner.photostates import BoxVerdict, Clearing
from planner.queries.photoboxes import Judgement, read_judgement
from planner.queries.photos import find_photo, read_cleared_photos
from planner.services.album import remove_photos, restore_photos
from planner.services.clearing import LONGEST_REASON, clear_photo, keep_inside, withdraw_clearing
from planner.services.photoboxes import draw_boxes, judge_box
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.photosteps import FOUND, ready_photo, with_proposals
from tests.planner.services.test_photoboxes import act
from tests.planner.submissions import event_of

InApp = Callable[[], AbstractContextManager[Any]]
NOON = datetime(2027, 6, 2, 4, tzinfo=UTC)
PLACE = BoxPlace(4000, 2000, 1000, 1000)


def seen(world: World, key: str) -> int:
    """The number of the boxes as they are."""
    photo = find_photo(world.event, key)
    assert photo is not None
    return photo.boxes_number


def newest() -> Activity:
    """The last entry of the log."""
    entry = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
    assert entry is not None
    return entry


def leaving(world: World) -> list[str]:
    """The photos that may leave the house."""
    return [found.photo.key for found in read_cleared_photos(event_of(world))]


def test_cleared_photo_says_who_and_when(world: World, in_app: InApp, at: At) -> None:
    at(NOON)
    with in_app():
        key, other = ready_photo(world, 1), ready_photo(world, 2)

        act(world, clear_photo, key, seen=0)

        photo = find_photo(world.event, key)
        assert photo is not None
        assert read_judgement(photo.id) == Judgement("周老师", NOON)
        assert (leaving(world), seen(world, other)) == ([key], 0)
        told = (newest().verb, newest().subject, newest().after)
        assert told == ("核对", "照片“IMG_1.jpg”", "看过，可以对外，遮了 0 处")


def test_photo_with_an_open_question_is_not_cleared(world: World, in_app: InApp) -> None:
    with in_app():
        key = with_proposals(world, FOUND, PLACE)
        with pytest.raises(BadInput, match="第 1、2 处还没定。点“遮”或“不用遮”；拿不准就遮。"):
            act(world, clear_photo, key, seen=seen(world, key))

        for number in (1, 2):
            act(world, judge_box, key, number, BoxVerdict.SHOWN)
        act(world, clear_photo, key, seen=seen(world, key))
        assert leaving(world) == [key]


def test_photo_that_was_changed_meanwhile_is_looked_at_first(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, draw_boxes, key, [PLACE])

        with pytest.raises(NotAllowed, match="刚才有人改过这张的框") as refusal:
            act(world, clear_photo, key, seen=0)
        assert (refusal.value.reason, leaving(world)) == ("CHANGED", [])


def test_cleared_photo_waits_for_the_copies_that_hide(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, draw_boxes, key, [PLACE])
        act(world, clear_photo, key, seen=seen(world, key))

        photo = find_photo(world.event, key)
        assert photo is not None
        assert (photo.clearing, leaving(world)) == (Clearing.CLEARED, [])


@pytest.mark.parametrize("judge", [clear_photo, keep_inside])
def test_judgement_is_taken_back_with_a_word(world: World, in_app: InApp, judge: Callable[..., None]) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, judge, key, **({"seen": 0} if judge is clear_photo else {}))
        act(world, withdraw_clearing, key, " 家长\n撤回了 ")

        photo = find_photo(world.event, key)
        assert photo is not None
        assert (photo.clearing, read_judgement(photo.id)) == (Clearing.UNCHECKED, Judgement("", None))
        assert (newest().verb, newest().after, leaving(world)) == ("收回核对", "家长 撤回了", [])


@pytest.mark.parametrize(
    ("reason", "sentence"),
    [
        (" ", "写一句为什么收回，最多 60 个字。"),
        ("长" * (LONGEST_REASON + 1), "写一句为什么收回，最多 60 个字，现在是 61 个。"),
        ("长" * LONGEST_REASON, ""),
    ],
)
def test_word_is_asked_for(world: World, in_app: InApp, reason: str, sentence: str) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, clear_photo, key, seen=0)
        if sentence:
            with pytest.raises(BadInput) as refusal:
                act(world, withdraw_clearing, key, reason)
            assert refusal.value.sentence == sentence
        else:
            act(world, withdraw_clearing, key, reason)
        assert leaving(world) == ([key] if sentence else [])


def test_photo_that_is_taken_back_from_the_bin_is_cleared_as_it_was(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, clear_photo, key, seen=0)
        act(world, remove_photos, [key])
        assert leaving(world) == []
        act(world, restore_photos, [key])
        assert leaving(world) == [key]
