"""Strokes of a finger: what one draws is kept and drawn again, everything else is refused."""

import json

import pytest

from planner.people.signatures import SIGNATURE
from planner.people.strokes import MOST_POINTS, path_of, read_strokes, write_strokes

WIDTH, HEIGHT = SIGNATURE.width, SIGNATURE.height
MOST_STROKES, LEAST_POINTS = SIGNATURE.most_strokes, SIGNATURE.least_points
UNREADABLE, TOO_SHORT = SIGNATURE.unreadable, SIGNATURE.too_short


def stroke(points: int) -> list[int]:
    """A stroke of so many points in the corner of the box."""
    return [WIDTH, HEIGHT] * points


@pytest.mark.parametrize("strokes", [[stroke(LEAST_POINTS)], [stroke(MOST_POINTS // MOST_STROKES)] * MOST_STROKES])
def test_signature_at_the_limits_is_kept_as_it_was_sent(strokes: list[list[int]]) -> None:
    text = json.dumps(strokes, separators=(",", ":"))

    assert write_strokes(read_strokes(text, SIGNATURE)) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (json.dumps([stroke(LEAST_POINTS - 1)]), TOO_SHORT),
        (json.dumps([stroke(1)] * (MOST_STROKES + 1)), UNREADABLE),
        (json.dumps([stroke(MOST_POINTS + 1)]), UNREADABLE),
        (json.dumps([[WIDTH + 1, 0] * 9]), UNREADABLE),
        (json.dumps([[-1, 0] * 9]), UNREADABLE),
        (json.dumps([["<script>", 0] * 9]), UNREADABLE),
        (json.dumps([[1.5, 0] * 9]), UNREADABLE),
        (json.dumps([[True, 0] * 9]), UNREADABLE),
        (json.dumps([[1] * 17]), UNREADABLE),
        ("{}", UNREADABLE),
        ("[" * 60_000, UNREADABLE),
        (" " * 65_536 + "[]", UNREADABLE),
        ("签名", UNREADABLE),
    ],
)
def test_what_no_finger_drew_is_refused(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_strokes(text, SIGNATURE)


def test_strokes_are_drawn_as_lines_and_dots() -> None:
    assert path_of((((1, 2), (3, 4), (5, 6)), ((7, 8),))) == "M1 2L3 4 5 6M7 8L7 8"
    assert read_strokes(" ", SIGNATURE) == ()
