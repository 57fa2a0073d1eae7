"""What a camera wrote beside a picture: when it was taken, with what, how it was held. Nothing else of it is read."""

import struct
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from functools import partial
from typing import Any

from PIL import Image

# Tags of EXIF (CIPA DC-008): the directory of the camera, when it was taken, when the file was written, who made it.
_CAMERA_DIRECTORY, _TAKEN, _WRITTEN, _MAKE, _MODEL, _ORIENTATION = 0x8769, 0x9003, 0x0132, 0x010F, 0x0110, 0x0112
# Held on its side: what is broad in the file is high when it stands upright.
_ON_ITS_SIDE = frozenset({5, 6, 7, 8})
_MOST_CAMERA = 60
# What a directory that is cut off, or that lies, makes of its reader.
_UNREAD = (SyntaxError, ValueError, TypeError, KeyError, OSError, struct.error)


def read_taken(exif: Image.Exif) -> datetime | None:
    """When it was taken by the camera's own clock, without a zone; None for no time, or one that can't be."""
    for read in (lambda: exif.get_ifd(_CAMERA_DIRECTORY).get(_TAKEN), lambda: exif.get(_WRITTEN)):
        text = str(_try(read, "")).strip("\0 ")
        with suppress(ValueError):
            # Its zone is nobody's business: the clock on the wall is what the schedule goes by.
            return datetime.strptime(text[:19], "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007
    return None


def read_camera(exif: Image.Exif) -> str:
    """HUAWEI P40, Apple iPhone 13; the maker once where the model begins with it."""
    make, model = (_clean(_try(partial(exif.get, tag), "")) for tag in (_MAKE, _MODEL))
    named = model if model.lower().startswith(make.lower()) else f"{make} {model}"
    return named.strip()[:_MOST_CAMERA]


def is_on_its_side(exif: Image.Exif) -> bool:
    """Whether width and height change places when the picture is turned upright."""
    return _try(lambda: exif.get(_ORIENTATION), 1) in _ON_ITS_SIDE


def _try(read: Callable[[], Any], instead: Any) -> Any:
    try:
        return read()
    except _UNREAD:
        return instead


def _clean(value: object) -> str:
    text = value if isinstance(value, str) else ""
    return "".join(character for character in text if character.isprintable()).strip()
