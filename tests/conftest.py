"""The fixtures of the whole suite: an app on both databases, a fixed clock, counted statements."""

import gc
import os
import subprocess
from collections.abc import Callable, Generator, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, tzinfo
from pathlib import Path
from typing import Any, Protocol

import pytest
from flask import Flask, has_app_context
from flask.testing import FlaskClient
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import Connection, Engine, event

from tests import postgres
from tests.databases import (
    BACKENDS,
    MARKS,
    POSTGRESQL,
    SQLITE,
    PostgresDatabase,
    SqliteFile,
    choose_backends,
)
from tests.installation import Installation, dispose

ROOT = Path(__file__).resolve().parent.parent
UNDER_CI = os.environ.get("CI") == "true"
POSTGRES_FOLDER = "PLANNER_TEST_POSTGRES_FOLDER"
NEW_OBJECTS = 100_000
UNCOUNTED = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "PRAGMA", "SET TRANSACTION")

settings.register_profile("house", deadline=None, derandomize=UNDER_CI)
settings.load_profile("house")


# --- the session -----------------------------------------------------------------------------------------------------


def pytest_configure(config: pytest.Config) -> None:
    """Forget the settings of a real installation; the first process names the one PostgreSQL that all workers share."""
    for name in list(os.environ):
        if name.startswith("PLANNER_") and not name.startswith("PLANNER_TEST_"):
            del os.environ[name]
    if not hasattr(config, "workerinput") and POSTGRESQL in BACKENDS and postgres.why_unavailable() is None:
        server = postgres.Server(postgres.Server.make_folder(), guardian=os.getpid())
        os.environ[POSTGRES_FOLDER] = f"{server.folder}:{server.guardian}"
        config.add_cleanup(server.stop)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Tests of the planner run once on each of their databases."""
    if "backend" in metafunc.fixturenames:
        place = metafunc.definition.path.relative_to(ROOT).as_posix()
        mark = next((name for name in MARKS if metafunc.definition.get_closest_marker(name)), "")
        chosen = choose_backends(place, mark)
        if chosen is not None:
            metafunc.parametrize("backend", chosen, indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Look for no garbage meanwhile: what is found of tests stays, and is looked through again and again."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What takes long comes first: at the end it would keep one processor busy and leave the others idle."""
    items.sort(key=lambda item: item.get_closest_marker("slow") is None)


def pytest_collection_finish() -> None:
    """Half a million objects stay to the end: looking for garbage among them again and again is a tenth of the work.

    Nor is it worth while to look after every 700 new ones, as Python does.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS, 20, 50)


def missing(what: str) -> None:
    """Skip for the reason that something isn't installed; under CI=true that is a failure."""
    if UNDER_CI:
        pytest.fail(f"under CI=true nothing may be missing: {what}")
    pytest.skip(what)


@pytest.fixture(scope="session")
def project_files() -> list[Path]:
    """Every file of the project, relative to its root: committed, or new and not ignored."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        paths = [Path(name) for name in listed.stdout.decode().split("\0") if name]
    else:  # unpacked from an archive
        paths = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
        paths = [path for path in paths if path.parts[0] not in {".git", ".venv", "instance", "build"}]
    return sorted(path for path in paths if (ROOT / path).is_file() and "__pycache__" not in path.parts)


# --- the app ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session", autouse=True)
def no_finder() -> Iterator[None]:
    """Nobody looks for faces, installed or not: it takes seconds a photo. What finds them has tests of its own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("planner.services.photoproposals.NEEDED", ("nothere",))
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What one app compiled of its templates is read by all others, also by those of the other workers of this run."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "compiled-templates"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Flask, "jinja_options", {"bytecode_cache": FileSystemBytecodeCache(str(folder))})
        yield


