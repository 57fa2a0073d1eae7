"""Threads share the heaps of the C library where it is one that gives each its own."""

import platform
import subprocess
import sys

import pytest

# Eight threads hold a block each, at once, and then free it: so many heaps there are. `mallinfo` would only know one.
HEAPS = """
import ctypes, threading
from planner.serving.memory import share_heaps
print(share_heaps())
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
all_here, starts = threading.Barrier(8), set()
def hold():
    starts.add(libc.malloc(1000) >> 26)
    all_here.wait(20)
threads = [threading.Thread(target=hold) for _ in range(8)]
for each in threads: each.start()
for each in threads: each.join()
print(len(starts))
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere nothing is told")
def test_eight_threads_share_two_heaps() -> None:
    done = subprocess.run([sys.executable, "-c", HEAPS], capture_output=True, text=True, timeout=60, check=True)

    said, heaps = done.stdout.split()
    if platform.libc_ver()[0] == "glibc":
        assert (said, int(heaps) <= 2) == ("True", True)
    else:
        assert said == "False"


# Whoever gave back a large block asks for a smaller one: it stands alone, or it would keep what lies below it.
LARGE = """
import ctypes
from planner.serving.memory import share_heaps
share_heaps()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
class Counts(ctypes.Structure):
    _fields_ = [(name, ctypes.c_int) for name in "arena ordblks smblks hblks hblkhd usmblks fsmblks u f k".split()]
libc.mallinfo.restype = Counts
libc.free(libc.malloc(30 << 20))
before = libc.mallinfo().hblks
libc.malloc(1 << 20)
print(libc.mallinfo().hblks - before)
"""


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc is told")
def test_large_block_stands_alone_after_a_larger_one_was_given_back() -> None:
    done = subprocess.run([sys.executable, "-c", LARGE], capture_output=True, text=True, timeout=60, check=True)

    assert done.stdout.strip() == "1"
