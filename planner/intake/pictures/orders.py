"""What a child process is to do with a photo, and how it is told through a pipe."""

import json
import struct
from dataclasses import astuple, dataclass

from planner.photoplaces import BoxPlace

_LENGTH = struct.Struct(">I")


@dataclass(frozen=True, slots=True)
class PictureOrder:
    """Make the copies, with these parts hidden; or look for faces, once over or with care."""

    veils: tuple[BoxPlace, ...] = ()
    finds_faces: bool = False
    with_care: bool = False


def pack_order(order: PictureOrder, content: bytes) -> bytes:
    """A line of JSON with its length before it, and the photo behind it."""
    line = json.dumps([list(map(astuple, order.veils)), order.finds_faces, order.with_care]).encode()
    return b"".join([_LENGTH.pack(len(line)), line, content])


def unpack_order(sent: bytes) -> tuple[PictureOrder, bytes]:
    """Read what `pack_order` wrote."""
    (length,) = _LENGTH.unpack_from(sent)
    start = _LENGTH.size + length
    veils, finds_faces, with_care = json.loads(sent[_LENGTH.size : start])
    return PictureOrder(tuple(BoxPlace(*numbers) for numbers in veils), finds_faces, with_care), sent[start:]
