"""Faces are proposed where the extra `faces` is installed: on a drawn group, within the memory of the child."""

import io

import pytest
from PIL import Image, ImageDraw, ImageFilter

from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.reading import find_faces
from planner.photoplaces import WHOLE, BoxPlace
from planner.services.photoproposals import can_find_faces

pytestmark = pytest.mark.skipif(not can_find_faces(), reason="the extra `faces` is not installed")
SIDES = (1200, 800)
SKIN, HAIR, LIPS, WHITE = (224, 180, 150), (50, 35, 30), (170, 60, 60), (250, 250, 250)
SMALL, MIDDLE = BoxPlace(2917, 2500, 833, 1625), BoxPlace(5167, 2500, 1333, 2600)


def draw_face(draw: ImageDraw.ImageDraw, x: float, y: float, size: float) -> None:
    """A face as a child draws it: hair, eyes, nose, mouth."""
    draw.ellipse((x, y, x + size, y + size * 1.3), fill=SKIN)
    draw.pieslice((x - size * 0.05, y - size * 0.15, x + size * 1.05, y + size * 0.9), 180, 360, fill=HAIR)
    for eye in (x + size * 0.3, x + size * 0.7):
        draw.ellipse((eye - size * 0.1, y + size * 0.5, eye + size * 0.1, y + size * 0.6), fill=WHITE)
        draw.ellipse((eye - size * 0.04, y + size * 0.5, eye + size * 0.04, y + size * 0.6), fill=HAIR)
        brow = (eye - size * 0.12, y + size * 0.43, eye + size * 0.12, y + size * 0.43)
        draw.line(brow, fill=HAIR, width=max(1, int(size * 0.04)))
    nose = [(x + size * 0.5, y + size * 0.55), (x + size * 0.43, y + size * 0.8), (x + size * 0.57, y + size * 0.8)]
    draw.polygon(nose, fill=(200, 150, 120))
    draw.ellipse((x + size * 0.33, y + size * 0.93, x + size * 0.67, y + size * 1.05), fill=LIPS)


def draw_group() -> bytes:
    """Two faces on a meadow."""
    image = Image.new("RGB", SIDES, (150, 190, 160))
    draw = ImageDraw.Draw(image)
    for place in (SMALL, MIDDLE):
        draw_face(draw, place.left * SIDES[0] / WHOLE, place.top * SIDES[1] / WHOLE, place.width * SIDES[0] / WHOLE)
    out = io.BytesIO()
    image.filter(ImageFilter.GaussianBlur(2)).save(out, "JPEG", quality=92)
    return out.getvalue()


def test_faces_are_found_within_the_memory_of_the_child() -> None:
    read = find_faces(draw_group(), with_care=False)

    assert (read.fault, read.copies) == (None, ())
    assert any(found.is_around_the_same(MIDDLE) for found in read.faces)
    assert all(found.is_around_the_same(MIDDLE) or found.is_around_the_same(SMALL) for found in read.faces)


def test_broken_photo_says_so() -> None:
    assert find_faces(b"\xff\xd8\xff\xe0broken", with_care=False).fault is PictureFault.BROKEN
