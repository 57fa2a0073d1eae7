"""The layers of the house: imports go down only, and each layer leaves alone what isn't its business."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FACTORY_LINES = 60
# Who may import whom, besides itself. Whatever lies directly in planner/ and in no other layer is ground floor.
BELOW = {
    "budgets": set(),
    "ground": {"budgets"},
    "models": {"budgets", "ground"},
    "queries": {"budgets", "ground", "models"},
    "services": {"budgets", "ground", "models", "queries"},
    # Plain data in, bytes out: a document needs no database.
    "documents": {"budgets", "ground"},
    "forms": {"budgets", "ground", "models", "queries", "services"},
    "views": {"budgets", "ground", "models", "queries", "services", "documents", "forms"},
    "cli": {"budgets", "ground", "models", "queries", "services", "documents", "forms", "views", "factory"},
    "factory": {"budgets", "ground", "models", "queries", "services", "documents", "forms", "views", "cli"},
}
TOP_MODULES = {"planner": "factory", "planner.cli": "cli", "planner.__main__": "cli", "planner.wsgi": "cli"}
PACKAGES = {"models", "queries", "services", "documents", "forms", "views"}
# Libraries of the web and of the database that the arithmetic of budgets does without.
NOT_IN_BUDGETS = {"flask", "sqlalchemy", "werkzeug", "wtforms", "jinja2", "alembic"}
OF_THE_REQUEST = {"flask": {"request", "session", "g"}, "flask_login": {"current_user"}}
WITHOUT_REQUEST = {"budgets", "models", "queries", "services", "documents"}
COMMITTING = {"views", "cli", "factory"}
SESSION = "planner.worksession"

Module = tuple[str, str, ast.Module]


def layer_of(module: str) -> str | None:
    """The layer of a module; None for what is no part of the project."""
    head, _, rest = module.partition(".")
    if head == "budgets":
        return "budgets"
    if head != "planner":
        return None
    if module in TOP_MODULES:
        return TOP_MODULES[module]
    part = rest.partition(".")[0]
    return part if part in PACKAGES else "ground"


def is_module(name: str) -> bool:
    """Whether the project has a module or package of that dotted name."""
    path = ROOT.joinpath(*name.split("."))
    return path.with_suffix(".py").is_file() or path.is_dir()


def imports_of(module: str, tree: ast.Module, *, is_package: bool) -> Iterator[tuple[int, str, str]]:
    """Each import as (line, module, name), at the top and inside functions, relative ones made absolute."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name, ""
        elif isinstance(node, ast.ImportFrom):
            source = node.module or ""
            if node.level:
                up = node.level - is_package
                parents = module.split(".")[: -up or None]
                source = ".".join([*parents, *filter(None, [source])])
            for alias in node.names:
                inner = f"{source}.{alias.name}"
                if layer_of(source) and is_module(inner):
                    yield node.lineno, inner, ""
                else:
                    yield node.lineno, source, alias.name


def wrong_imports(module: str, tree: ast.Module, *, is_package: bool) -> Iterator[str]:
    """The imports of a module that go up or sideways."""
    layer = layer_of(module)
    assert layer
    for line, source, name in imports_of(module, tree, is_package=is_package):
        other = layer_of(source)
        if other and other != layer and other not in BELOW[layer]:
            yield f"{module}:{line}: {layer} must not import {source} {name}({other})".replace("  ", " ")
        head = source.partition(".")[0]
        if layer == "budgets" and (head in NOT_IN_BUDGETS or head.startswith("flask")):
            yield f"{module}:{line}: budgets does without {head}"


@pytest.fixture(scope="module")
def modules(project_files: list[Path]) -> list[Module]:
    """Every module of the two packages as (name, path, tree), without the migrations."""
    found = []
    for path in project_files:
        if path.suffix != ".py" or path.parts[0] not in {"planner", "budgets"} or "migrations" in path.parts:
            continue
        parts = path.with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        found.append((name, path.as_posix(), ast.parse((ROOT / path).read_text(encoding="utf-8"))))
    return found


def test_imports_go_down_only(modules: list[Module]) -> None:
    """A layer imports itself and what lies below it."""
    faults = [
        fault
        for name, path, tree in modules
        for fault in wrong_imports(name, tree, is_package=path.endswith("__init__.py"))
    ]

    assert not faults, "\n".join(faults)


def test_request_stays_in_views_and_forms(modules: list[Module]) -> None:
    """A service knows no request and no session user: the actor comes in."""
    faults = []
    for module, path, tree in modules:
        if layer_of(module) not in WITHOUT_REQUEST:
            continue
        for line, source, name in imports_of(module, tree, is_package=path.endswith("__init__.py")):
            if name in OF_THE_REQUEST.get(source, ()) or (name == "" and source in OF_THE_REQUEST):
                faults.append(f"{path}:{line}: {source}.{name or '*'}")

    assert not faults, "\n".join(faults)


def test_commit_stays_in_views_and_commands(modules: list[Module]) -> None:
    """Services flush; the view or the command commits once. The session itself is where that is done."""
    faults = [
        f"{path}:{node.lineno}"
        for module, path, tree in modules
        if layer_of(module) not in COMMITTING and module != SESSION
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "commit"
    ]

    assert not faults, "\n".join(faults)


def test_factory_reads_as_a_list() -> None:
    """`create_app` names what the app is made of and does nothing itself."""
    factory = ROOT / "planner" / "__init__.py"
    lines = factory.read_text(encoding="utf-8").splitlines() if factory.exists() else []

    assert len(lines) <= FACTORY_LINES


@pytest.mark.parametrize(
    ("module", "source", "fault"),
    [
        ("planner.services.rows", "from planner.views import rows", "planner.views.rows"),
        ("planner.services.rows", "def f():\n    import planner.views.rows", "planner.views.rows"),
        ("planner.models.event", "from ..queries import events", "planner.queries.events"),
        ("planner.documents.plan", "from planner.models import Event", "planner.models"),
        ("planner.forms.plan", "from planner.documents import plan", "planner.documents"),
        ("planner.clock", "from planner import create_app", "planner"),
        ("budgets.money", "from flask_login import current_user", "flask_login"),
        ("budgets.money", "from planner import clock", "planner.clock"),
    ],
)
def test_wrong_import_is_found(module: str, source: str, fault: str) -> None:
    """The guard itself sees imports inside functions, relative ones and modules imported by name."""
    faults = list(wrong_imports(module, ast.parse(source), is_package=False))

    assert len(faults) == 1
    assert fault in faults[0]
