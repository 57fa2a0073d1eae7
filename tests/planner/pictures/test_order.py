"""Moving photos among others."""

from dataclasses import replace

import pytest

from planner.pictures import Photo
from planner.pictures.order import move_photo, sort_photos
from tests.planner.pictures.photos import at, photo

ROW = [photo(1, "10:00"), photo(2, "10:10"), photo(3, "10:20")]
BURST = [photo(1, "10:00"), photo(2, "10:00"), photo(3, "10:00")]


def moved(photos: list[Photo], key: str, index: int) -> list[str]:
    """The keys in their order after a move."""
    positions = move_photo(photos, key, index)
    return [p.key for p in sort_photos([replace(p, position=positions.get(p.key, p.position)) for p in photos])]


@pytest.mark.parametrize("photos", [ROW, BURST], ids=["apart", "at once"])
@pytest.mark.parametrize(
    ("key", "index", "expected"),
    [
        ("p1", 1, ["p2", "p1", "p3"]),
        ("p1", 2, ["p2", "p3", "p1"]),
        ("p3", 0, ["p3", "p1", "p2"]),
        ("p3", 1, ["p1", "p3", "p2"]),
        ("p2", 1, ["p1", "p2", "p3"]),
        ("p1", 99, ["p2", "p3", "p1"]),
        ("p3", -5, ["p3", "p1", "p2"]),
    ],
)
def test_photo_stands_where_it_was_put(photos: list[Photo], key: str, index: int, expected: list[str]) -> None:
    assert moved(photos, key, index) == expected


def test_only_the_one_that_moved_has_another_place_while_there_is_room() -> None:
    assert move_photo(ROW, "p3", 1) == {"p3": ROW[0].order + 300_000_000}
    assert move_photo(ROW, "p2", 1) == {}
    assert len(move_photo(BURST, "p3", 1)) == 3


def test_photo_that_comes_later_still_finds_its_place() -> None:
    positions = move_photo(ROW, "p1", 1)
    row = [replace(p, position=positions.get(p.key)) for p in ROW]

    assert [p.key for p in sort_photos([*row, photo(4, "10:12")])] == ["p2", "p4", "p1", "p3"]


def test_unknown_photo_is_not_moved() -> None:
    with pytest.raises(KeyError):
        move_photo(ROW, "p9", 0)


def test_photo_without_a_time_stands_where_it_came() -> None:
    assert photo(1).order == photo(2, taken=at("20:00")).order
