"""Which versions are chosen to be compared, and how long texts are folded."""

import pytest

from planner.dossier.textdiff import Piece
from planner.models import Revision
from planner.views.revisionpages import ComparePage, RevisionsPage


@pytest.mark.parametrize(
    ("numbers", "is_waiting", "old", "new"),
    [
        ([], False, 0, 0),
        ([1], False, 1, 0),
        ([1], True, 1, 1),
        ([3, 2, 1], False, 3, 0),
        ([3, 2, 1], True, 2, 3),
    ],
)
def test_newest_two_are_chosen_to_begin_with(numbers: list[int], is_waiting: bool, old: int, new: int) -> None:
    page = RevisionsPage(tuple(Revision(number=number) for number in numbers), is_waiting)

    assert (page.old_choice, page.new_choice) == (old, new)


def test_long_text_that_stayed_is_cut_to_its_ends() -> None:
    long, short = "始" * 60 + "终" * 61, "始" * 60 + "终" * 60

    folded = ComparePage.fold([Piece("same", long), Piece("same", short), Piece("added", long)])

    cut = f"{'始' * 36} ……（中间 49 字没变）…… {'终' * 36}"
    assert folded == [Piece("same", cut), Piece("same", short), Piece("added", long)]
