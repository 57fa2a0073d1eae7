"""Reading a photo in a child process of limited memory, so that no file can harm the server."""

from collections.abc import Sequence

from planner.intake.childprocess import ask_child, code_of
from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.orders import PictureOrder, pack_order
from planner.intake.pictures.results import PictureReading, unpack
from planner.photoplaces import BoxPlace

# A photo that takes longer is none.
SECONDS = 60
CODE = code_of("planner.intake.pictures.child")


def read_photo(content: bytes, veils: Sequence[BoxPlace] = (), *, seconds: float = SECONDS) -> PictureReading:
    """Have a child process read a photo and make its copies, with nothing to be seen under the veils.

    A photo over which it dies or hangs is called broken.
    """
    return _ask_child(PictureOrder(tuple(veils)), content, seconds)


def find_faces(content: bytes, *, with_care: bool, seconds: float = SECONDS * 2) -> PictureReading:
    """Have a child process look for faces; needs the extra `faces`."""
    return _ask_child(PictureOrder(finds_faces=True, with_care=with_care), content, seconds)


def _ask_child(order: PictureOrder, content: bytes, seconds: float) -> PictureReading:
    answer = ask_child(CODE, pack_order(order, content), seconds=seconds)
    return PictureReading(PictureFault.BROKEN) if answer is None else unpack(answer)
