"""How much of a part of a picture is still to be seen in a copy of it."""

import io
from functools import cache
from statistics import correlation

from PIL import Image

from planner.photoplaces import WHOLE, BoxPlace
from tests.planner.picturesamples import make_exif

SIDES = (800, 600)
# Of a face, a mosaic of five by five shows how light it is here and there; a copy that shows it is above the second.
HARDLY, WELL = 0.45, 0.9
_COMPARED = (40, 40)


def draw_grain(sides: tuple[int, int] = SIDES) -> Image.Image:
    """A picture with as much in every place as a face has."""
    grain = Image.effect_noise((sides[0] // 6, sides[1] // 6), 90).resize(sides, Image.Resampling.BICUBIC)
    return Image.merge("RGB", (grain, grain, grain))


@cache
def make_grainy_photo() -> bytes:
    """Such a picture as a camera keeps it, with where it was taken; always the same one."""
    out = io.BytesIO()
    draw_grain().save(out, "JPEG", quality=92, exif=make_exif(camera="HUAWEI P40"), comment=b"30.2741N")
    return out.getvalue()


def measure_likeness(copy: bytes | Image.Image, original: bytes | Image.Image, place: BoxPlace) -> float:
    """1 where the part of both is the same, 0 where they have nothing to do with each other."""
    return correlation(_lights_of(copy, place), _lights_of(original, place))


def _lights_of(picture: bytes | Image.Image, place: BoxPlace) -> list[float]:
    image = Image.open(io.BytesIO(picture)) if isinstance(picture, bytes) else picture
    width, height = image.size
    box = (place.left * width, place.top * height, place.right * width, place.bottom * height)
    part = image.convert("L").crop(tuple(edge // WHOLE for edge in box))
    return [float(light) for light in part.resize(_COMPARED).tobytes()]
