"""Who may read what an installation keeps on the disk: the owner of its process, whatever the umask says."""

import os
import stat
from contextlib import suppress
from pathlib import Path

OWNER_ONLY, FOLDER_OWNER_ONLY = 0o600, 0o700


def open_for_owner(path: str, flags: int) -> int:
    """An opener for files that nobody else may read."""
    return os.open(path, flags, OWNER_ONLY)


def make_private_file(path: Path) -> None:
    """Make an empty file that nobody else may read; one that is there stays as it is."""
    with suppress(FileExistsError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY))


def make_private_folder(folder: Path) -> None:
    """Make a folder that nobody else may look into; one that is there stays as it is."""
    folder.mkdir(FOLDER_OWNER_ONLY, parents=True, exist_ok=True)


def restrict(path: Path) -> None:
    """Take others' rights from a file or folder.

    What somebody else owns, what has just gone, and folders that everybody shares (/tmp) stay as they are.
    """
    with suppress(OSError):
        found = path.stat().st_mode
        wanted = FOLDER_OWNER_ONLY if stat.S_ISDIR(found) else OWNER_ONLY
        if stat.S_IMODE(found) != wanted and not found & stat.S_ISVTX:
            path.chmod(wanted)
