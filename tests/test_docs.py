"""What the documentation names is there: paths of the repository, and what stands in them."""

import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = (
    "README.md",
    "CONTRIBUTING.md",
    "SECURITY.md",
    *sorted(f"docs/{path.name}" for path in (ROOT / "docs").glob("*.md")),
)
# What lies beside an installation and is never in the repository.
OF_AN_INSTALLATION = {"./instance", "files/"}
# Addresses of the app, not paths of the repository.
ADDRESSES = {"/healthz", "/metrics"}
# The documentation says `models/` for `planner/models/`.
BEGINNINGS = ("", "planner/")
BLOCK = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)
QUOTED = re.compile(r"`([^`\s]+)`")
LINKED = re.compile(r"\]\(([^)\s#:]+)[)#]")
SUFFIX = re.compile(r"\.(?:py|md|toml|txt|ini|json|js|css|html|svg|png|bat|ya?ml)$")
# A place in a module: views/guard.check_entry.
WITHIN = re.compile(r"(?P<module>[\w/]+/\w+)\.(?P<name>\w+)")
ALTERNATIVES = re.compile(r"\{([^}]+)\}")
CHOSEN = re.compile(r"<[^>]+>")


def named_paths(text: str) -> Iterator[str]:
    """What is quoted and looks like a path, and the targets of links within the repository."""
    prose = BLOCK.sub("", text)
    quoted = (word for word in QUOTED.findall(prose) if "/" in word or SUFFIX.search(word))
    yield from (word for word in quoted if word not in OF_AN_INSTALLATION | ADDRESSES)
    yield from LINKED.findall(prose)


def spell_out(path: str) -> list[str]:
    """queries/{people,ledger}.py are two paths."""
    parts = ALTERNATIVES.split(path)
    # Every second part is what stood in braces.
    choices = [part.split(",") if number % 2 else [part] for number, part in enumerate(parts)]
    return ["".join(chosen) for chosen in product(*choices)]


def is_there(path: str, files: list[str]) -> bool:
    """Whether the repository has that file or folder; a word in angle brackets and a * stand for any name."""
    place = WITHIN.fullmatch(path) if not SUFFIX.search(path) else None
    if place is not None:
        return any(defines(file, place["name"]) for file in find(f"{place['module']}.py", files))
    return bool(find(path, files))


def find(path: str, files: list[str]) -> list[str]:
    """The files at a path from the root or from `planner/`; of a folder those in it."""
    any_name = "[^/]+".join(re.escape(part) for part in CHOSEN.sub("*", path).split("*"))
    wanted = re.compile(f"(?:{'|'.join(BEGINNINGS)}){any_name}{'.+' if path.endswith('/') else ''}")
    return [file for file in files if wanted.fullmatch(file)]


def defines(file: str, name: str) -> bool:
    """Whether a module has a function, a class or a value of that name."""
    text = (ROOT / file).read_text(encoding="utf-8")
    return re.search(rf"^(?:def|class) {name}\b|^{name}\b.*=", text, re.MULTILINE) is not None


@pytest.fixture(scope="module")
def files(project_files: list[Path]) -> list[str]:
    """Every file of the project, as the documentation writes it."""
    return [path.as_posix() for path in project_files]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_paths_that_the_documentation_names_are_there(document: str, files: list[str]) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")

    paths = list(named_paths(text))
    missing = [path for path in paths if not all(is_there(one, files) for one in spell_out(path))]

    assert paths
    assert not missing, f"{document} names {', '.join(missing)}"


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("tests/test_docs.py", True),
        ("services/rows.py", True),
        ("queries/{people,ledger}.py", True),
        ("queries/{people,nothing}.py", False),
        ("rows.py", False),
        ("nothing/", False),
        ("service/", False),
        ("papers/", True),
        ("views/<noun>page.py", True),
        ("views/<noun>leaf.py", False),
        ("tests/planner/*/test_schedule.py", True),
        ("*/test_schedule.py", False),
        ("views/guard.check_entry", True),
        ("views/guard.check_exit", False),
    ],
)
def test_path_is_followed(path: str, expected: bool, files: list[str]) -> None:
    assert all(is_there(one, files) for one in spell_out(path)) is expected


def test_paths_are_found_in_prose_and_links() -> None:
    named = "`a/b` and `c.py`, [d](docs/d.md#e)"
    others = "`event.number`, `make x/y`, [f](https://f.example/)\n```\n`g/h`\n```\n"

    assert list(named_paths(f"{named}, {others}")) == ["a/b", "c.py", "docs/d.md"]
