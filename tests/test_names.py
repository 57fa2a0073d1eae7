"""Names: one class, one meaning, wherever it stands."""

import ast
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# A row and the table that keeps it are the same thing, once as plain data and once in the database.
TABLES = "planner/models/"
PLAIN = tuple(f"planner/{name}/" for name in ("dossier", "money", "people", "pictures", "report"))


def classes_in(path: Path) -> list[str]:
    """The classes that a module defines for others."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [node.name for node in tree.body if isinstance(node, ast.ClassDef) and not node.name.startswith("_")]


def is_row_and_table(places: list[str]) -> bool:
    """Whether these two are a row and its table."""
    return len(places) == 2 and any(p.startswith(TABLES) for p in places) and any(p.startswith(PLAIN) for p in places)


def test_no_two_classes_of_one_name_mean_different_things(project_files: list[Path]) -> None:
    places = defaultdict(list)
    for path in project_files:
        if path.suffix == ".py" and path.as_posix().startswith(("planner/", "budgets/")):
            for name in classes_in(path):
                places[name].append(path.as_posix())

    assert {name: found for name, found in places.items() if len(found) > 1 and not is_row_and_table(found)} == {}
    assert is_row_and_table(places["Duty"])
