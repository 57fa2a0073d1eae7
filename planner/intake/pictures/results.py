"""What a child process says of a photo, and how it is sent through a pipe."""

import json
import struct
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from datetime import datetime

from planner.intake.pictures.faults import PictureFault
from planner.photoplaces import BoxPlace

# The longest side that the copies of a photo may have: one to look at, one for lists.
LARGE, SMALL = 1600, 400
_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class PictureCopy:
    """A copy as a file; `edge` is the longest side that it may have."""

    edge: int
    mime: str
    content: bytes


@dataclass(frozen=True, slots=True)
class PictureReading:
    """What was read of a photo: its sides when it stands upright, when and with what it was taken, its copies; or the
    faces on it, where these were asked for.

    With a `fault` there is nothing else. `taken` is a time of the camera's own clock, without a zone.
    """

    fault: PictureFault | None = None
    width: int = 0
    height: int = 0
    taken: datetime | None = None
    camera: str = ""
    dhash: int | None = None
    copies: tuple[PictureCopy, ...] = ()
    faces: tuple[BoxPlace, ...] = ()


def pack(reading: PictureReading) -> bytes:
    """A line of JSON with its length before it, and behind it the copies that it lists."""
    said = {
        "fault": reading.fault.value if reading.fault else "",
        "sides": [reading.width, reading.height],
        "taken": reading.taken.isoformat() if reading.taken else "",
        "camera": reading.camera,
        "dhash": reading.dhash,
        "faces": [astuple(place) for place in reading.faces],
        "copies": [[copy.edge, copy.mime, len(copy.content)] for copy in reading.copies],
    }
    line = json.dumps(said).encode()
    return b"".join([_LENGTH.pack(len(line)), line, *(copy.content for copy in reading.copies)])


def unpack(sent: bytes) -> PictureReading:
    """Read what `pack` wrote."""
    (length,) = _LENGTH.unpack_from(sent)
    start = _LENGTH.size + length
    said = json.loads(sent[_LENGTH.size : start])
    width, height = said["sides"]
    return PictureReading(
        PictureFault(said["fault"]) if said["fault"] else None,
        width=width,
        height=height,
        taken=datetime.fromisoformat(said["taken"]) if said["taken"] else None,
        camera=said["camera"],
        dhash=said["dhash"],
        faces=tuple(BoxPlace(*numbers) for numbers in said["faces"]),
        copies=tuple(_cut(sent, start, said["copies"])),
    )


def _cut(sent: bytes, start: int, listed: list[tuple[int, str, int]]) -> Iterator[PictureCopy]:
    for edge, mime, length in listed:
        yield PictureCopy(edge, mime, sent[start : start + length])
        start += length
