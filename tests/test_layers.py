"""The layers of the house: imports go down only, and each layer leaves alone what isn't its business."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FACTORY_LINES = 60
# The house from the ground up: a layer imports itself and any layer of a line above its own, siblings on one line do
# not know each other. Whatever lies directly in planner/ and is none of these is bedrock.
STOREYS = (
    ("budgets",),
    ("bedrock",),
    ("dossier",),
    ("money", "people", "pictures", "evidence"),
    ("report",),
    ("checkup", "drawing", "intake", "kinds"),
    ("samples",),
    ("models",),
    ("queries",),
    ("services", "documents"),
    ("papers",),
    ("backups",),
    ("jobs", "forms"),
    ("worker", "views", "serving"),
    ("commands",),
    ("cli", "factory"),
)
# What stands above and is none of their business all the same: a document needs no database, a form no paper, a
# command no page.
KEPT_FROM = {
    "documents": {"models", "queries"},
    "forms": {"documents", "papers"},
    "commands": {"views"},
    "cli": {"views"},
}
BELOW = {
    layer: {below for storey in STOREYS[:height] for below in storey} - KEPT_FROM.get(layer, set())
    for height, storey in enumerate(STOREYS)
    for layer in storey
}
# The factory hangs the commands on the app, the commands start the app.
BELOW["cli"] |= {"factory"}
BELOW["factory"] |= {"cli"}
TOP_MODULES = {
    "planner": "factory",
    "planner.worker": "worker",
    "planner.cli": "cli",
    "planner.__main__": "cli",
    "planner.wsgi": "cli",
}
PACKAGES = set(BELOW) - {"budgets", "bedrock", "worker", "cli", "factory"}
PLAIN = {"dossier", "money", "people", "pictures", "evidence", "report", "checkup", "drawing", "intake"}
# Libraries of the web and of the database that arithmetic and plain data do without.
NOT_IN_PLAIN = {"flask", "sqlalchemy", "werkzeug", "wtforms", "jinja2", "alembic"}
OF_THE_REQUEST = {"flask": {"request", "session", "g"}, "flask_login": {"current_user"}}
# `planner.database` tells a reading request from a writing one, the session waits for the answer of a request: that is
# what they are for.
MAY_KNOW_THE_REQUEST = {"planner.database", "planner.worksession"}
WITHOUT_REQUEST = set(BELOW) - {"forms", "views", "cli", "factory"}
COMMITTING = {"worker", "views", "commands", "cli", "factory"}
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
    return part if part in PACKAGES else "bedrock"


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
        if layer in {"budgets", *PLAIN} and (head in NOT_IN_PLAIN or head.startswith("flask")):
            yield f"{module}:{line}: {layer} does without {head}"
        if layer in PLAIN and source == "planner.clock":
            yield f"{module}:{line}: {layer} has no clock of its own, the day comes in"


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
        if layer_of(module) not in WITHOUT_REQUEST or module in MAY_KNOW_THE_REQUEST:
            continue
        for line, source, name in imports_of(module, tree, is_package=path.endswith("__init__.py")):
            if name in OF_THE_REQUEST.get(source, ()) or (name == "" and source in OF_THE_REQUEST):
                faults.append(f"{path}:{line}: {source}.{name or '*'}")

    assert not faults, "\n".join(faults)


def test_commit_stays_in_views_and_commands(modules: list[Module]) -> None:
    """Services flush; the view, the command or the worker commits once. The session itself is where that is done."""
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
        ("planner.models.events", "from ..queries import events", "planner.queries.events"),
        ("planner.documents.plan", "from planner.models import Event", "planner.models"),
        ("planner.forms.sections", "from planner.documents import plan", "planner.documents"),
        ("planner.clock", "from planner import create_app", "planner"),
        ("planner.dossier.codec", "from planner.money.ledger import Ledger", "planner.money"),
        ("planner.money.ledger", "from planner.people import People", "planner.people"),
        ("planner.checkup.people", "from planner.drawing import monthgrid", "planner.drawing"),
        ("planner.people.people", "import sqlalchemy", "sqlalchemy"),
        ("planner.drawing.monthgrid", "from planner import clock", "no clock of its own"),
        ("planner.papers.plan", "from planner.forms import sections", "planner.forms"),
        ("planner.jobs.nightly", "from planner import worker", "planner.worker"),
        ("planner.cli", "from planner.views import rows", "planner.views"),
        ("budgets.money", "from flask_login import current_user", "flask_login"),
        ("budgets.money", "from planner import clock", "planner.clock"),
    ],
)
def test_wrong_import_is_found(module: str, source: str, fault: str) -> None:
    """The guard itself sees imports inside functions, relative ones and modules imported by name."""
    faults = list(wrong_imports(module, ast.parse(source), is_package=False))

    assert len(faults) == 1
    assert fault in faults[0]
