"""Office files as archives: how much they hold is measured before anybody reads them."""

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from planner.intake.invoices.limits import MEBIBYTE, UnreadableFileError
from planner.intake.tables.limits import BROKEN, LOCKED, MACROS, MOST_PART_MEBIBYTES, MOST_PARTS, TOO_LARGE_INSIDE

_CHUNK = 256 * 1024
# What reading a broken archive may raise: RuntimeError for encrypted entries, NotImplementedError for unknown ways.
FAULTS = (zipfile.BadZipFile, zlib.error, RuntimeError, ValueError, OSError, EOFError, KeyError)
_PICTURES = ("/media/", "/embeddings/", "Pictures/", "Thumbnails/")
_ENCRYPTED = 0x1


@contextmanager
def open_archive(data: bytes) -> Iterator[zipfile.ZipFile]:
    """The archive, after its parts were measured; raises UnreadableFileError, also for what breaks while it is read."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _measure(archive)
            yield archive
    except UnreadableFileError:
        raise
    except FAULTS as fault:
        raise UnreadableFileError(BROKEN) from fault


def _measure(archive: zipfile.ZipFile) -> None:
    """Unpack all that is text once: an archive may claim any length for its parts."""
    parts = archive.infolist()
    if len(parts) > MOST_PARTS:
        raise UnreadableFileError(TOO_LARGE_INSIDE)
    if any(part.filename.endswith("vbaProject.bin") for part in parts):
        raise UnreadableFileError(MACROS)
    left = MOST_PART_MEBIBYTES * MEBIBYTE
    for part in parts:
        if part.flag_bits & _ENCRYPTED:
            raise UnreadableFileError(LOCKED)
        if any(folder in part.filename for folder in _PICTURES):
            continue
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                left -= len(chunk)
                if left < 0:
                    raise UnreadableFileError(TOO_LARGE_INSIDE)
