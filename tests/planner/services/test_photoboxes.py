"""Boxes on a photo: drawn, judged, moved, deleted; proposals; what has to be drawn and looked at anew after it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import Any

import pytest

from planner.actors import CONSOLE
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Activity, JobRecord, Photo
from planner.photoplaces import BoxPlace
from planner.photostates import BoxOrigin, BoxVerdict, Clearing, FaceSearch
from planner.pictures import FaceBox, FaceBoxes
from planner.queries.photoboxes import list_hidden_places, read_boxes, read_search
from planner.services import photoboxes
from planner.services.album import remove_photos
from planner.services.clearing import clear_photo, keep_inside
from planner.services.photoboxes import delete_box, draw_boxes, hide_undecided, judge_box, move_box
from planner.services.photoproposals import add_proposals, begin_search, begin_searches, search_with_care
from tests.planner.conftest import World
from tests.planner.photosteps import FOUND, ready_photo, sent_photo, with_proposals
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[Any]]
PLACE, ELSEWHERE = BoxPlace(4000, 2000, 1000, 1000), BoxPlace(7000, 2000, 1000, 1000)


def act(world: World, step: Callable[..., Any], *values: Any, **more: Any) -> Any:
    """The owner does it; committed."""
    result = step(event_of(world), *values, actor=user(world, "周老师"), **more)
    db.session.commit()
    return result


def photo_of(key: str) -> Photo:
    """The photo of that key."""
    return db.session.scalars(db.select(Photo).where(Photo.key == key)).one()


def boxes_of(key: str) -> FaceBoxes:
    """Its boxes."""
    return read_boxes(photo_of(key).id)


def count_jobs(kind: str = "photos") -> int:
    """How many jobs of that kind are in line."""
    return len(db.session.scalars(db.select(JobRecord.id).where(JobRecord.kind == kind)).all())


def test_drawn_boxes_hide_and_have_numbers_of_their_own(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)

        assert act(world, draw_boxes, key, [PLACE, ELSEWHERE]) == [1, 2]
        assert act(world, delete_box, key, 1) == PLACE
        assert act(world, draw_boxes, key, [PLACE]) == [3]
        assert act(world, delete_box, key, 3) == PLACE
        assert act(world, draw_boxes, key, [PLACE]) == [4]

        drawn = {"origin": BoxOrigin.DRAWN, "verdict": BoxVerdict.HIDDEN, "drawn_by": "周老师"}
        assert boxes_of(key).boxes == (FaceBox(2, ELSEWHERE, **drawn), FaceBox(4, PLACE, **drawn))
        assert list_hidden_places(photo_of(key).id) == [ELSEWHERE, PLACE]


def test_steps_on_one_photo_are_one_entry_of_the_log(world: World, in_app: InApp) -> None:
    with in_app():
        key = with_proposals(world, FOUND, ELSEWHERE)
        act(world, judge_box, key, 1, BoxVerdict.SHOWN)
        act(world, draw_boxes, key, [PLACE])
        act(world, move_box, key, 3, BoxPlace(0, 0, 500, 500))
        act(world, hide_undecided, key)

        newest = db.session.scalars(db.select(Activity).order_by(Activity.id.desc())).first()
        assert newest is not None
        told = "第 1 处不用遮；画了第 3 处；挪了第 3 处；第 2 处都遮"
        assert (newest.verb, newest.subject, newest.after) == ("遮脸", "照片“IMG_1.jpg”", told)


@pytest.mark.parametrize(
    ("verdict", "is_drawn_anew"), [(BoxVerdict.SHOWN, False), (BoxVerdict.HIDDEN, True), (BoxVerdict.OPEN, False)]
)
def test_only_what_is_seen_is_drawn_anew(world: World, in_app: InApp, verdict: BoxVerdict, is_drawn_anew: bool) -> None:
    with in_app():
        key = with_proposals(world)
        before = count_jobs()

        act(world, judge_box, key, 1, verdict)

        photo = photo_of(key)
        assert (photo.drawn_number != photo.boxes_number, count_jobs() - before) == (is_drawn_anew, int(is_drawn_anew))


def test_change_that_is_not_seen_leaves_copies_outdated_that_were(world: World, in_app: InApp) -> None:
    with in_app():
        key = with_proposals(world, FOUND, ELSEWHERE)
        act(world, judge_box, key, 1, BoxVerdict.HIDDEN)
        act(world, judge_box, key, 2, BoxVerdict.SHOWN)

        assert photo_of(key).drawn_number < photo_of(key).boxes_number


STEPS: dict[str, Callable[[World, str], Any]] = {
    "draw": lambda world, key: act(world, draw_boxes, key, [ELSEWHERE]),
    "judge": lambda world, key: act(world, judge_box, key, 1, BoxVerdict.SHOWN),
    "move": lambda world, key: act(world, move_box, key, 1, ELSEWHERE),
    "delete": lambda world, key: act(world, delete_box, key, 1),
    "find": lambda world, key: add_proposals(photo_of(key).id, [ELSEWHERE], with_care=True, actor=CONSOLE),
}


@pytest.mark.parametrize("step", STEPS.values(), ids=STEPS)
@pytest.mark.parametrize(
    ("judge", "left"), [(clear_photo, Clearing.UNCHECKED), (keep_inside, Clearing.INSIDE)], ids=["cleared", "inside"]
)
def test_photo_whose_boxes_change_is_cleared_no_more(
    world: World, in_app: InApp, step: Callable[[World, str], Any], judge: Callable[..., None], left: Clearing
) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, draw_boxes, key, [PLACE])
        act(world, judge, key, **({"seen": photo_of(key).boxes_number} if judge is clear_photo else {}))

        step(world, key)

        photo = photo_of(key)
        assert (photo.clearing, photo.cleared_at is None) == (left, left is Clearing.UNCHECKED)


def test_what_is_so_already_changes_nothing(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, draw_boxes, key, [PLACE])
        number = photo_of(key).boxes_number

        act(world, judge_box, key, 1, BoxVerdict.HIDDEN)
        act(world, move_box, key, 1, PLACE)
        assert act(world, hide_undecided, key) == 0

        assert photo_of(key).boxes_number == number


def test_box_that_is_gone_or_was_found_is_refused(world: World, in_app: InApp) -> None:
    with in_app():
        key = with_proposals(world)

        with pytest.raises(NotFound, match="这一处已经删掉了。"):
            act(world, judge_box, key, 2, BoxVerdict.HIDDEN)
        with pytest.raises(BadInput, match="找到的框不删，不用遮就点“不用遮”。"):
            act(world, delete_box, key, 1)
        with pytest.raises(BadInput, match="先画一处"):
            act(world, draw_boxes, key, [])
        assert len(boxes_of(key).boxes) == 1


@pytest.mark.parametrize(("most", "is_full"), [(2, False), (1, True)])
def test_photo_has_no_more_boxes_than_one_can_look_through(
    world: World, in_app: InApp, monkeypatch: pytest.MonkeyPatch, most: int, is_full: bool
) -> None:
    monkeypatch.setattr(photoboxes, "MOST_BOXES", most)
    with in_app():
        key = ready_photo(world)
        act(world, draw_boxes, key, [PLACE])
        if is_full:
            with pytest.raises(BadInput, match="一张照片最多画 1 处，已经有 1 处。"):
                act(world, draw_boxes, key, [ELSEWHERE])
        else:
            act(world, draw_boxes, key, [ELSEWHERE])
        assert len(boxes_of(key).boxes) == most


def test_photo_that_waits_or_was_removed_has_no_boxes(world: World, in_app: InApp) -> None:
    with in_app():
        removed = ready_photo(world, 2)
        act(world, remove_photos, [removed])
        for key in (sent_photo(world).key, removed):
            with pytest.raises(NotFound, match="这张照片已经删掉"):
                act(world, draw_boxes, key, [PLACE])


def test_house_looks_once_by_itself(world: World, in_app: InApp) -> None:
    with in_app():
        photo = photo_of(ready_photo(world))

        assert [begin_search(photo.id, actor=CONSOLE) for _ in range(2)] == [True, False]
        assert (read_search(photo.id), count_jobs("faces")) == (FaceSearch.WAITING, 1)


def test_photos_from_before_the_finder_are_looked_through_unless_judged(world: World, in_app: InApp) -> None:
    with in_app():
        keys = [ready_photo(world, seed) for seed in (1, 2, 3, 4)]
        sent_photo(world, 5)
        act(world, keep_inside, keys[1])
        act(world, remove_photos, [keys[2]])
        begin_search(photo_of(keys[3]).id, actor=CONSOLE)

        assert [begin_searches(actor=CONSOLE) for _ in range(2)] == [1, 0]
        assert [photo_of(key).search for key in keys] == [
            FaceSearch.WAITING,
            FaceSearch.NEVER,
            FaceSearch.NEVER,
            FaceSearch.WAITING,
        ]


def test_proposals_are_open_until_somebody_judges_them(world: World, in_app: InApp) -> None:
    with in_app():
        key = with_proposals(world)
        photo = photo_of(key)

        assert add_proposals(photo.id, [FOUND, PLACE], with_care=True, actor=CONSOLE) == 1
        assert [box.place for box in boxes_of(key).undecided] == [FOUND, PLACE]
        assert (read_search(photo.id), list_hidden_places(photo.id)) == (FaceSearch.CAREFUL, [])


@pytest.mark.parametrize(("with_care", "added"), [(False, 0), (True, 1)])
def test_photo_that_was_judged_gets_proposals_only_when_asked(
    world: World, in_app: InApp, with_care: bool, added: int
) -> None:
    with in_app():
        key = ready_photo(world)
        act(world, clear_photo, key, seen=0)

        assert add_proposals(photo_of(key).id, [FOUND], with_care=with_care, actor=CONSOLE) == added
        assert (photo_of(key).clearing is Clearing.CLEARED) == (not added)


def test_photo_that_could_not_be_looked_through_says_so(world: World, in_app: InApp) -> None:
    with in_app():
        photo = photo_of(ready_photo(world))

        assert add_proposals(photo.id, None, with_care=False, actor=CONSOLE) == 0
        assert read_search(photo.id) is FaceSearch.FAILED
        assert add_proposals(photo.id + 1, [FOUND], with_care=False, actor=CONSOLE) == 0


def test_careful_search_is_put_in_line_once(world: World, in_app: InApp) -> None:
    with in_app():
        key = ready_photo(world)
        for _ in range(2):
            act(world, search_with_care, key)

        payloads = db.session.scalars(db.select(JobRecord.payload).where(JobRecord.kind == "faces")).all()
        assert payloads == [{"photo": photo_of(key).id, "with_care": True}]
