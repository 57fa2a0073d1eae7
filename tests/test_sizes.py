"""Sizes: where one grows past its limit, find the noun that wants out."""

import ast
from pathlib import Path
from unicodedata import east_asian_width

import pytest

ROOT = Path(__file__).resolve().parent.parent
PYTHON_LINES, FUNCTION_LINES, ROUTE_LINES = 300, 40, 20
# By suffix, for what lies in these folders.
FILE_LINES = {
    ("planner/templates/", ".html"): 200,
    ("planner/static/", ".css"): 300,
    ("planner/static/", ".js"): 250,
}
COLUMNS = 120
# What is held to its width so far, file type by file type.
NARROW_SUFFIXES = {".css"}
# Tables of data that the formatter leaves alone; falling to 10.
SKIPS = 78
SKIP = "# fmt: " + "skip"
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
ROUTE_DECORATORS = {"route", "get", "post", "put", "patch", "delete"}


def count_lines(path: Path) -> int:
    """The lines of a file of the project."""
    return len((ROOT / path).read_text(encoding="utf-8").splitlines())


def measure(line: str) -> int:
    """The width of a line in columns; a Chinese character takes two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in line)


def wide_lines(text: str) -> list[int]:
    """The numbers of the lines that don't fit."""
    return [number for number, line in enumerate(text.splitlines(), 1) if measure(line) > COLUMNS]


def python_files(project_files: list[Path]) -> list[Path]:
    """All Python files but the migrations: those are written once and by a machine."""
    return [path for path in project_files if path.suffix == ".py" and "migrations" not in path.parts]


def functions_in(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    """Lines from `def` to the end, without the decorators."""
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def is_route(function: ast.FunctionDef | ast.AsyncFunctionDef) -> bool:
    """Whether a decorator such as `@events.post(…)` makes it a route."""
    return any(
        isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ROUTE_DECORATORS
        for call in function.decorator_list
    )


def view_files(project_files: list[Path]) -> list[Path]:
    """The files of the views that have routes."""
    inside = [path for path in project_files if path.parts[:2] == ("planner", "views") and path.suffix == ".py"]
    views = [path for path in inside if path.name != "__init__.py"]
    return [path for path in views if any(is_route(function) for function in functions_in(path))]


def test_python_files(project_files: list[Path]) -> None:
    """A file is about 250 lines."""
    faults = [f"{path}: {n}" for path in python_files(project_files) if (n := count_lines(path)) > PYTHON_LINES]

    assert not faults, "\n".join(faults)


def test_functions(project_files: list[Path]) -> None:
    """A function is about 25 lines."""
    faults = [
        f"{path}:{function.lineno} {function.name}: {length(function)}"
        for path in python_files(project_files)
        for function in functions_in(path)
        if length(function) > FUNCTION_LINES
    ]

    assert not faults, "\n".join(faults)


def test_routes(project_files: list[Path]) -> None:
    """A route loads, authorises, checks the form, calls the service, commits, redirects."""
    faults = [
        f"{path}:{function.lineno} {function.name}: {length(function)}"
        for path in view_files(project_files)
        for function in functions_in(path)
        if is_route(function) and length(function) > ROUTE_LINES
    ]

    assert not faults, "\n".join(faults)


def test_templates_styles_and_scripts(project_files: list[Path]) -> None:
    """A template is about 150 lines."""
    faults = [
        f"{path}: {count_lines(path)}"
        for path in project_files
        for (folder, suffix), limit in FILE_LINES.items()
        if path.as_posix().startswith(folder) and path.suffix == suffix and count_lines(path) > limit
    ]

    assert not faults, "\n".join(faults)


def test_lines_fit(project_files: list[Path]) -> None:
    """A line is read without scrolling, also where it is Chinese."""
    narrow = [path for path in project_files if path.suffix in NARROW_SUFFIXES and "migrations" not in path.parts]
    faults = [f"{path}:{n}" for path in narrow for n in wide_lines((ROOT / path).read_text(encoding="utf-8"))]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("line", "faults"),
    [("a" * 120, []), ("a" * 121, [2]), ("活" * 60, []), ("活" * 60 + "a", [2]), ("，" * 61, [2])],
)
def test_wide_line_is_found(line: str, faults: list[int]) -> None:
    """The guard sees the first column too many, and takes a Chinese character for two."""
    assert wide_lines(f"first\n{line}\n") == faults


def test_few_lines_escape_the_formatter(project_files: list[Path]) -> None:
    """Only tables of data may be laid out by hand."""
    skips = [
        f"{path}:{number}"
        for path in python_files(project_files)
        if path.parts[0] in {"planner", "budgets"}
        for number, line in enumerate((ROOT / path).read_text(encoding="utf-8").splitlines(), 1)
        if SKIP in line
    ]

    assert len(skips) <= SKIPS, "\n".join(skips)


def test_names_say_what_is_inside(project_files: list[Path]) -> None:
    """No drawer for odds and ends."""
    faults = [path.as_posix() for path in project_files if NO_NAMES & {*path.parts[:-1], path.stem.strip("_")}]

    assert not faults, "\n".join(faults)


def test_each_view_has_its_tests(project_files: list[Path]) -> None:
    """`views/schedule.py` is tested in `tests/planner/views/test_schedule.py`."""
    tests = {path.name for path in project_files if path.parts[:3] == ("tests", "planner", "views")}
    faults = [path.as_posix() for path in view_files(project_files) if f"test_{path.name}" not in tests]

    assert not faults, "\n".join(faults)
