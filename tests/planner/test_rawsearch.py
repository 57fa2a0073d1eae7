"""Words among the bytes of files; the locks of a database outlive the search."""

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from planner import rawsearch
from planner.rawsearch import find_in_files

_COUNT = "import sqlite3, sys; print(sqlite3.connect(sys.argv[1]).execute('SELECT count(*) FROM child').fetchone()[0])"


def test_files_that_hold_a_word_are_found(tmp_path: Path) -> None:
    first, second, third = (tmp_path / name for name in ("first", "second", "third"))
    first.write_bytes("前面林晚晴后面".encode())
    second.write_bytes(b"nothing")
    third.write_bytes(b"x" * 100 + bytes([0, 255, 10]))

    found = find_in_files([first, second, third, tmp_path / "gone"], ["林晚晴".encode(), bytes([0, 255, 10])])

    assert found == [first, third]


@pytest.mark.parametrize("at", [rawsearch._CHUNK - 3, rawsearch._CHUNK, rawsearch._CHUNK + 1])
def test_word_across_two_chunks_is_found(tmp_path: Path, at: int) -> None:
    file = tmp_path / "long"
    file.write_bytes(b"x" * at + "林晚晴".encode() + b"x" * 10)

    assert find_in_files([file], ["林晚晴".encode()]) == [file]
    assert find_in_files([file], ["林晚明".encode()]) == []


def test_another_process_that_ends_leaves_the_log_where_it_is(tmp_path: Path) -> None:
    """Had the search given up this process's locks, the other would remove the log, and what comes next is lost."""
    path = tmp_path / "planner.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("CREATE TABLE child (name TEXT)")
    connection.execute("INSERT INTO child VALUES ('林晚晴')")
    log = Path(f"{path}-wal")

    assert find_in_files([path, log], ["林晚晴".encode()]) != []
    counted = subprocess.run([sys.executable, "-c", _COUNT, path], capture_output=True, check=True, text=True)

    assert counted.stdout == "1\n"
    assert log.exists()
    connection.execute("INSERT INTO child VALUES ('宋雨桐')")
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    connection.close()
