"""A signature by finger: strokes of whole numbers in a box, checked before they are kept, drawn as lines.

A drawn name is evidence that somebody agreed, no electronic signature in the sense of 电子签名法.
"""

import json

WIDTH, HEIGHT = 340, 160
MOST_BYTES = 64 * 1024
MOST_STROKES, MOST_POINTS, LEAST_POINTS = 40, 3000, 8
UNREADABLE = "签名没有传完整，请重签一次。"
TOO_SHORT = "签名太短了，请监护人写全名。"

Stroke = tuple[tuple[int, int], ...]


def read_strokes(text: str) -> tuple[Stroke, ...]:
    """The strokes of a signature as a page sent them; none for an empty text.

    Raises ValueError for everything that no finger drew: too much, too little, beside the box, no whole numbers.
    """
    if not text.strip():
        return ()
    if len(text.encode()) > MOST_BYTES:
        raise ValueError(UNREADABLE)
    try:
        sent = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError(UNREADABLE) from None
    if not isinstance(sent, list) or len(sent) > MOST_STROKES:
        raise ValueError(UNREADABLE)
    strokes = tuple(map(_read_stroke, sent))
    count = sum(map(len, strokes))
    if count > MOST_POINTS:
        raise ValueError(UNREADABLE)
    if count < LEAST_POINTS:
        raise ValueError(TOO_SHORT)
    return strokes


def _read_stroke(sent: object) -> Stroke:
    """One stroke: x, y, x, y …"""
    if not isinstance(sent, list) or len(sent) % 2 or not sent:
        raise ValueError(UNREADABLE)
    if not all(type(number) is int for number in sent):
        raise ValueError(UNREADABLE)
    points = tuple(zip(sent[::2], sent[1::2], strict=True))
    if not all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points):
        raise ValueError(UNREADABLE)
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
