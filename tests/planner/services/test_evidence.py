"""A set is handed out only while each photo of it may still leave the house as it was packed."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner.actors import CONSOLE
from planner.evidence import PackedPiece, PackedSet
from planner.evidencestates import EvidenceState
from planner.extensions import db
from planner.models import EvidencePiece, EvidenceSet, JobRecord
from planner.photoplaces import BoxPlace
from planner.services.album import describe_photo, remove_photos
from planner.services.clearing import keep_inside, withdraw_clearing
from planner.services.evidence import PHOTO_CHANGED, find_made_set, write_set
from planner.services.photoboxes import draw_boxes
from planner.store import current_store
from tests.planner.conftest import World
from tests.planner.evidencesteps import asked, made_set
from tests.planner.photosteps import ready_photo
from tests.planner.submissions import event_of, user
from tests.planner.views.test_gallery import clear

InApp = Callable[[], AbstractContextManager[Any]]
Act = Callable[..., object]
PLACE = BoxPlace(0, 0, 900, 900)


def finished(evidence: EvidenceSet) -> str:
    """The set is made, of one piece; its SHA-256."""
    sha256 = current_store().put(b"PK")
    packed = PackedSet(pieces=(PackedPiece(0, 2, sha256),), files=1, lacking=(), fingerprint="")
    write_set(evidence, packed, "", store=current_store(), actor=CONSOLE)
    db.session.commit()
    return sha256


def withdraw(world: World, key: str) -> None:
    """The owner takes back what was said of the photo."""
    withdraw_clearing(event_of(world), key, "家长不同意", actor=user(world, "周老师"))


def shut_in(world: World, key: str) -> None:
    """The owner says that the photo stays in the house."""
    keep_inside(event_of(world), key, actor=user(world, "周老师"))


def draw(world: World, key: str) -> None:
    """The owner hides somebody more."""
    draw_boxes(event_of(world), key, [PLACE], actor=user(world, "周老师"))


def remove(world: World, key: str) -> None:
    """The owner takes the photo off the wall."""
    remove_photos(event_of(world), [key], actor=user(world, "周老师"))


def describe(world: World, key: str) -> None:
    """The owner writes what stands under the photo."""
    describe_photo(event_of(world), key, "南门集合", actor=user(world, "周老师"))


@pytest.mark.parametrize("act", [withdraw, shut_in, draw, remove])
def test_set_is_void_once_a_photo_of_it_may_not_leave_as_it_was(world: World, in_app: InApp, act: Act) -> None:
    with in_app():
        key = ready_photo(world)
        clear(world, key)
        sha256 = finished(asked(world))
        act(world, key)
        db.session.commit()

        evidence = made_set(world)
        assert (evidence.state, evidence.fault) == (EvidenceState.FAILED, PHOTO_CHANGED)
        assert db.session.query(EvidencePiece).count() == 0
        assert [job.payload for job in db.session.query(JobRecord).filter_by(kind="evidence")][1:] == [
            {"pieces": [sha256]}
        ]


@pytest.mark.parametrize(("takes_unchecked", "state"), [(False, EvidenceState.MADE), (True, EvidenceState.FAILED)])
def test_photo_that_nobody_cleared_voids_the_sets_that_took_it(
    world: World, in_app: InApp, takes_unchecked: bool, state: EvidenceState
) -> None:
    with in_app():
        key = ready_photo(world)
        finished(asked(world, takes_unchecked=takes_unchecked, reason="归档"))
        draw(world, key)

        assert made_set(world).state is state


def test_words_below_a_photo_leave_the_set_as_it_is(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        clear(world, key)
        finished(asked(world))
        describe(world, key)

        assert find_made_set(world.event).files == 1


def test_set_that_is_being_packed_with_the_photo_is_not_kept(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        clear(world, key)
        asked(world)
        withdraw(world, key)

        assert made_set(world).fault == PHOTO_CHANGED
