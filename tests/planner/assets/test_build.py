"""Building: once for each version, as a whole, and what is old goes when nobody can need it."""

import gzip
import os
import shutil
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli
import pytest

from planner.assets import build

DAY = 24 * 3600


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """The sources of the house, to be changed."""
    return Path(shutil.copytree(build.STATIC, tmp_path / "static"))


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """Where the versions are to stand."""
    return tmp_path / "instance" / "assets"


@pytest.fixture
def two_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only two small files are made, in no time: what is asked is where they stand and how long."""
    monkeypatch.setattr(build, "make_files", lambda _static: {"style.css": "a{top:0}", "main.js": "stop()"})


def put_version(home: Path, name: str, days_ago: int) -> None:
    """An earlier version that was started last so many days ago."""
    (home / name).mkdir(parents=True)
    (home / name / "main.js").touch()
    os.utime(home / name, (time.time() - days_ago * DAY,) * 2)


def test_every_file_stands_there_in_three_forms(home: Path) -> None:
    folder = home / build.ensure_built(home)

    names = {path.name for path in folder.iterdir() if path.suffix not in (".br", ".gz")}
    assert names == {
        "style.css",
        "open.css",
        "icon.svg",
        "main.js",
        "photos.js",
        "back.js",
        "plan.js",
        "schedule.js",
        "budget.js",
        "lookagain.js",
        "signing.js",
        "attendance.js",
        "checkin.js",
        "faces.js",
        "places.js",
        "road.js",
    }
    for name in names:
        plain = (folder / name).read_bytes()
        assert brotli.decompress((folder / f"{name}.br").read_bytes()) == plain
        assert gzip.decompress((folder / f"{name}.gz").read_bytes()) == plain


@pytest.mark.usefixtures("two_files")
def test_what_is_built_stays(home: Path) -> None:
    version = build.ensure_built(home)
    file = home / version / "style.css"
    file.write_text("seen", encoding="utf-8")

    assert build.ensure_built(home) == version
    assert file.read_text(encoding="utf-8") == "seen"


@pytest.mark.parametrize("path", ["css/overview.css", "js/toast.js", "icon.svg"])
def test_every_change_of_a_source_is_another_version(static: Path, path: str) -> None:
    before = build.name_version(static)
    with (static / path).open("a", encoding="utf-8") as file:
        file.write("\n")

    assert build.name_version(static) != before


@pytest.mark.usefixtures("two_files")
def test_another_version_stands_beside_the_one_before(home: Path, static: Path) -> None:
    before = build.ensure_built(home, static)
    (static / "icon.svg").write_text("<svg/>", encoding="utf-8")

    after = build.ensure_built(home, static)

    assert after != before
    assert [(home / version / "main.js").is_file() for version in (before, after)] == [True, True]


def test_another_name_or_code_is_another_version(static: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = build.name_version(static)
    (static / "js" / "toast.js").rename(static / "js" / "toasts.js")
    renamed = build.name_version(static)
    bootstrap = tmp_path / "bootstrap.min.css"
    bootstrap.write_text("a{top:0}", encoding="utf-8")
    monkeypatch.setattr(build, "BOOTSTRAP", bootstrap)

    assert len({before, renamed, build.name_version(static)}) == 3


def test_four_processes_at_once_build_one_whole_version(home: Path) -> None:
    with ThreadPoolExecutor(4) as pool:
        versions = set(pool.map(lambda _: build.ensure_built(home), range(4)))

    assert [path.name for path in home.iterdir()] == list(versions)
    assert len(list((home / versions.pop()).iterdir())) == 3 * len(build.make_files(build.STATIC))
    assert [path.name for path in home.parent.iterdir()] == ["assets"]


def test_build_that_is_stopped_half_way_leaves_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_path: str) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(build.Compressor, "compress", lambda _self, path: stop(path))
    with pytest.raises(KeyboardInterrupt):
        build.ensure_built(home)

    assert [path.name for path in home.parent.rglob("*")] == ["assets"]


@pytest.mark.usefixtures("two_files")
def test_old_versions_go_but_for_the_last_one(home: Path) -> None:
    """The last one was in use until now, however long ago it was started."""
    for name, days in {"a": 90, "b": 60, "c": 29}.items():
        put_version(home, name, days)
    new = build.ensure_built(home)

    assert {path.name for path in home.iterdir()} == {"c", new}


@pytest.mark.usefixtures("two_files")
def test_last_version_stays_however_old_it_is(home: Path) -> None:
    put_version(home, "a", 90)
    put_version(home, "b", 60)
    new = build.ensure_built(home)

    assert {path.name for path in home.iterdir()} == {"b", new}


@pytest.mark.usefixtures("two_files")
def test_start_says_that_a_version_is_in_use(home: Path) -> None:
    version = build.ensure_built(home)
    os.utime(home / version, (time.time() - 90 * DAY,) * 2)

    build.ensure_built(home)

    assert time.time() - (home / version).stat().st_mtime < DAY
