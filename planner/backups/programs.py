"""The programs of PostgreSQL: where they lie, and how they are run without showing a password."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from glob import glob
from pathlib import Path
from typing import BinaryIO

from sqlalchemy import URL

from planner.errors import BackupFailed

# Where Debian and the installer for Windows put them; the newest can dump older servers too.
_FOLDERS = ("/usr/lib/postgresql/*/bin", "C:/Program Files/PostgreSQL/*/bin")
_LAST_WORDS = 300


def find_program(name: str) -> str:
    """The path of pg_dump or pg_restore; raises BackupFailed when it is not installed."""
    if on_path := shutil.which(name):
        return on_path
    for pattern in _FOLDERS:
        folders = sorted(map(Path, glob(pattern)), key=_version, reverse=True)
        if found := next(filter(None, (shutil.which(name, path=str(folder)) for folder in folders)), None):
            return found
    raise BackupFailed(f"没有找到 {name}：先装上 PostgreSQL 的客户端（Debian：apt install postgresql-client）。")


def _version(folder: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in folder.parent.name.split(".") if part.isdigit())


def address_of(url: URL) -> str:
    """The address of a database as these programs take it, without its password."""
    place = URL.create("postgresql", url.username, None, url.host, url.port, url.database, url.query)
    return place.render_as_string()


def run_program(name: str, *arguments: str, url: URL | None = None) -> None:
    """Run one to its end; raises BackupFailed with its last words, which hold no data."""
    command = [find_program(name), *arguments]
    done = subprocess.run(command, env=_environment(url), capture_output=True, check=False)
    if done.returncode:
        raise BackupFailed(f"{name} 没有做完：{_last_words(done.stderr)}")


@contextmanager
def read_program(name: str, *arguments: str) -> Iterator[BinaryIO]:
    """What one writes while it runs; raises BackupFailed when it does not end well."""
    with subprocess.Popen([find_program(name), *arguments], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout
        try:
            yield run.stdout  # type: ignore[misc]
        except BaseException:
            run.kill()
            raise
    if run.returncode:
        raise BackupFailed("备份里的数据库读不完，文件坏了。")


def _environment(url: URL | None) -> dict[str, str]:
    """Passwords go by the environment, where other users of the machine can't see them."""
    password = {"PGPASSWORD": str(url.password)} if url is not None and url.password else {}
    return {**os.environ, **password, "LC_ALL": "C"}


def _last_words(output: bytes) -> str:
    lines = output.decode("utf-8", "replace").strip().splitlines()
    return (lines[0] if lines else "没有说原因")[:_LAST_WORDS]
