"""The decoder of WebP that Pillow brings, called for what Pillow does not offer: a picture decoded small.

Nothing here trusts a file: the library checks it, and all of this runs in the child process only.
"""

import ctypes
from ctypes import POINTER, Structure, Union, byref, c_char, c_int, c_size_t, c_uint32, c_void_p
from functools import cache

from PIL import _webp

# Of decode.h; only the upper byte has to be that of the library, it counts what no longer fits together.
ABI_VERSION = 0x0209
MODE_RGB, MODE_RGBA = 0, 1
_OUT_OF_MEMORY = 1
_OPTIONS = """
bypass_filtering no_fancy_upsampling use_cropping crop_left crop_top crop_width crop_height use_scaling scaled_width
scaled_height use_threads dithering_strength flip alpha_dithering_strength
"""


class Features(Structure):
    """WebPBitstreamFeatures: what a file says of itself."""

    _fields_ = [(name, c_int) for name in ("width", "height", "has_alpha", "has_animation", "format")] + [
        ("padding", c_uint32 * 5)
    ]


class _Pixels(Structure):
    _fields_ = [("rgba", POINTER(c_char)), ("stride", c_int), ("size", c_size_t)]


class _Planes(Structure):
    _fields_ = [("planes", c_void_p * 4), ("strides", c_int * 4), ("sizes", c_size_t * 4)]


class _Colours(Union):
    _fields_ = [("pixels", _Pixels), ("planes", _Planes)]


class _Output(Structure):
    _fields_ = [
        ("colourspace", c_int),
        ("width", c_int),
        ("height", c_int),
        ("is_external_memory", c_int),
        ("colours", _Colours),
        ("padding", c_uint32 * 4),
        ("private_memory", c_void_p),
    ]


class _Options(Structure):
    _fields_ = [(name, c_int) for name in _OPTIONS.split()] + [("padding", c_uint32 * 5)]


class _Config(Structure):
    """WebPDecoderConfig: what a file is, where its pixels go, and how they are made."""

    _fields_ = [("features", Features), ("output", _Output), ("options", _Options)]


@cache
def find_library() -> ctypes.CDLL | None:
    """The library, where its functions can be called: on Windows it is a closed part of Pillow."""
    try:
        library = ctypes.CDLL(_webp.__file__)
        _ = library.WebPDecode, library.WebPGetFeaturesInternal, library.WebPInitDecoderConfigInternal
    except (OSError, AttributeError):
        return None
    return library


def read_features(library: ctypes.CDLL, content: bytes) -> Features:
    """What the file says of itself; raises OSError where it is no WebP."""
    features = Features()
    size = c_size_t(len(content))
    _check(library.WebPGetFeaturesInternal(content, size, byref(features), ABI_VERSION))
    return features


def decode_small(library: ctypes.CDLL, content: bytes, sides: tuple[int, int], *, has_alpha: bool) -> bytes:
    """The pixels of the picture in those sides, three or four bytes each; raises OSError or MemoryError."""
    width, height = sides
    stride = width * (4 if has_alpha else 3)
    room = ctypes.create_string_buffer(stride * height)
    config = _Config()
    library.WebPInitDecoderConfigInternal(byref(config), ABI_VERSION)
    config.options.use_scaling = 1
    config.options.scaled_width, config.options.scaled_height = sides
    config.output.colourspace = MODE_RGBA if has_alpha else MODE_RGB
    config.output.is_external_memory = 1
    config.output.colours.pixels = _Pixels(ctypes.cast(room, POINTER(c_char)), stride, len(room))
    _check(library.WebPDecode(content, c_size_t(len(content)), byref(config)))
    return room.raw


def _check(status: int) -> None:
    if status == _OUT_OF_MEMORY:
        raise MemoryError
    if status:
        raise OSError(f"WebP decoder: status {status}")
