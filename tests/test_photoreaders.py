"""Files of photos are found in one way by whatever shows them outside: by the statement that asks whether they may."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# What finds files of photos without asking whether they may leave the house, and who may call it.
UNASKED = {
    "find_copies": {"planner/views/photofiles.py": "the pages of the team"},
    "list_large_copies": {
        "planner/views/photofiles.py": "what the team picked, for the team",
        "planner/papers/evidence/photos.py": "asks `may_leave`, or was told by somebody to take all, which is logged",
    },
    "PhotoCopy": {
        "planner/models/__init__.py": "the table",
        "planner/queries/files.py": "which files are in use",
        "planner/queries/health.py": "counts them",
        "planner/queries/photos.py": "the statements themselves",
        "planner/services/photocopies.py": "writes them",
        "planner/views/photofiles.py": "sends what it is handed",
    },
}


def names_of(path: Path) -> Iterator[str]:
    """What a module takes from others."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.name for alias in node.names)


def test_nobody_else_finds_files_of_photos_without_asking() -> None:
    callers: dict[str, set[str]] = {name: set() for name in UNASKED}
    for path in (ROOT / "planner").rglob("*.py"):
        for name in set(names_of(path)) & set(UNASKED):
            callers[name].add(path.relative_to(ROOT).as_posix())

    assert callers == {name: set(allowed) for name, allowed in UNASKED.items()}
