"""What a process that serves does with its memory."""

import ctypes
import gc
import sys

# From malloc.h of glibc.
_M_ARENA_MAX = -8
_HEAPS = 2
# So many new objects before Python looks for those that hold each other; a form makes about a thousand.
_NEW_OBJECTS = 5_000


def share_heaps() -> bool:
    """Let all threads of this process share two heaps; whether the C library could be told so.

    It would give eight to every processor, and each keeps what was once needed at the same time: several MiB for
    nothing, since only one thread of Python works at a time. To be called before the threads are started.
    """
    if sys.platform != "linux":
        return False
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    return tell is not None and bool(tell(_M_ARENA_MAX, _HEAPS))


def spare_collector() -> None:
    """Keep what the app is made of out of every search for garbage: it stays for as long as the process does.

    A full search of it would hold up all who wait for a tenth of a second, in the middle of a rush. To be called when
    the app is made, before it serves.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_NEW_OBJECTS)
