"""Several photos as one archive, written while it is sent: however many there are, one at a time is in memory."""

import zipfile
from collections.abc import Callable, Iterable, Iterator

# Archives of the same photos are the same bytes.
MOMENT = (1980, 1, 1, 0, 0, 0)
LEFT_OUT = "没有放进来的.txt"


class ArchiveSink:
    """What was written since it was last asked for; an archive asks for no more of a file than these."""

    def __init__(self) -> None:
        self._written = bytearray()

    def write(self, content: bytes, /) -> int:
        """Take what the archive writes."""
        self._written += content
        return len(content)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def close(self) -> None:
        """There is nothing to be closed."""

    def take(self) -> bytes:
        """What was written since the last time."""
        taken = bytes(self._written)
        self._written.clear()
        return taken


def stream_archive(files: Iterable[tuple[str, Callable[[], bytes | None]]]) -> Iterator[bytes]:
    """The archive in parts. Each file is read when its turn comes; those that bring nothing are named in a list."""
    sink, missing = ArchiveSink(), []
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_STORED) as archive:
        for name, read in files:
            content = read()
            if content is None:
                missing.append(name)
                continue
            archive.writestr(zipfile.ZipInfo(name, MOMENT), content)
            yield sink.take()
        if missing:
            archive.writestr(zipfile.ZipInfo(LEFT_OUT, MOMENT), "\r\n".join(missing).encode("utf-8-sig"))
    yield sink.take()
