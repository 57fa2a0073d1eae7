"""Python's search for objects that only hold each other, kept away from what stays as long as the process."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager

# So many new objects before it looks: a form makes about a thousand.
_NEW_OBJECTS = 5_000


@contextmanager
def without_search() -> Iterator[None]:
    """Make many objects that stay, such as modules and tables: looking through them again and again finds nothing."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def spare_what_stays() -> None:
    """Keep all that there is now out of every later search.

    One through all that the app is made of would hold up everybody for a tenth of a second, in the middle of a rush.
    To be called once, when the app is made and before it serves.
    """
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
