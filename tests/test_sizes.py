"""Sizes: where one grows past its limit, find the noun that wants out; nothing is packed to stay below it."""

import ast
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

import pytest

ROOT = Path(__file__).resolve().parent.parent
COLUMNS = 120
ROUTE_LINES = 20
TEST_FUNCTION_LINES = 40
# Of all functions of the two packages, and of all their files: the middle one, nine of ten, the longest.
FUNCTION_LINES = {50: 5, 90: 15, 100: 35}
FILE_LINES = {50: 80, 90: 200, 100: 300}
# The formatter leaves alone what is laid out as a table by hand; nothing else may escape it.
SKIPS = 10
SKIP = "fmt: " + "skip"
NO_NAMES = {"utils", "util", "helpers", "helper", "common", "misc"}
ROUTE_DECORATORS = {"route", "get", "post", "put", "patch", "delete"}


@dataclass(frozen=True)
class Limit:
    """How long and how wide files of a suffix below a folder may be; `lines` None: their length is judged elsewhere."""

    folder: str
    suffix: str
    lines: int | None
    columns: int = COLUMNS

    def __str__(self) -> str:
        return f"{self.folder}*{self.suffix}"

    def holds_for(self, path: Path) -> bool:
        """Whether the limit is one for this file."""
        return path.as_posix().startswith(self.folder) and path.suffix == self.suffix


LIMITS = (
    Limit("planner/", ".py", lines=None),
    Limit("budgets/", ".py", lines=None),
    Limit("benchmarks/", ".py", lines=300),
    Limit("tests/", ".py", lines=300),
    Limit("planner/templates/", ".html", lines=200),
    Limit("planner/static/", ".css", lines=300),
    Limit("planner/static/", ".js", lines=250),
)
every_limit = pytest.mark.parametrize("limit", LIMITS, ids=str)

Function = ast.FunctionDef | ast.AsyncFunctionDef


def lines_of(path: Path) -> list[str]:
    """The lines of a file of the project."""
    return (ROOT / path).read_text(encoding="utf-8").splitlines()


def width(line: str) -> int:
    """The columns that a line takes; a Chinese character takes two (UAX #11)."""
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in line)


def is_written_by_hand(path: Path) -> bool:
    """Whether we write the file: migrations are written once, and by a machine."""
    return "migrations" not in path.parts


def in_packages(files: Iterable[Path]) -> list[Path]:
    """The Python files of the two packages."""
    return [p for p in files if p.suffix == ".py" and p.parts[0] in {"planner", "budgets"} and is_written_by_hand(p)]


def functions_in(path: Path) -> list[Function]:
    """Every function and method of a file."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def length(function: Function) -> int:
    """Lines from `def` to the end, without the decorators."""
    assert function.end_lineno
    return function.end_lineno - function.lineno + 1


def is_route(function: Function) -> bool:
    """Whether a decorator such as `@events.post(…)` makes it a route."""
    return any(
        isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in ROUTE_DECORATORS
        for call in function.decorator_list
    )


def percentile(numbers: Iterable[int], percent: int) -> int:
    """The number that so many percent of them do not exceed."""
    ordered = sorted(numbers)
    return ordered[max(0, math.ceil(len(ordered) * percent / 100) - 1)]


def view_files(project_files: list[Path]) -> list[Path]:
    """The files of the views that have routes."""
    inside = [path for path in project_files if path.parts[:2] == ("planner", "views") and path.suffix == ".py"]
    views = [path for path in inside if path.name != "__init__.py"]
    return [path for path in views if any(is_route(function) for function in functions_in(path))]


@every_limit
def test_no_line_is_wider_than_the_page(project_files: list[Path], limit: Limit) -> None:
    faults = [
        f"{path}:{number}: {width(line)}"
        for path in filter(limit.holds_for, project_files)
        for number, line in enumerate(lines_of(path), start=1)
        if width(line) > limit.columns
    ]

    assert not faults, "\n".join(faults)


@every_limit
def test_no_file_is_longer_than_its_limit(project_files: list[Path], limit: Limit) -> None:
    found = filter(limit.holds_for, project_files)
    faults = [f"{path}: {n}" for path in found if limit.lines and (n := len(lines_of(path))) > limit.lines]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("percent", FILE_LINES)
def test_files_of_the_packages_are_short(project_files: list[Path], percent: int) -> None:
    """A file is about 250 lines, most are far shorter."""
    lengths = {path: len(lines_of(path)) for path in in_packages(project_files)}
    longest = sorted(lengths, key=lengths.__getitem__)[-5:]

    assert percentile(lengths.values(), percent) <= FILE_LINES[percent], [
        f"{path}: {lengths[path]}" for path in longest
    ]


@pytest.mark.parametrize("percent", FUNCTION_LINES)
def test_functions_of_the_packages_are_short(project_files: list[Path], percent: int) -> None:
    """A function is about 25 lines at the most, most are far shorter."""
    lengths = {
        f"{path}:{function.lineno} {function.name}": length(function)
        for path in in_packages(project_files)
        for function in functions_in(path)
    }
    limit = FUNCTION_LINES[percent]
    faults = [f"{name}: {lines}" for name, lines in lengths.items() if lines > limit]

    assert percentile(lengths.values(), percent) <= limit, f"{len(faults)} of {len(lengths)}:\n" + "\n".join(faults)


def test_functions_of_tests(project_files: list[Path]) -> None:
    """A test arranges, acts and asserts once."""
    faults = [
        f"{path}:{function.lineno} {function.name}: {length(function)}"
        for path in project_files
        if path.parts[0] in {"tests", "benchmarks"} and path.suffix == ".py"
        for function in functions_in(path)
        if length(function) > TEST_FUNCTION_LINES
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


def test_only_tables_of_data_escape_the_formatter(project_files: list[Path]) -> None:
    """A function that is laid out by hand could be packed to fit; a table of data may keep its columns."""
    skips, inside = 0, []
    for path in in_packages(project_files):
        marked = [number for number, line in enumerate(lines_of(path), start=1) if SKIP in line]
        skips += len(marked)
        spans = [(f.lineno, f.end_lineno or f.lineno) for f in functions_in(path)]
        inside += [f"{path}:{n}" for n in marked if any(first <= n <= last for first, last in spans)]

    assert not inside, "\n".join(inside)
    assert skips <= SKIPS


def test_names_say_what_is_inside(project_files: list[Path]) -> None:
    """No drawer for odds and ends."""
    faults = [path.as_posix() for path in project_files if NO_NAMES & {*path.parts[:-1], path.stem.strip("_")}]

    assert not faults, "\n".join(faults)


def test_each_view_has_its_tests(project_files: list[Path]) -> None:
    """`views/schedule.py` is tested in `tests/planner/views/test_schedule.py`."""
    tests = {path.name for path in project_files if path.parts[:3] == ("tests", "planner", "views")}
    faults = [path.as_posix() for path in view_files(project_files) if f"test_{path.name}" not in tests]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(("line", "columns"), [("", 0), ("ab", 2), ("活动", 4), ("“活动”", 6), ("¥1，", 4), ("é", 1)])
def test_width(line: str, columns: int) -> None:
    assert width(line) == columns


@pytest.mark.parametrize(("percent", "number"), [(50, 5), (90, 9), (91, 10), (100, 10), (1, 1)])
def test_percentile(percent: int, number: int) -> None:
    assert percentile(range(1, 11), percent) == number
