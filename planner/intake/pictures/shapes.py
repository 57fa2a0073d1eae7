"""How large a picture says that it is, and whether its file ends where it should: read from a few bytes of its frame.

No pixel is decoded, so that nothing a file claims costs more than walking along it.
"""

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.filetypes import HEIC, JPEG, PNG, WEBP, FileType


@dataclass(frozen=True, slots=True)
class PictureShape:
    """What the frame of a picture says; sides are 0 where it doesn't say. `whole` is how long the file should be."""

    width: int = 0
    height: int = 0
    is_complete: bool = False
    whole: int | None = None

    @property
    def pixels(self) -> int:
        """How many there are once it is unfolded."""
        return self.width * self.height


# Markers of a JPEG (ITU-T T.81, table B.1): beginnings of frames, those without a length, the scan, the end.
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_BARE = frozenset({0x01, *range(0xD0, 0xD9)})
_SCAN, _END_OF_IMAGE = 0xDA, b"\xff\xd9"


def read_shape(content: bytes, kind: FileType) -> PictureShape:
    """The shape of a picture of that kind; an incomplete one without sides where the frame is broken."""
    read = _READERS.get(kind)
    try:
        return read(content) if read else PictureShape()
    except (struct.error, IndexError):
        return PictureShape()


def _jpeg(content: bytes) -> PictureShape:
    """Along the segments to the first scan; behind it the end of the image can't stand for anything else."""
    at, width, height = 2, 0, 0
    while content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF or marker in _BARE:
            at += 1 if marker == 0xFF else 2
            continue
        (length,) = struct.unpack_from(">H", content, at + 2)
        if marker in _FRAMES:
            height, width = struct.unpack_from(">HH", content, at + 5)
        at += 2 + length
        if marker == _SCAN:
            return PictureShape(width, height, is_complete=content.find(_END_OF_IMAGE, at) >= 0)
    return PictureShape(width, height)


def _png(content: bytes) -> PictureShape:
    width, height = struct.unpack_from(">II", content, 16)
    at = 8
    while at + 8 <= len(content):
        length, name = struct.unpack_from(">I4s", content, at)
        at += 12 + length
        if name == b"IEND":
            return PictureShape(width, height, is_complete=at <= len(content))
    return PictureShape(width, height)


def _webp(content: bytes) -> PictureShape:
    (size,) = struct.unpack_from("<I", content, 4)
    whole = size + 8
    width, height = _webp_sides(content)
    return PictureShape(width, height, is_complete=whole <= len(content), whole=whole)


def _webp_sides(content: bytes) -> tuple[int, int]:
    """The canvas of the extended format, else the sides of the one frame (RFC 9649, sections 2.5 to 2.7)."""
    name = content[12:16]
    if name == b"VP8X":
        return 1 + int.from_bytes(content[24:27], "little"), 1 + int.from_bytes(content[27:30], "little")
    if name == b"VP8L":
        bits = int.from_bytes(content[21:25], "little")
        return 1 + (bits & 0x3FFF), 1 + (bits >> 14 & 0x3FFF)
    width, height = struct.unpack_from("<HH", content, 26)
    return width & 0x3FFF, height & 0x3FFF


def _heic(content: bytes) -> PictureShape:
    """Boxes one behind the other (ISO/IEC 14496-12, 4.2); its sides stand deep within, where its decoder looks."""
    ends = list(_box_ends(content))
    is_complete = bool(ends) and ends[-1] == len(content)
    return PictureShape(is_complete=is_complete, whole=ends[-1] if ends and ends[-1] > len(content) else None)


def _box_ends(content: bytes) -> Iterator[int]:
    at = 0
    while at + 8 <= len(content):
        (size,) = struct.unpack_from(">I", content, at)
        if size == 1:
            (size,) = struct.unpack_from(">Q", content, at + 8)
        if size == 0:  # to the end of the file
            size = len(content) - at
        if size < 8:
            return
        at += size
        yield at


_READERS: dict[FileType, Callable[[bytes], PictureShape]] = {JPEG: _jpeg, PNG: _png, WEBP: _webp, HEIC: _heic}
