"""Hiding a part of a picture for good: a mosaic of few cells with noise, of which no face can be made again."""

import os
from collections.abc import Iterable

from PIL import Image

from planner.photoplaces import WHOLE, BoxPlace

# So few cells a side say of a face what colours it has, not whose it is.
MOST_CELLS = 5
# What the mean of a cell is moved by at the most, of 255: the same face never gives the same mosaic.
NOISE = 24
_BANDS = 3


def veil_picture(image: Image.Image, veils: Iterable[BoxPlace]) -> None:
    """Put a mosaic over these parts of an upright picture in three colours; whole pixels, rounded outwards."""
    for veil in veils:
        box = _find_pixels(veil, image.size)
        part = image.crop(box)
        cells = min(part.width, MOST_CELLS), min(part.height, MOST_CELLS)
        means = part.resize(cells, Image.Resampling.BOX)
        image.paste(_add_noise(means).resize(part.size, Image.Resampling.NEAREST), box)


def _find_pixels(veil: BoxPlace, sides: tuple[int, int]) -> tuple[int, int, int, int]:
    width, height = sides
    left, top = veil.left * width // WHOLE, veil.top * height // WHOLE
    right, bottom = -(-veil.right * width // WHOLE), -(-veil.bottom * height // WHOLE)
    return left, top, min(max(right, left + 1), width), min(max(bottom, top + 1), height)


def _add_noise(means: Image.Image) -> Image.Image:
    noise = os.urandom(means.width * means.height * _BANDS)
    moved = (
        min(max(value + by % (2 * NOISE + 1) - NOISE, 0), 255) for value, by in zip(means.tobytes(), noise, strict=True)
    )
    return Image.frombytes("RGB", means.size, bytes(moved))
