"""Files of a database that is open here, read by another process."""

import subprocess
import sys
from pathlib import Path

_READ = "import sys; sys.stdout.buffer.write(open(sys.argv[1], 'rb').read())"


def read_aside(path: Path) -> bytes:
    """The bytes of the file. Whoever opens and closes it gives up all locks of SQLite that its process holds there."""
    return subprocess.run([sys.executable, "-I", "-c", _READ, path], stdout=subprocess.PIPE, check=True).stdout
