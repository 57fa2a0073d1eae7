"""The scripts: imports form a tree without circles, and every module is used."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ROOT / "planner" / "static" / "js"
TEMPLATES = ROOT / "planner" / "templates"
IMPORT = re.compile(r"""^import\s[^;]*?["']\./([\w.]+)["'];""", re.MULTILINE)
LOADED = re.compile(r"asset\('([\w]+\.js)'\)")

Imports = dict[str, set[str]]


def read_imports() -> Imports:
    """What each module imports."""
    return {path.name: set(IMPORT.findall(path.read_text(encoding="utf-8"))) for path in SCRIPTS.glob("*.js")}


def read_entries() -> set[str]:
    """The modules that pages load."""
    texts = (path.read_text(encoding="utf-8") for path in TEMPLATES.rglob("*.html"))
    return {name for text in texts for name in LOADED.findall(text)}


def find_circle(imports: Imports) -> list[str]:
    """The modules of one circle in the order of their imports; none when there is no circle."""
    done: set[str] = set()

    def walk(name: str, path: list[str]) -> list[str]:
        if name in path:
            return path[path.index(name) :]
        if name in done:
            return []
        found = next(filter(None, (walk(other, [*path, name]) for other in sorted(imports.get(name, ())))), [])
        done.add(name)
        return found

    return next(filter(None, (walk(name, []) for name in sorted(imports))), [])


def reachable(imports: Imports, entries: set[str]) -> set[str]:
    """The modules that come with those entries."""
    found, waiting = set[str](), list(entries)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += imports.get(name, ())
    return found


def test_imports_make_no_circle() -> None:
    assert find_circle(read_imports()) == []


@pytest.mark.parametrize(
    ("imports", "circle"),
    [
        ({"a.js": {"b.js"}, "b.js": {"a.js"}}, ["a.js", "b.js"]),
        ({"a.js": {"b.js"}, "b.js": {"c.js"}, "c.js": {"b.js"}}, ["b.js", "c.js"]),
        ({"a.js": {"a.js"}}, ["a.js"]),
        ({"a.js": {"b.js", "c.js"}, "b.js": {"c.js"}}, []),
    ],
)
def test_a_circle_is_found(imports: Imports, circle: list[str]) -> None:
    assert find_circle(imports) == circle


def test_every_import_is_there_and_every_module_is_used() -> None:
    imports = read_imports()

    assert reachable(imports, read_entries()) == set(imports)


def test_entries_import_and_are_not_imported() -> None:
    """A page loads main.js and its own module; nothing leads back to them."""
    imports = read_imports()

    assert "main.js" in read_entries()
    assert read_entries() & {name for names in imports.values() for name in names} == set()
