"""The package is pure: it asks no clock, opens no file, and counts without floats."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

import budgets

ROOT = Path(budgets.__file__).parent
MODULES = sorted(ROOT.rglob("*.py"))
ALLOWED = {
    "budgets",
    "collections",
    "dataclasses",
    "datetime",
    "decimal",
    "enum",
    "fractions",
    "functools",
    "io",
    "itertools",
    "re",
    "typing",
    "unicodedata",
    "__future__",
}
FORBIDDEN_CALLS = {"now", "today", "utcnow", "open", "float", "eval", "exec", "input", "print"}


def tree_of(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_imports_nothing_but_pure_library(path):
    allowed = ALLOWED | {"xlsxwriter"} if path.parent.name == "workbook" else ALLOWED
    for node in ast.walk(tree_of(path)):
        names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0
            names = [node.module or ""]
        assert {name.partition(".")[0] for name in names} <= allowed


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_module_calls_no_clock_no_file_no_float(path):
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            assert name not in FORBIDDEN_CALLS, f"{path.name}:{node.lineno}"
        if path.parent.name != "workbook":
            assert not (isinstance(node, ast.Constant) and isinstance(node.value, float)), f"{path.name}:{node.lineno}"


def test_public_names_are_sorted_and_there():
    assert all(hasattr(budgets, name) for name in budgets.__all__)
    assert len(set(budgets.__all__)) == len(budgets.__all__)


def test_package_loads_without_the_planner():
    code = "import sys, budgets; print([name for name in sys.modules if name.split('.')[0] in ('planner', 'flask')])"
    result = subprocess.run([sys.executable, "-c", code], cwd=ROOT.parent, capture_output=True, text=True, check=True)
    assert result.stdout.strip() == "[]"
