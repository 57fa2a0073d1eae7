"""The child process: one photo comes in, its copies go out; whatever a file does, it does it here.

It is started by `planner.intake.pictures.reading`, has no setting and no key of the house, and ends with the photo.
"""

import sys

from planner.intake.childprocess import limit_memory

# Enough for 60 megapixels of every format; what wants more is refused by the system.
MOST_MEMORY = 430 * 1024 * 1024


def main() -> None:
    """Answer the photo on standard input with what `results.pack` makes of it."""
    limit_memory(MOST_MEMORY)
    # Loaded behind the limit, which holds for decoders as well.
    from planner.intake.pictures.copies import make_copies
    from planner.intake.pictures.faults import PictureFault
    from planner.intake.pictures.orders import unpack_order
    from planner.intake.pictures.results import PictureReading, pack

    order, content = unpack_order(sys.stdin.buffer.read())
    try:
        if order.finds_faces:
            from planner.intake.pictures.faces import look_for_faces

            reading = look_for_faces(content, with_care=order.with_care)
        else:
            reading = make_copies(content, order.veils)
    except MemoryError:
        reading = PictureReading(PictureFault.TOO_HEAVY)
    sys.stdout.buffer.write(pack(reading))
