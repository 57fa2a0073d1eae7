"""The kept files of an installation, as a backup takes them out and puts them back."""

import hashlib
import os
import secrets
from pathlib import Path
from typing import BinaryIO

from flask import current_app

from planner.backups.archive import open_for_owner
from planner.services.attachments import file_path

_CHUNK = 1024 * 1024


def open_file(sha256: str) -> BinaryIO | None:
    """The file of that SHA-256 from its start; None when it is not there, or is no longer what it was."""
    try:
        file = file_path(_folder(), sha256).open("rb")
    except OSError:
        return None
    if hashlib.file_digest(file, "sha256").hexdigest() == sha256:
        file.seek(0)
        return file
    file.close()
    return None


def has_file(sha256: str) -> bool:
    """Whether the file is there and whole."""
    file = open_file(sha256)
    if file is None:
        return False
    file.close()
    return True


def put_file(sha256: str, source: BinaryIO) -> None:
    """Keep what the source holds under that SHA-256, on the disk when this returns."""
    target = file_path(_folder(), sha256)
    target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target.with_name(f".{secrets.token_hex(8)}")
    with open(draft, "xb", opener=open_for_owner) as file:
        while chunk := source.read(_CHUNK):
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(target)


def _folder() -> Path:
    return Path(current_app.config["INSTANCE_DIR"]) / "files"
