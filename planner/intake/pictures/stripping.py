"""Pictures as they came but for what a camera or a phone wrote beside them: where, when, by whom, what was there.

No pixel is decoded or changed, so that a signature or a figure on a photographed paper stays as sharp as it is.
"""

import struct
from collections.abc import Iterator

_JPEG, _PNG = b"\xff\xd8", b"\x89PNG\r\n\x1a\n"
# Markers of a JPEG (ITU-T T.81, table B.1).
_APP0, _APP1, _APP2, _APP14, _LAST_APP, _COMMENT = 0xE0, 0xE1, 0xE2, 0xEE, 0xEF, 0xFE
_SCAN, _END = 0xDA, 0xD9
_BARE = frozenset({0x01, *range(0xD0, 0xD8)})
# Chunks of a PNG by which its pixels are drawn (PNG, third edition, section 11); all others are words about it.
_DRAWN = frozenset(b"IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB cICP bKGD hIST pHYs acTL fcTL fdAT".split())
_WEBP_WORDS, _WEBP_FLAGS = frozenset({b"EXIF", b"XMP "}), 0x08 | 0x04
_ORIENTATION, _UPRIGHT = 0x0112, 1


class _OddPicture(ValueError):
    """A file that is not built as its beginning says."""


def strip_picture(content: bytes) -> bytes:
    """A JPEG, PNG or WebP without anything beside the picture but how it was held; any other file as it is.

    What is broken is left as it is: nobody can open it.
    """
    try:
        if content.startswith(_JPEG):
            return b"".join(_strip_jpeg(content))
        if content.startswith(_PNG):
            return _PNG + b"".join(_strip_png(content))
        if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
            return _strip_webp(content)
    except (struct.error, IndexError, _OddPicture):
        pass
    return content


def _strip_jpeg(content: bytes) -> Iterator[bytes]:
    """Segment by segment to the end of the first picture: cameras hang others behind it, with words as well."""
    yield _JPEG
    for marker, segment in _list_segments(content):
        if marker == _APP1 and segment[4:10] == b"Exif\0\0":
            yield _tell_orientation(_read_orientation(segment[10:]))
        elif not _is_word(marker, segment):
            yield segment


def _is_word(marker: int, segment: bytes) -> bool:
    if marker == _APP2:
        return not segment.startswith(b"ICC_PROFILE\0", 4)
    return marker == _COMMENT or (_APP0 < marker <= _LAST_APP and marker != _APP14)


def _list_segments(content: bytes) -> Iterator[tuple[int, bytes]]:
    """Each marker with all that belongs to it, up to the end of the image."""
    at = len(_JPEG)
    while True:
        if content[at] != 0xFF:
            raise _OddPicture
        marker = content[at + 1]
        if marker == 0xFF:
            at += 1
            continue
        end = at + 2
        if marker not in _BARE and marker != _END:
            end += int(struct.unpack_from(">H", content, at + 2)[0])
        if marker == _SCAN:
            end = _find_scan_end(content, end)
        yield marker, content[at:end]
        if marker == _END:
            return
        at = end


def _find_scan_end(content: bytes, at: int) -> int:
    """Where the next marker stands that is neither a stuffed byte nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise _OddPicture
        if content[at + 1] and content[at + 1] not in _BARE:
            return at
        at += 2


def _read_orientation(tiff: bytes) -> int:
    """How the camera was held, 1 to 8 (Exif 2.32, table 4); upright where that is not to be read."""
    order = {b"II": "<", b"MM": ">"}.get(tiff[:2])
    if order is None:
        return _UPRIGHT
    try:
        (start,) = struct.unpack_from(f"{order}I", tiff, 4)
        (count,) = struct.unpack_from(f"{order}H", tiff, start)
        for at in range(start + 2, start + 2 + 12 * count, 12):
            tag, value = struct.unpack_from(f"{order}H6xH", tiff, at)
            if tag == _ORIENTATION:
                return int(value) if 1 <= value <= 8 else _UPRIGHT
    except struct.error:
        pass
    return _UPRIGHT


def _make_tiff(orientation: int) -> bytes:
    """A directory with that one entry."""
    return struct.pack(">2sHIHHHIHHI", b"MM", 42, 8, 1, _ORIENTATION, 3, 1, orientation, 0, 0)


def _tell_orientation(orientation: int) -> bytes:
    if orientation == _UPRIGHT:
        return b""
    said = b"Exif\0\0" + _make_tiff(orientation)
    return struct.pack(">BBH", 0xFF, _APP1, 2 + len(said)) + said


def _strip_png(content: bytes) -> Iterator[bytes]:
    at = len(_PNG)
    while True:
        length, name = struct.unpack_from(">I4s", content, at)
        end = at + 12 + length
        if end > len(content):
            raise _OddPicture
        if name in _DRAWN:
            yield content[at:end]
        if name == b"IEND":
            return
        at = end


def _strip_webp(content: bytes) -> bytes:
    """The chunks without words (RFC 9649, section 2.7), and the flags that announce them."""
    body = bytearray(b"WEBP")
    at, end = 12, 8 + int(struct.unpack_from("<I", content, 4)[0])
    if end > len(content):
        raise _OddPicture
    while at + 8 <= end:
        name, length = struct.unpack_from("<4sI", content, at)
        chunk = bytearray(content[at : at + 8 + length + length % 2])
        at += len(chunk)
        if name == b"VP8X":
            chunk[8] &= ~_WEBP_FLAGS
        if name not in _WEBP_WORDS:
            body += chunk
    return b"RIFF" + struct.pack("<I", len(body)) + bytes(body)
