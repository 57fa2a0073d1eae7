"""How much memory the threads of a process keep."""

import ctypes
import sys

# From malloc.h of glibc.
_M_MMAP_THRESHOLD, _M_ARENA_MAX = -3, -8
_HEAPS = 2
# Where glibc begins; as soon as something large is given back it would go up, to 32 MiB.
_LARGE = 128 * 1024


def share_heaps() -> bool:
    """Let all threads of this process share two heaps; whether the C library could be told so.

    It would give eight to every processor, and each keeps what was once needed at the same time: several MiB for
    nothing, since only one thread of Python works at a time. What is large stands outside of them, and goes back to the
    system as soon as nobody needs it. To be called before the threads are started.
    """
    if sys.platform != "linux":
        return False
    tell = getattr(ctypes.CDLL(None), "mallopt", None)
    return tell is not None and bool(tell(_M_ARENA_MAX, _HEAPS) and tell(_M_MMAP_THRESHOLD, _LARGE))
