"""Parts of a photo: they lie within it, and two of them are around one face or not."""

import pytest

from planner.photoplaces import LEAST_SIDE, WHOLE, BoxPlace


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ((1000, 2000, 300, 400), BoxPlace(1000, 2000, 300, 400)),
        ((-50, 9900, 300, 400), BoxPlace(0, 9600, 300, 400)),
        ((9999, 0, 1, LEAST_SIDE), BoxPlace(WHOLE - LEAST_SIDE, 0, LEAST_SIDE, LEAST_SIDE)),
        ((5000, 5000, 20_000, WHOLE), BoxPlace(0, 0, WHOLE, WHOLE)),
    ],
)
def test_place_is_moved_into_the_picture(typed: tuple[int, int, int, int], place: BoxPlace) -> None:
    assert BoxPlace.fit(*typed) == place


def test_grown_place_is_cut_where_the_picture_ends() -> None:
    assert BoxPlace(1000, 1000, 1000, 2000).grow(0.3) == BoxPlace(850, 700, 1300, 2600)
    assert BoxPlace(0, 9000, 1000, 1000).grow(0.3) == BoxPlace(0, 8850, 1150, 1150)


FACE = BoxPlace(1000, 1000, 1000, 1000)


@pytest.mark.parametrize(
    ("other", "is_same"),
    [
        (FACE, True),
        (BoxPlace(1400, 1000, 1000, 1000), True),
        (BoxPlace(1600, 1000, 1000, 1000), False),
        (BoxPlace(2000, 1000, 1000, 1000), False),
        # A small one within a large one.
        (BoxPlace(1100, 1100, 200, 200), True),
        (BoxPlace(0, 0, WHOLE, WHOLE), True),
        # Most of it lies outside.
        (BoxPlace(1900, 1900, 200, 200), False),
    ],
)
def test_two_places_are_around_one_face(other: BoxPlace, is_same: bool) -> None:
    assert (FACE.is_around_the_same(other), other.is_around_the_same(FACE)) == (is_same, is_same)
