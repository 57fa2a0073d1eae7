"""How much memory the threads of a process keep."""

import ctypes
import sys

# From malloc.h of glibc.
_M_ARENA_MAX = -8
_HEAPS = 2


def share_heaps() -> bool:
    """Let all threads of this process share two heaps; whether the C library could be told so.

    It would give eight to every processor, and each keeps what was once needed at the same time: several MiB for
    nothing, since only one thread of Python works at a time. To be called before the threads are started.
    """
    if sys.platform != "linux":
        return False
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    return tell is not None and bool(tell(_M_ARENA_MAX, _HEAPS))
