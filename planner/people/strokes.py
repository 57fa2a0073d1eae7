"""What a finger draws: strokes of whole numbers in a box, checked before they are kept, drawn as lines."""

import json
from dataclasses import dataclass

MOST_BYTES = 64 * 1024
MOST_POINTS = 3000

Stroke = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class DrawingPad:
    """A box to draw in: its sides, how much may be drawn at most and at least, and what is said of anything else."""

    width: int
    height: int
    most_strokes: int
    least_points: int
    unreadable: str
    too_short: str


def read_strokes(text: str, pad: DrawingPad) -> tuple[Stroke, ...]:
    """The strokes as a page sent them; none for an empty text.

    Raises ValueError for everything that no finger drew: too much, too little, beside the box, no whole numbers.
    """
    if not text.strip():
        return ()
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(pad.unreadable)
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(pad.unreadable) from None
    if not isinstance(sent, list) or len(sent) > pad.most_strokes:
        raise ValueError(pad.unreadable)
    strokes = tuple(_read_stroke(stroke, pad) for stroke in sent)
    count = sum(map(len, strokes))
    if count > MOST_POINTS:
        raise ValueError(pad.unreadable)
    if count < pad.least_points:
        raise ValueError(pad.too_short)
    return strokes


def _read_stroke(sent: object, pad: DrawingPad) -> Stroke:
    """One stroke: x, y, x, y …"""
    if not isinstance(sent, list) or len(sent) % 2 or not sent:
        raise ValueError(pad.unreadable)
    if not all(type(number) is int for number in sent):
        raise ValueError(pad.unreadable)
    points = tuple(zip(sent[::2], sent[1::2], strict=True))
    if not all(0 <= x <= pad.width and 0 <= y <= pad.height for x, y in points):
        raise ValueError(pad.unreadable)
    return points


def write_strokes(strokes: tuple[Stroke, ...]) -> str:
    """The strokes as they are kept."""
    return json.dumps([[number for point in stroke for number in point] for stroke in strokes], separators=(",", ":"))


def path_of(strokes: tuple[Stroke, ...]) -> str:
    """The strokes as the path of an SVG; a dot is a line of no length, which round ends show."""
    return "".join(f"M{_draw(stroke)}" for stroke in strokes)


def _draw(stroke: Stroke) -> str:
    (x, y), *rest = stroke
    further = rest or [(x, y)]
    return f"{x} {y}L" + " ".join(f"{x} {y}" for x, y in further)
