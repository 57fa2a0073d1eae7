"""The copies of a photo: upright, in sRGB, without anything that a camera wrote beside the picture.

Only the child process imports this (`planner.intake.pictures.child`): it decodes what strangers made.
"""

import io
import struct
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from planner.intake.pictures import webp
from planner.intake.pictures.cameras import is_on_its_side, read_camera, read_taken
from planner.intake.pictures.faults import MOST_PIXELS, PictureFault
from planner.intake.pictures.hashing import hash_differences
from planner.intake.pictures.results import LARGE, SMALL, PictureCopy, PictureReading
from planner.intake.pictures.veiling import veil_picture
from planner.photoplaces import BoxPlace

WEBP, JPEG = "image/webp", "image/jpeg"
# Slower methods of WebP save a few per cent and cost three times as much.
SAVED: dict[str, dict[str, Any]] = {
    WEBP: {"format": "WEBP", "quality": 78, "method": 2},
    JPEG: {"format": "JPEG", "quality": 82},
}
# In the order in which they are tried: animations are left to Pillow.
_FORMATS = ("JPEG", "PNG", webp.FORMAT, "WEBP")
_UNMIXABLE = frozenset({"P", "PA", "1"})
_TRANSPARENT = frozenset({"RGBA", "RGBa", "LA", "La"})
_PROFILED = frozenset({"RGB", "CMYK", "L"})
_BROKEN = (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError, LookupError, TypeError, struct.error)


def make_copies(content: bytes, veils: Sequence[BoxPlace] = ()) -> PictureReading:
    """Read a photo and make its copies, none of which shows what lies under the veils, or say what is wrong.

    Raises MemoryError where the memory doesn't hold it.
    """
    try:
        with open_picture(content) as opened:
            return _read(opened, veils)
    except UnreadablePicture as refusal:
        return PictureReading(refusal.fault)


class UnreadablePicture(Exception):
    """A photo that can't be opened, or not to its end."""

    def __init__(self, fault: PictureFault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@contextmanager
def open_picture(content: bytes) -> Iterator[Image.Image]:
    """The picture in a file, to be decoded within; raises UnreadablePicture for whatever is wrong with it."""
    webp.register()
    formats = (*_FORMATS, "HEIC") if can_read_heic() else _FORMATS
    try:
        with Image.open(io.BytesIO(content), formats=formats) as opened:
            if opened.width * opened.height > MOST_PIXELS:
                raise UnreadablePicture(PictureFault.TOO_MANY_PIXELS)
            yield opened
    except Image.DecompressionBombError as refusal:
        raise UnreadablePicture(PictureFault.TOO_MANY_PIXELS) from refusal
    except _BROKEN as refusal:
        is_unknown = content[4:8] == b"ftyp" and not can_read_heic()
        raise UnreadablePicture(PictureFault.NO_READER if is_unknown else PictureFault.BROKEN) from refusal


def can_read_heic() -> bool:
    """Whether the extra `heic` is installed; if so, Pillow knows the format from now on."""
    try:
        from planner.intake.pictures import heic
    except ImportError:
        return False
    heic.register()
    return True


def _read(opened: Image.Image, veils: Sequence[BoxPlace]) -> PictureReading:
    exif = opened.getexif()
    width, height = opened.size
    if is_on_its_side(exif):
        width, height = height, width
    large = draw_upright(opened, LARGE)
    veil_picture(large, veils)
    small = _shrink(large, SMALL)
    return PictureReading(
        width=width,
        height=height,
        taken=read_taken(exif),
        camera=read_camera(exif),
        dhash=hash_differences(small),
        copies=tuple(
            PictureCopy(edge, mime, _save(image, mime))
            for edge, image in ((LARGE, large), (SMALL, small))
            for mime in SAVED
        ),
    )


def draw_upright(opened: Image.Image, edge: int) -> Image.Image:
    """The picture, no longer than `edge`: decoded no larger than needed and made small first, then turned, coloured."""
    opened.draft("RGB", _sides_within(opened.size, edge))
    return _to_plain_colours(ImageOps.exif_transpose(_shrink(opened, edge)))


def _sides_within(sides: tuple[int, int], edge: int) -> tuple[int, int]:
    """The sides of a picture that is to fit into a square; never larger than it is."""
    longest = max(*sides, edge)
    width, height = (max(1, round(side * edge / longest)) for side in sides)
    return width, height


def _shrink(image: Image.Image, edge: int) -> Image.Image:
    mixed = image.convert("RGBA") if image.mode in _UNMIXABLE else image
    return mixed.resize(_sides_within(image.size, edge), Image.Resampling.BICUBIC, reducing_gap=2.0)


def _to_plain_colours(image: Image.Image) -> Image.Image:
    """Three colours of sRGB on white, and nothing else that the file said."""
    profile = image.info.get("icc_profile")
    if profile and image.mode in _PROFILED:
        with suppress(ImageCms.PyCMSError, OSError):
            image = _convert_profile(image, profile)
    if image.mode in _TRANSPARENT:
        white = Image.new("RGBA", image.size, "white")
        image = Image.alpha_composite(white, image.convert("RGBA"))
    elif image.mode.startswith("I"):  # sixteen bits a pixel, of which a screen shows eight
        image = image.convert("I").point(lambda value: value / 256).convert("L")
    plain = image.convert("RGB").copy()
    plain.info = {}
    return plain


def _convert_profile(image: Image.Image, profile: bytes) -> Image.Image:
    given = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if "sRGB" in ImageCms.getProfileDescription(given):
        return image
    srgb = ImageCms.createProfile("sRGB")
    return ImageCms.profileToProfile(image, given, srgb, outputMode="RGB") or image


def _save(image: Image.Image, mime: str) -> bytes:
    out = io.BytesIO()
    image.save(out, **SAVED[mime])
    return out.getvalue()
