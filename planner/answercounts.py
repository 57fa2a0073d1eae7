"""How requests were answered, in numbers: each process counts in a file of its own, whoever asks is told the sum."""

import mmap
import os
import secrets
import struct
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Flask

from planner.filemodes import make_private_folder, open_for_owner

CLASSES = ("2xx", "3xx", "4xx", "5xx")
FAULTS = "500"
"""Answers that say a fault of ours; they count among 5xx as well."""
_NAMES = (*CLASSES, FAULTS)
_LAYOUT = struct.Struct(f"<{len(_NAMES)}Q")
_SUFFIX = ".counts"
_EXTENSION = "planner.answers"


class AnswerCounts:
    """Numbers since the server was started, over all of its processes, those that were replaced included."""

    def __init__(self, folder: Path) -> None:
        """The folder is made, and written to, when the first request is answered."""
        self._folder = folder
        self._lock = threading.Lock()
        self._process = 0
        self._path = folder / _SUFFIX
        self._counts = mmap.mmap(-1, _LAYOUT.size)

    def count(self, status: int) -> None:
        """Count an answer of this process."""
        with self._lock:
            if self._process != os.getpid():  # the first one, or the first after a fork
                self._begin()
            numbers = list(_LAYOUT.unpack(self._counts[:]))
            for name in (f"{status // 100}xx", str(status)):
                if name in _NAMES:
                    numbers[_NAMES.index(name)] += 1
            self._counts[:] = _LAYOUT.pack(*numbers)

    def _begin(self) -> None:
        """Count from nothing in a file of this process; where there is no room for one, in memory alone."""
        self._process = os.getpid()
        self._path = self._folder / f"{self._process}-{secrets.token_hex(4)}{_SUFFIX}"
        self._counts = mmap.mmap(-1, _LAYOUT.size)
        with suppress(OSError):
            make_private_folder(self._folder)
            with open(self._path, "x+b", opener=open_for_owner) as file:
                file.write(bytes(_LAYOUT.size))
                file.flush()
                self._counts = mmap.mmap(file.fileno(), _LAYOUT.size)

    def total(self) -> dict[str, int]:
        """How many answers there were of each class, and how many told a fault of ours."""
        with self._lock:
            found = [self._counts[:]] if self._process == os.getpid() else []
            found += [_read(path) for path in self._folder.glob(f"*{_SUFFIX}") if path != self._path or not found]
        counted = [_LAYOUT.unpack(held) for held in found if len(held) == _LAYOUT.size]
        return {name: sum(numbers[place] for numbers in counted) for place, name in enumerate(_NAMES)}

    def forget(self) -> None:
        """Forget what the processes of an earlier start counted; before this one answers anything."""
        for path in self._folder.glob(f"*{_SUFFIX}"):
            with suppress(OSError):
                path.unlink()


def _read(path: Path) -> bytes:
    with suppress(OSError):
        return path.read_bytes()
    return b""


def init_answer_counts(app: Flask) -> None:
    """Count every answer of the app, also those that are given before Flask is asked."""
    counts = AnswerCounts(Path(app.config["INSTANCE_DIR"]) / "answers")
    app.extensions[_EXTENSION] = counts
    answer = app.wsgi_app

    def answer_and_count(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        def note(status: str, *rest: Any) -> Any:
            counts.count(int(status[:3]))
            return start_response(status, *rest)

        try:
            return answer(environ, note)
        except Exception:
            counts.count(500)  # the server says so
            raise

    app.wsgi_app = answer_and_count  # type: ignore[method-assign]


def answer_counts(app: Flask) -> AnswerCounts:
    """The numbers of an app."""
    counts: AnswerCounts = app.extensions[_EXTENSION]
    return counts
