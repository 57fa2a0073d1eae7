"""Nothing lies about that only tests ask for: every function is named in the packages, or has its reason here."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
# By these names libraries call what they find: forms their checks and texts, columns their conversions, templates their
# globals, servers their hooks, Pillow the beginning of a picture.
CALLED_BY_LIBRARIES = re.compile(
    r"__\w+__|validate_\w+|_value|process_(?:bind_param|result_value)|is_(?:active|anonymous)|operate"
    r"|base_exceptions|incr|get_expiry|maintenance|load_config|load|make_globals|_open|_prepare_formula"
)
WAITING = {
    # A link whose holder is asked something besides: the first public page will do so.
    "count_wrong_try",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def functions_of(tree: ast.Module) -> Iterator[Function]:
    """Functions and methods; those that a decorator hands on (routes, listeners, commands) are in use by it."""
    for node in ast.walk(tree):
        if isinstance(node, Function) and all(map(is_plain, node.decorator_list)):
            yield node


def is_plain(decorator: ast.expr) -> bool:
    """Whether a decorator only says what kind of function it is."""
    return isinstance(decorator, ast.Name) and decorator.id in {"property", "classmethod", "staticmethod", "cache"}


def names_in(tree: ast.Module) -> Iterator[str]:
    """Every name that is asked for, also as the text of a setting or of a column."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Name):
            yield node.id
        elif isinstance(node, ast.Attribute):
            yield node.attr
        elif isinstance(node, ast.keyword) and node.arg:
            yield node.arg
        elif isinstance(node, ast.alias):
            yield node.name
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value.isidentifier():
            yield node.value


def find_dead(trees: dict[Path, ast.Module], templates: list[str]) -> list[str]:
    """The functions that nothing names."""
    named = {name for tree in trees.values() for name in names_in(tree)}
    named.update(word for text in templates for word in re.findall(r"\w+", text))
    return [
        f"{path}:{function.lineno} {function.name}"
        for path, tree in trees.items()
        for function in functions_of(tree)
        if function.name not in named | WAITING and not CALLED_BY_LIBRARIES.fullmatch(function.name)
    ]


def test_every_function_is_in_use(project_files: list[Path]) -> None:
    inside = [path for path in project_files if path.parts[0] in {"planner", "budgets"}]
    trees = {
        path: ast.parse((ROOT / path).read_text(encoding="utf-8"))
        for path in inside
        if path.suffix == ".py" and "migrations" not in path.parts
    }
    templates = [(ROOT / path).read_text(encoding="utf-8") for path in inside if path.suffix == ".html"]

    assert find_dead(trees, templates) == []
    defined = {function.name for tree in trees.values() for function in functions_of(tree)}
    assert defined >= WAITING, "an exception that is no longer needed goes"


@pytest.mark.parametrize(
    ("source", "dead"),
    [
        ("def walk(): ...", ["a.py:1 walk"]),
        ("def walk(): ...\nwalk()", []),
        ("class A:\n    def walk(self): ...", ["a.py:2 walk"]),
        ("class A:\n    @property\n    def pace(self): ...\nA().pace", []),
        ("@bp.get('/')\ndef show(): ...", []),
        ("class A:\n    def validate_end(self): ...", []),
    ],
)
def test_dead_function_is_found(source: str, dead: list[str]) -> None:
    """The guard itself tells what is in use from what is not."""
    assert find_dead({Path("a.py"): ast.parse(source)}, []) == dead


def test_function_that_a_template_names_is_in_use() -> None:
    tree = ast.parse("class A:\n    def pace(self): ...")

    assert find_dead({Path("a.py"): tree}, ["{{ page.pace }}"]) == []
