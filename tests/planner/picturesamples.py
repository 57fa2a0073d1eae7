"""Photos as cameras make them, tiny: with a time, a position, an orientation; broken off, too large, of other sorts."""

import io
import random
import struct
import zlib
from datetime import datetime

from PIL import Image

# 30.2741° N, 120.1551° E: what must stand in no copy.
LATITUDE, LONGITUDE = (30.0, 16.0, 26.76), (120.0, 9.0, 18.36)
POSITION = 0x8825
CAMERA_DIRECTORY, TAKEN, MAKE, MODEL, ORIENTATION = 0x8769, 0x9003, 0x010F, 0x0110, 0x0112
TURNED_RIGHT = 6


def draw_picture(seed: int = 1, sides: tuple[int, int] = (64, 48)) -> Image.Image:
    """A picture of a few large blocks; of each seed another one."""
    blocks = random.Random(seed).randbytes(8 * 6 * 3)
    return Image.frombytes("RGB", (8, 6), blocks).resize(sides, Image.Resampling.BICUBIC)


def make_exif(taken: datetime | None = None, camera: str = "", *, is_turned: bool = False) -> bytes:
    """What a camera writes beside a picture: where, when, with what, and that it was held on its side."""
    exif = Image.Exif()
    exif[POSITION] = {1: "N", 2: LATITUDE, 3: "E", 4: LONGITUDE}
    if taken:
        exif[CAMERA_DIRECTORY] = {TAKEN: f"{taken:%Y:%m:%d %H:%M:%S}"}
    if camera:
        exif[MAKE], exif[MODEL] = camera.split(" ")[0], camera
    if is_turned:
        exif[ORIENTATION] = TURNED_RIGHT
    return exif.tobytes()


def make_photo(
    seed: int = 1,
    *,
    taken: datetime | None = None,
    camera: str = "",
    sides: tuple[int, int] = (64, 48),
    is_turned: bool = False,
    kind: str = "JPEG",
) -> bytes:
    """A photo with its position, whatever else is asked for."""
    out = io.BytesIO()
    exif = make_exif(taken, camera, is_turned=is_turned)
    draw_picture(seed, sides).save(out, kind, exif=exif, quality=90)
    return out.getvalue()


def make_heic(seed: int = 1, *, taken: datetime | None = None, camera: str = "") -> bytes:
    """The same as phones of another make write it; needs the extra `heic`."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    out = io.BytesIO()
    draw_picture(seed, (128, 96)).save(out, "HEIF", exif=make_exif(taken, camera))
    return out.getvalue()


def make_bomb(width: int = 20_000, height: int = 20_000) -> bytes:
    """A PNG of a few bytes that says it has 400 million pixels."""
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    body = _chunk(b"IDAT", zlib.compress(bytes(width)))
    return b"\x89PNG\r\n\x1a\n" + head + body + _chunk(b"IEND", b"")


def _chunk(name: bytes, content: bytes) -> bytes:
    check = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", check)
