"""Still WebP pictures made small while they are decoded.

Pillow decodes every WebP as an animation, which takes sixteen bytes for each pixel of the file. That way is left for
animations, and where the decoder itself can't be called.
"""

import struct
from collections.abc import Iterator

from PIL import Image

from planner.intake.pictures.lean import LeanPicture, Sides
from planner.intake.pictures.libwebp import decode_small, find_library, read_features

FORMAT = "STILL_WEBP"
_KEPT = {b"EXIF": "exif", b"ICCP": "icc_profile"}
_FIRST_CHUNK = 12


class WebpPicture(LeanPicture):
    """A WebP that doesn't move."""

    format = FORMAT
    format_description = "WebP without animation"

    def _open(self) -> None:
        library = find_library()
        if library is None:
            raise SyntaxError("no decoder that can be called")
        if self.fp is None:
            raise SyntaxError("closed already")
        self._content = self.fp.read()
        features = read_features(library, self._content)
        if features.has_animation:
            raise SyntaxError("an animation")
        self._library = library
        self._size = features.width, features.height
        self._mode = "RGBA" if features.has_alpha else "RGB"
        self.info = {_KEPT[name]: chunk for name, chunk in _list_chunks(self._content) if name in _KEPT}

    def fit(self, wanted: Sides) -> Sides:
        """Those sides, unless it is smaller."""
        return min(wanted[0], self.width), min(wanted[1], self.height)

    def decode(self) -> Image.Image:
        """The picture in the sides that it has now."""
        pixels = decode_small(self._library, self._content, self.size, has_alpha=self.mode == "RGBA")
        return Image.frombytes(self.mode, self.size, pixels)


def _list_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The parts of a file (RFC 9649, section 2.3): each begins at an even byte."""
    at = _FIRST_CHUNK
    while at + 8 <= len(content):
        name, length = struct.unpack_from("<4sI", content, at)
        yield name, content[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def can_open(prefix: bytes) -> bool:
    """Whether a file begins as a WebP does."""
    return prefix[:4] == b"RIFF" and prefix[8:12] == b"WEBP"


def register() -> None:
    """Let Pillow open such files."""
    Image.register_open(FORMAT, WebpPicture, can_open)
