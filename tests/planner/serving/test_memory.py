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
