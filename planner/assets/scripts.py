"""The scripts: small modules as they are written, put together so that a page asks for one file, or for two.

A module becomes a function that is called once and returns what the module exports; so its other names stay its own.
What `main` needs, and what several pages need, is in main.js; a page's own file imports it from there.
"""

import re
from collections.abc import Iterable
from graphlib import TopologicalSorter
from pathlib import Path

MAIN = "main"
_IMPORT = re.compile(
    r"""^import (?:\* as (?P<whole>\w+)|\{(?P<names>[^}]*)\}) from "\./(?P<source>\w+)\.js";\n""", re.M
)
_EXPORT = re.compile(r"^export (?=(?:async )?function (?P<function>\w+)|const (?P<const>\w+))", re.M)
_UNREAD = re.compile(r"^(?:import|export)\b.*", re.M)

Modules = dict[str, str]


class BadScript(ValueError):
    """A module that imports or exports in another way than all others."""


def build_scripts(folder: Path) -> dict[str, str]:
    """The files that pages load, by their names: main.js, and one for each module that nothing imports."""
    modules = {path.stem: path.read_text(encoding="utf-8") for path in sorted(folder.glob("*.js"))}
    chunks = part_modules({name: imports_of(text) for name, text in modules.items()})
    return {f"{entry}.js": _join(entry, chunks, modules) for entry in chunks}


def imports_of(text: str) -> list[str]:
    """The modules that a module imports."""
    return [found["source"] for found in _IMPORT.finditer(text)]


def part_modules(imports: dict[str, list[str]]) -> dict[str, list[str]]:
    """Which modules go into which file, each after those that it imports; each stands in one file only."""
    order = list(TopologicalSorter(imports).static_order())
    imported = {name for names in imports.values() for name in names}
    needs = {entry: _reachable(entry, imports) for entry in order if entry not in imported}
    pages = [entry for entry in needs if entry != MAIN]
    shared = {name for name in order if sum(name in needs[page] for page in pages) > 1}
    homes = {MAIN: needs[MAIN] | shared}
    homes |= {page: needs[page] - homes[MAIN] for page in pages}
    return {entry: [name for name in order if name in home] for entry, home in homes.items()}


def _reachable(entry: str, imports: dict[str, list[str]]) -> set[str]:
    found, waiting = set[str](), [entry]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += imports[name]
    return found


def _join(entry: str, chunks: dict[str, list[str]], modules: Modules) -> str:
    own = chunks[entry]
    body = "".join(_wrap(name, modules[name]) for name in own)
    if entry == MAIN:
        return f"{body}export {{ {_list(own)} }};\n"
    needed = {name for module in own for name in imports_of(modules[module])}
    from_main = [name for name in chunks[MAIN] if name in needed]
    return f'import {{ {_list(from_main)} }} from "./{MAIN}.js";\n{body}' if from_main else body


def _list(names: Iterable[str]) -> str:
    return ", ".join(f"${name}" for name in names)


def _wrap(name: str, text: str) -> str:
    exported = [found["function"] or found["const"] for found in _EXPORT.finditer(text)]
    inside = _EXPORT.sub("", _IMPORT.sub(_take, text))
    if unread := _UNREAD.search(inside):
        raise BadScript(f"{name}.js: {unread[0]}")
    return f"const ${name} = (() => {{\n{inside}return {{ {', '.join(exported)} }};\n}})();\n"


def _take(found: re.Match[str]) -> str:
    """An import, as constants taken from what the other module returned."""
    if found["whole"]:
        return f"const {found['whole']} = ${found['source']};\n"
    return f"const {{{found['names'].replace(' as ', ': ')}}} = ${found['source']};\n"
