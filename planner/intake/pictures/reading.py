"""Reading a photo in a child process of limited memory, so that no file can harm the server."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from planner.intake.pictures.faults import PictureFault
from planner.intake.pictures.orders import PictureOrder, pack_order
from planner.intake.pictures.results import PictureReading, unpack
from planner.photoplaces import BoxPlace

# A photo that takes longer is none.
SECONDS = 60
# The package `planner` makes the application, which takes longer to load than the photo to read: the child knows an
# empty one of that name, in the same place.
CODE = """
import sys, types
house = sys.modules["planner"] = types.ModuleType("planner")
house.__path__ = [sys.argv[1]]
from planner.intake.pictures.child import main
main()
"""
_HOUSE = Path(__file__).parents[2]
# What a Python needs of its surroundings; settings and keys of the house are none of the child's business.
_PASSED_ON = ("PATH", "SYSTEMROOT", "TEMP", "TMP", "LANG", "LD_LIBRARY_PATH")


def read_photo(content: bytes, veils: Sequence[BoxPlace] = (), *, seconds: float = SECONDS) -> PictureReading:
    """Have a child process read a photo and make its copies, with nothing to be seen under the veils.

    A photo over which it dies or hangs is called broken.
    """
    return _ask_child(PictureOrder(tuple(veils)), content, seconds)


def find_faces(content: bytes, *, with_care: bool, seconds: float = SECONDS * 2) -> PictureReading:
    """Have a child process look for faces; needs the extra `faces`."""
    return _ask_child(PictureOrder(finds_faces=True, with_care=with_care), content, seconds)


def _ask_child(order: PictureOrder, content: bytes, seconds: float) -> PictureReading:
    surroundings = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    try:
        done = subprocess.run(
            [sys.executable, "-c", CODE, str(_HOUSE)],
            input=pack_order(order, content),
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            # One heap: the limit counts what is set aside, used or not.
            env=surroundings | {"MALLOC_ARENA_MAX": "1", "OPENBLAS_NUM_THREADS": "1"},
            timeout=seconds,
            check=True,
        )
    except subprocess.SubprocessError:
        return PictureReading(PictureFault.BROKEN)
    return unpack(done.stdout)
