"""Building: whatever browsers load beside the pages, once for each version, compressed, in a folder of its own."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from whitenoise.compress import Compressor

from planner import clock

STATIC = Path(str(files("planner").joinpath("static")))
BOOTSTRAP = Path(str(files("flask_bootstrap").joinpath("static/bootstrap5/css/bootstrap.min.css")))
# What pages without an account carry within.
OPEN_STYLE = "open.css"
# So long a page that was opened before an update still finds the files that it was made for.
DAYS_KEPT = 30
_VERSION_LENGTH = 12


def ensure_built(home: Path, static: Path = STATIC) -> str:
    """The name of the folder in `home` that holds the files of today; it is built if it isn't there.

    The name follows from all that the files are made of. A folder appears as a whole, also when several processes
    build at once or one is stopped half-way.
    """
    version = name_version(static)
    folder = home / version
    if folder.is_dir():
        os.utime(folder)
    else:
        home.mkdir(parents=True, exist_ok=True)
        _remove_old(home)
        _build(folder, static)
    return version


def name_version(static: Path) -> str:
    """A short hash of the sources and of the code that works on them."""
    found = hashlib.sha256()
    for path in _sources(static):
        found.update(f"{path.name}\0".encode())
        found.update(path.read_bytes())
    return found.hexdigest()[:_VERSION_LENGTH]


def make_files(static: Path) -> dict[str, str]:
    """The text of every file by its name."""
    # A start that finds everything built needs none of it.
    from planner.assets.scripts import build_scripts
    from planner.assets.stylesheet import build_open_style, build_stylesheet

    stylesheet = build_stylesheet(static / "css", BOOTSTRAP.read_text(encoding="utf-8"))
    styles = {"style.css": stylesheet, OPEN_STYLE: build_open_style(static / "css")}
    icon = (static / "icon.svg").read_text(encoding="utf-8")
    return {**styles, "icon.svg": icon, **build_scripts(static / "js")}


def _sources(static: Path) -> Iterator[Path]:
    yield from sorted(static.rglob("*.*"))
    yield BOOTSTRAP
    yield from sorted(Path(__file__).parent.glob("*.py"))


def _build(target: Path, static: Path) -> None:
    compressor = Compressor(quiet=True)
    # Beside the home of all versions, which another process may be reading just now.
    with tempfile.TemporaryDirectory(dir=target.parents[1], prefix="building-") as name:
        folder = Path(name, "whole")
        folder.mkdir()
        for file, text in make_files(static).items():
            path = folder / file
            path.write_text(text, encoding="utf-8", newline="\n")
            compressor.compress(str(path))
        try:
            folder.rename(target)
        except OSError:
            # Another process was faster.
            if not target.is_dir():
                raise


def _remove_old(home: Path) -> None:
    """Let go of versions that were not started for long, but for the last one: it was in use until now."""
    folders = sorted((path for path in home.iterdir() if path.is_dir()), key=os.path.getmtime)
    now = clock.now().timestamp()
    for folder in folders[:-1]:
        # A clock that ran ahead keeps nothing for ever either.
        if abs(now - os.path.getmtime(folder)) > DAYS_KEPT * 24 * 3600:
            shutil.rmtree(folder, ignore_errors=True)
