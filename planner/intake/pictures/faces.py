"""Looking for faces on a photo, in pieces that fit into the memory of the child process. Proposals, no more than that:
small, turned and covered faces are missed.

Only the child process imports this, and only where the extra `faces` is installed.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

import numpy
from onnxruntime import InferenceSession
from PIL import Image

from planner.intake.pictures.copies import UnreadablePicture, draw_upright, open_picture
from planner.intake.pictures.facemodel import Numbers, load_model, run_model
from planner.intake.pictures.results import PictureReading
from planner.photoplaces import WHOLE, BoxPlace

# The longest sides that a photo is looked through at, once over and with care. Faces of less than 24 pixels are not
# found; what is larger than the part that pieces share may be cut by each of them, so it is also looked for from afar.
ONCE_OVER, WITH_CARE = (1920, 960), (3840, 1920, 960)
# Larger pieces don't fit into the memory of the child.
PIECE, OVERLAP = 512, 160
LEAST_LIKELY = 0.35
# The network answers for every fourth pixel.
_STEP = 4
# A box is as much larger than the face, so that hair and chin are in it.
GROWN = 0.3


class _Sighting(NamedTuple):
    likely: float
    place: BoxPlace


def look_for_faces(content: bytes, *, with_care: bool) -> PictureReading:
    """Where faces may be, the likeliest first; raises MemoryError where the memory doesn't hold the photo."""
    edges = WITH_CARE if with_care else ONCE_OVER
    try:
        with open_picture(content) as opened:
            picture = draw_upright(opened, max(edges))
    except UnreadablePicture as refusal:
        return PictureReading(refusal.fault)
    model, longest = load_model(), max(picture.size)
    sightings = [seen for edge in edges for seen in _look_at_pieces(model, picture, edge / longest)]
    return PictureReading(width=picture.width, height=picture.height, faces=tuple(_keep_one_each(sightings)))


def _look_at_pieces(model: InferenceSession, picture: Image.Image, scale: float) -> Iterator[_Sighting]:
    """What is seen on the picture at that size, piece by piece."""
    width, height = (max(round(side * scale), 1) for side in picture.size)
    for top in _list_starts(height):
        for left in _list_starts(width):
            sides = min(PIECE, width), min(PIECE, height)
            box = (left / scale, top / scale, (left + sides[0]) / scale, (top + sides[1]) / scale)
            piece = picture.resize(sides, Image.Resampling.BICUBIC, box=_within(box, picture.size))
            for likely, x, y, across, down in _read_answer(*run_model(model, numpy.asarray(_fill_up(piece)))):
                yield _Sighting(likely, _place_in((left + x, top + y, across, down), (width, height)))


def _list_starts(side: int) -> list[int]:
    """Where pieces begin along a side, so that neighbours overlap and the last one ends with it."""
    if side <= PIECE:
        return [0]
    count = math.ceil((side - OVERLAP) / (PIECE - OVERLAP))
    return [round(number * (side - PIECE) / (count - 1)) for number in range(count)]


def _within(box: tuple[float, float, float, float], sides: tuple[int, int]) -> tuple[float, float, float, float]:
    return box[0], box[1], min(box[2], sides[0]), min(box[3], sides[1])


def _fill_up(piece: Image.Image) -> Image.Image:
    """The same on black, with sides that are multiples of 32."""
    full = Image.new("RGB", (-(-piece.width // 32) * 32, -(-piece.height // 32) * 32))
    full.paste(piece)
    return full


def _read_answer(heat: Numbers, sizes: Numbers, offsets: Numbers) -> Iterator[tuple[float, float, float, float, float]]:
    """How likely, and left, top, width and height in pixels, of every place that may be the middle of a face."""
    for row, column in zip(*numpy.where(heat > LEAST_LIKELY), strict=True):
        down, across = (float(numpy.exp(value)) * _STEP for value in sizes[:, row, column])
        beside_y, beside_x = (float(value) for value in offsets[:, row, column])
        middle_x, middle_y = (column + beside_x + 0.5) * _STEP, (row + beside_y + 0.5) * _STEP
        yield float(heat[row, column]), middle_x - across / 2, middle_y - down / 2, across, down


def _place_in(pixels: tuple[float, float, float, float], sides: tuple[int, int]) -> BoxPlace:
    parts = (round(value * WHOLE / side) for value, side in zip(pixels, (*sides, *sides), strict=True))
    return BoxPlace.fit(*parts)


def _keep_one_each(sightings: list[_Sighting]) -> Iterator[BoxPlace]:
    """Of those around one face the likeliest, grown."""
    kept: list[BoxPlace] = []
    for sighting in sorted(sightings, key=lambda sighting: -sighting.likely):
        if not any(sighting.place.is_around_the_same(place) for place in kept):
            kept.append(sighting.place)
            yield sighting.place.grow(GROWN)
