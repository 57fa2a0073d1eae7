"""Boxes of a photo: by verdict, what is new among what was found, cells of a grid."""

import pytest

from planner.photoplaces import WHOLE, BoxPlace
from planner.photostates import BoxOrigin, BoxVerdict
from planner.pictures import FaceBox, FaceBoxes
from planner.pictures.boxes import find_new_places, join_cells

FACE, NEAR, FAR = BoxPlace(1000, 1000, 1000, 1000), BoxPlace(1100, 1000, 1000, 1000), BoxPlace(5000, 1000, 1000, 1000)


def test_boxes_are_told_apart_by_verdict() -> None:
    boxes = [FaceBox(number, FACE, BoxOrigin.FOUND, verdict) for number, verdict in enumerate(BoxVerdict, start=1)]
    told = FaceBoxes(tuple(boxes))

    assert [told.undecided, told.hidden, told.shown] == [(box,) for box in boxes]


def test_what_has_a_box_is_not_proposed_again() -> None:
    assert find_new_places([FACE, NEAR, FAR], []) == [FACE, FAR]
    assert find_new_places([FACE, FAR], [NEAR]) == [FAR]


HALF = WHOLE // 2


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (set(), []),
        ({(0, 0)}, [BoxPlace(0, 0, HALF, HALF)]),
        ({(0, 0), (0, 1)}, [BoxPlace(0, 0, WHOLE, HALF)]),
        ({(0, 1), (1, 1)}, [BoxPlace(HALF, 0, HALF, WHOLE)]),
        ({(0, 0), (1, 1)}, [BoxPlace(0, 0, HALF, HALF), BoxPlace(HALF, HALF, HALF, HALF)]),
        ({(0, 0), (0, 1), (1, 0), (1, 1)}, [BoxPlace(0, 0, WHOLE, WHOLE)]),
    ],
)
def test_cells_side_by_side_become_one_place(cells: set[tuple[int, int]], places: list[BoxPlace]) -> None:
    assert join_cells(cells, 2, 2) == places


def test_cells_of_an_uneven_grid_leave_no_gap() -> None:
    left, right = join_cells({(0, 0)}, 3, 1)[0], join_cells({(0, 1)}, 3, 1)[0]

    assert left.right >= right.left
