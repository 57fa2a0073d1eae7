"""Words among the bytes of files, looked for by a process of its own.

A process that closes any descriptor of a file loses all its locks there (fcntl(2)), SQLite's too: the next that ends
would take itself for the last one and remove the log under those who still write, and the database would be lost
(https://sqlite.org/howtocorrupt.html, section 2.2). So nobody who serves opens the files of the database as such.
"""

import contextlib
import json
import re
import subprocess
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import BinaryIO

_CHUNK = 1024 * 1024


def find_in_files(paths: Iterable[Path], words: Sequence[bytes]) -> list[Path]:
    """Those of the files in which any of the words stands; the words never show in the list of processes."""
    names = [str(path) for path in paths]
    order = json.dumps({"names": names, "words": [word.hex() for word in words]})
    command = [sys.executable, "-I", __file__]
    done = subprocess.run(command, input=order, stdout=subprocess.PIPE, check=True, encoding="utf-8")
    return [Path(name) for name in json.loads(done.stdout)]


def make_pattern(words: Iterable[bytes]) -> re.Pattern[bytes]:
    """What matches any of the words."""
    return re.compile(b"|".join(map(re.escape, words)))


def is_in(file: BinaryIO, pattern: re.Pattern[bytes], longest: int) -> bool:
    """Whether it stands anywhere in the file, also across two chunks of it; `longest` is that of the longest word."""
    before = b""
    while chunk := file.read(_CHUNK):
        if pattern.search(before + chunk):
            return True
        before = chunk[-longest:]
    return False


def main() -> None:
    """Read the order from the standard input, write the names of the files that hold a word."""
    order = json.load(sys.stdin)
    words = [bytes.fromhex(word) for word in order["words"]]
    pattern, longest = make_pattern(words), max(map(len, words))
    found = []
    for name in order["names"]:
        with contextlib.suppress(FileNotFoundError), open(name, "rb") as file:  # a log comes and goes
            found += [name] if is_in(file, pattern, longest) else []
    sys.stdout.write(json.dumps(found))


if __name__ == "__main__":
    main()