@pytest.fixture(scope="session")
def installations(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], Installation]]:
    """The installation of a database backend, made with all tables when a test first asks for it."""
    made: dict[str, Installation] = {}

    def installation(backend: str) -> Installation:
        if backend not in made:
            folder = tmp_path_factory.mktemp(backend)
            made[backend] = _install(backend, folder)
        return made[backend]

    yield installation
    for each in made.values():
        each.disconnect()
        each.database.close()


@pytest.fixture
def backend(request: pytest.FixtureRequest) -> str:
    """The database of this test: both in turn for tests of the planner, SQLite elsewhere."""
    chosen = getattr(request, "param", SQLITE)
    if chosen == POSTGRESQL and (reason := postgres.why_unavailable()):
        missing(reason)
    return chosen


@pytest.fixture
def installation(backend: str, installations: Callable[[str], Installation]) -> Iterator[Installation]:
    """The worker's installation for this backend, emptied before the test, its settings put back after it."""
    current = installations(backend)
    current.empty()
    before = dict(current.app.config)
    yield current
    current.app.config.clear()
    current.app.config.update(before)
    assert not has_app_context(), "the test left an application context open"


@pytest.fixture
def app(installation: Installation) -> Flask:
    """The app on an empty database that has all tables."""
    return installation.app


@pytest.fixture
def make_app(installation: Installation) -> Iterator[Callable[..., Flask]]:
    """`make_app(HTTPS=True, …)`: another app with these settings over the same empty database."""
    from planner.extensions import limiter

    # The limiter keeps the settings of the app made last; they must not reach the other tests.
    before, made = dict(vars(limiter)), []

    def make(**overrides: Any) -> Flask:
        made.append(installation.make_app(**overrides))
        return made[-1]

    yield make
    vars(limiter).clear()
    vars(limiter).update(before)
    for each in made:
        dispose(each)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A browser without login. It refuses calls made inside `with in_app()`."""
    return app.test_client()


@pytest.fixture
def in_app(app: Flask) -> Callable[[], AbstractContextManager[Any]]:
    """`with in_app(): …` opens an application context; what should last must be committed in it."""
    return app.app_context


def _install(backend: str, folder: Path) -> Installation:
    from planner.extensions import db

    instance = folder / "instance"
    instance.mkdir()
    database = SqliteFile(folder / "planner.sqlite3") if backend == SQLITE else PostgresDatabase(_postgres_database())
    current = Installation(database, instance)
    current.app = current.make_app()
    with current.app.app_context():
        db.create_all()
    return current


def _postgres_database() -> str:
    folder, _, guardian = os.environ[POSTGRES_FOLDER].rpartition(":")
    server = postgres.Server(Path(folder), guardian=int(guardian))
    server.ensure_started()
    return server.create_database(os.environ.get("PYTEST_XDIST_WORKER", "main"))


# --- the clock and the statements ------------------------------------------------------------------------------------


class At(Protocol):
    """Sets the clock."""

    def __call__(self, moment: datetime) -> None: ...


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """`at(moment)` stops the app's clock at that aware moment; call it again to move on."""
    from planner import clock

    def stop_at(moment: datetime) -> None:
        assert moment.tzinfo is not None, "moments are aware"

        class Stopped(datetime):
            @classmethod
            def now(cls, tz: tzinfo | None = None) -> datetime:
                return moment.astimezone(tz)

        # Under the function, not in its place: column defaults keep hold of `clock.now` itself.
        monkeypatch.setattr(clock, "datetime", Stopped)
        assert clock.now() == moment

    return stop_at


@pytest.fixture
def count_queries() -> Callable[[], AbstractContextManager[list[str]]]:
    """`with count_queries() as sent: …`, then `len(sent)`; transaction control and PRAGMAs don't count."""

    @contextmanager
    def counting() -> Iterator[list[str]]:
        sent: list[str] = []

        def note(_connection: Connection, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.lstrip().upper().startswith(UNCOUNTED):
                sent.append(statement)

        event.listen(Engine, "before_cursor_execute", note)
        try:
            yield sent
        finally:
            event.remove(Engine, "before_cursor_execute", note)

    return counting
