"""Places in per cent and ticked cells, as they are typed."""

import pytest

from planner.errors import BadInput
from planner.forms.photofaces import read_cells, read_place, write_percent
from planner.photoplaces import BoxPlace

PLACE = {"left": "10", "top": "20.5", "width": "３0%", "height": " 9.999 "}


def test_place_is_read_as_people_write_it() -> None:
    assert read_place(PLACE) == BoxPlace(1000, 2050, 3000, 999)


@pytest.mark.parametrize(
    ("typed", "shown"),
    [("", "现在是空的"), ("一半", "现在是“一半”"), ("100.01", "现在是“100.01”"), ("-1", "现在是“-1”"), ("1e3", "1e3")],
)
def test_place_that_is_no_number_is_refused_with_its_name(typed: str, shown: str) -> None:
    with pytest.raises(BadInput, match="宽写 0—100 的数，可以带小数") as refusal:
        read_place(PLACE | {"width": typed})

    assert shown in refusal.value.sentence


def test_place_is_written_as_it_is_read() -> None:
    assert [write_percent(parts) for parts in (0, 999, 2050, 10_000)] == ["0", "9.99", "20.5", "100"]


def test_ticks_that_are_no_cells_of_the_grid_are_left_out() -> None:
    assert read_cells(["0-0", "8-0", "0-12", "x", "1-1-1", ""], 12) == [BoxPlace(0, 0, 834, 1250)]
    assert len(read_cells(["8-0", "0-12"], 24)) == 2
