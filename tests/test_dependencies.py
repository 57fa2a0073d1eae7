"""Dependencies: each is in use where it is said to be, and installed by version and hash."""

import ast
import re
import tomllib
from collections.abc import Iterable
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ("run", "server", "dev")
# What nothing imports by its name, and yet is in use.
NEEDED_UNSEEN = {
    "tzdata": "the time zones of Windows, which has none",
    "psycopg": "named in the address of the database",
    "gunicorn": "a command",
    "ruff": "a command",
    "mypy": "a command",
    "djlint": "a command",
    "uv": "a command",
    "pytest-xdist": "an option of pytest",
    "pytest-cov": "an option of pytest",
}
NAME = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)")
PINNED = re.compile(r"^([a-z0-9-]+)(?:\[[a-z,]+\])?==([^ \\\n]+)(.*?)(?=^[a-z]|\Z)", re.MULTILINE | re.DOTALL)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}")


def names(requirements: Iterable[str]) -> set[str]:
    """The names of requirements as registries write them."""
    return {found[1].lower().replace("_", "-") for text in requirements if (found := NAME.match(text))}


def imported(folders: Iterable[str]) -> set[str]:
    """The distributions whose modules the Python files of these folders import, also inside functions."""
    distributions = packages_distributions()
    found = set()
    for folder in folders:
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                modules = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
                modules += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
                found |= {name for module in modules for name in distributions.get(module.partition(".")[0], ())}
    return names(found)


def read_lock(name: str) -> dict[str, tuple[str, int]]:
    """Version and number of hashes of every distribution in a lock."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    return {name: (version, len(HASH.findall(rest))) for name, version, rest in PINNED.findall(text)}


@pytest.fixture(scope="module")
def project() -> dict:
    """What pyproject.toml says."""
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_what_the_app_depends_on_is_in_use(project: dict) -> None:
    """A dependency that nothing imports is removed until it is needed."""
    asked = names(project["project"]["dependencies"])

    assert asked - imported(["planner", "budgets"]) <= set(NEEDED_UNSEEN)


def test_what_development_depends_on_is_in_use(project: dict) -> None:
    asked = names(project["project"]["optional-dependencies"]["dev"])

    assert asked - imported(["tests", "benchmarks"]) <= set(NEEDED_UNSEEN)


def test_what_only_tests_import_is_no_dependency_of_the_app(project: dict) -> None:
    extras = project["project"]["optional-dependencies"]
    app = names(project["project"]["dependencies"])
    # Extras are tested as well.
    only_dev = names(extras["dev"]) - names(extras["postgres"] + extras["s3"] + extras["heic"])

    assert not app & only_dev
    assert not only_dev & imported(["planner", "budgets"])


@pytest.mark.parametrize("lock", LOCKS)
def test_everything_in_a_lock_has_its_hashes(lock: str) -> None:
    pinned = read_lock(lock)

    assert len(pinned) > 40
    assert {name for name, (_, hashes) in pinned.items() if not hashes} == set()


@pytest.mark.parametrize("lock", LOCKS)
def test_lock_names_no_registry(lock: str) -> None:
    assert "//" not in (ROOT / "locks" / f"{lock}.txt").read_text(encoding="utf-8")


def test_locks_hold_all_that_is_asked_for(project: dict) -> None:
    extras = project["project"]["optional-dependencies"]
    app = names(project["project"]["dependencies"])

    assert app <= set(read_lock("run"))
    assert app | names(extras["postgres"] + extras["s3"] + extras["heic"]) <= set(read_lock("server"))
    assert app | names(extras["dev"]) <= set(read_lock("dev"))
    assert names(extras["faces"]) == set(read_lock("faces"))
    assert set(extras) == {"postgres", "s3", "heic", "faces", "dev"}


def test_finder_of_faces_is_locked_as_it_is_asked_for(project: dict) -> None:
    asked = (ROOT / "locks" / "faces.in").read_text(encoding="utf-8").split()

    assert asked == project["project"]["optional-dependencies"]["faces"]
    assert all(hashes for _, hashes in read_lock("faces").values())
    assert "//" not in (ROOT / "locks" / "faces.txt").read_text(encoding="utf-8")


def test_one_version_of_each_in_all_locks() -> None:
    """What was tested is what runs."""
    run, dev = read_lock("run"), read_lock("dev")

    assert {name: dev[name] for name in run} == run
    shared = read_lock("server").keys() & dev.keys()
    assert {name: read_lock("server")[name] for name in shared} == {name: dev[name] for name in shared}


def test_build_backend_is_pinned_and_in_every_lock(project: dict) -> None:
    (backend,) = project["build-system"]["requires"]

    assert backend == (ROOT / "locks" / "backend.txt").read_text(encoding="utf-8").strip()
    assert {f"setuptools=={read_lock(lock)['setuptools'][0]}" for lock in LOCKS} == {backend}


def test_lock_line_is_read() -> None:
    text = "a-b[c]==1.0 ; python_version < '3'\\\n    --hash=sha256:" + "0" * 64 + "\n    # via x\nd==2\n"

    assert [found[:2] for found in PINNED.findall(text)] == [("a-b", "1.0"), ("d", "2")]
