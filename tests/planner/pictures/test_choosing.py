"""Of many photos those are chosen that somebody picked, the cover before all, in the order of the wall."""

import pytest

from planner.pictures.choosing import choose_photos
from tests.planner.storysamples import cleared_photo

PLAIN = [cleared_photo(number) for number in range(10)]
MIXED = [
    cleared_photo(0),
    cleared_photo(1, is_picked=True),
    cleared_photo(2),
    cleared_photo(3, is_cover=True),
    cleared_photo(4, is_picked=True),
    cleared_photo(5, is_picked=True),
]


@pytest.mark.parametrize(
    ("most", "chosen"), [(0, []), (1, [3]), (2, [1, 3]), (4, [1, 3, 4, 5]), (5, [0, 1, 3, 4, 5]), (9, [*range(6)])]
)
def test_cover_comes_first_then_those_that_were_picked(most: int, chosen: list[int]) -> None:
    assert [each.photo.number for each in choose_photos(MIXED, most)] == chosen


def test_of_too_many_some_are_taken_from_all_parts_of_the_event() -> None:
    assert [each.photo.number for each in choose_photos(PLAIN, 3)] == [0, 3, 6]
