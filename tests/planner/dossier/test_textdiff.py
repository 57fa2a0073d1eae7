"""What changed in a text, in pieces that are read at a glance."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from planner.dossier.textdiff import diff_text


@given(st.text("看山水。，；\n12 人", max_size=40), st.text("看山水。，；\n12 人", max_size=40))
def test_text_diff_gives_both_texts_back(old: str, new: str) -> None:
    pieces = diff_text(old, new)

    assert "".join(p.text for p in pieces if p.mark != "added") == old
    assert "".join(p.text for p in pieces if p.mark != "removed") == new
    assert all(p.text for p in pieces)
    assert all(a.mark != b.mark for a, b in pairwise(pieces))


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", ()),
        ("不变。", "不变。", (("same", "不变。"),)),
        ("", "新写。", (("added", "新写。"),)),
        (
            "8:30 集合，坐车去科技馆。",
            "9:00 集合，坐车去科技馆。",
            (("removed", "8:30"), ("added", "9:00"), ("same", " 集合，坐车去科技馆。")),
        ),
        (
            "第一句。第二句。",
            "第一句。加一句。第二句。",
            (("same", "第一句。"), ("added", "加一句。"), ("same", "第二句。")),
        ),
        (
            "坚持安全第一。",
            "由家长接回，签字。",
            (("removed", "坚持安全第一。"), ("added", "由家长接回，签字。")),
        ),
    ],
)
def test_text_diff_pieces_are_readable(old: str, new: str, pieces: tuple[tuple[str, str], ...]) -> None:
    assert diff_text(old, new) == pieces
