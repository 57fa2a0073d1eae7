"""Stylesheets: laid out, without dead rules, each class at home in one file, colours only among the tokens."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from planner.assets.build import BOOTSTRAP
from planner.assets.cutting import CLASSES, classes_of
from planner.assets.rules import StyleRule, read_rules
from planner.assets.stylesheet import OPEN_CLASSES, OPEN_STYLESHEETS, STYLESHEETS

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "planner/static/css/"
TOKENS = "tokens"
# Classes that are put together when a page is drawn: states of an event (st-, b-), kinds of a schedule item (k-),
# tones of a phase (tone-), names of a field (f-).
BUILT = re.compile(r"(?:st|b|k|tone|f)-[a-z0-9_-]+")
# Values of Python that are classes at once: a chapter that is partly written, a block of the schedule that is small,
# the tones of a hint and of limits that are yet to hold, what a shift of volunteers is just now.
HANDED = {"p", "s", "hint", "info", "short", "past", "later", "running"}

# Words of Bootstrap that stand in quotes for something else: names of elements, of values and of macros.
OTHER_WORDS = {"alert", "h1", "mark", "nav", "placeholder", "row", "show", "table", "toast"}

# Templates of pages without an account, and the classes that controls and icons get in Python.
OPEN_ROOMS = ("gallery", "givefeedback", "photolink", "signing", "signedup")
DRAWN = set("bad form-check-input form-control form-select gone ic is-invalid not ok wait warn".split())

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
BRACKETS = re.compile(r"\([^()]*\)|\[[^\]]*\]")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|rgba|hsl|hsla|hwb|lab|lch|oklab|oklch|color)\(", re.IGNORECASE)
WORDS = re.compile(r"[A-Za-z][\w-]*")
CLASS_ATTRIBUTE = re.compile(r"\bclass_?\\?[\"']?\s*[=:]\s*f?\\?(\"[^\"]*\"|'[^']*')")
JINJA = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)
QUOTED = re.compile(r"\"[^\"]*\"|'[^']*'|`[^`]*`")


def drop_comments(text: str) -> str:
    """The stylesheet without comments; its lines stay where they are."""
    return COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def selectors(text: str) -> Iterator[str]:
    """Every single selector of a stylesheet."""
    for prelude, _ in RULE.findall(drop_comments(text)):
        yield from (part.strip() for part in re.split(r",(?![^(]*\))", prelude))


def owner(selector: str) -> str | None:
    """The class that a rule belongs to: the first one of the outermost element that it speaks of.

    `.brief .facts a` is a rule of brief, `.note + .panel` one of panel, `.tag.ok` one of tag; `ins` has no class.
    """
    plain = selector
    while BRACKETS.search(plain):
        plain = BRACKETS.sub("", plain)
    outermost = re.split(r"\s*>\s*|(?<![+~\s])\s+(?![+~>\s])", plain)[0]
    found = CLASS.search(re.split(r"\s*[+~]\s*", outermost)[-1])
    return found[1] if found else None


def homes(sheets: dict[str, str]) -> dict[str, set[str]]:
    """The stylesheets in which each class has rules of its own."""
    found = defaultdict(set)
    for name, text in sheets.items():
        for selector in selectors(text):
            if (word := owner(selector)) is not None:
                found[word].add(name)
    return found


def classes_given_in(text: str) -> set[str]:
    """The classes that stand in class attributes, whatever they depend on."""
    plain = JINJA.sub(lambda found: " ".join(word.strip("\"'") for word in QUOTED.findall(found[0])), text)
    return {word for place in CLASS_ATTRIBUTE.findall(plain) for word in WORDS.findall(place)}


def styled_classes(rules: Iterable[StyleRule]) -> set[str]:
    """The classes that a stylesheet has rules for."""
    found = {word for rule in rules for selector in rule.selectors for word in classes_of(selector)}
    return found.union(*(styled_classes(rule.rules) for rule in rules))


def classes_named_in(path: Path, text: str) -> set[str]:
    """The classes that a template, a script or a Python file can give to an element."""
    places = CLASS_ATTRIBUTE.findall(text)
    if path.suffix == ".js":
        places += QUOTED.findall(text)
    if path.suffix == ".html":
        places += [word for code in JINJA.findall(text) for word in QUOTED.findall(code)]
    return {word for place in places for word in WORDS.findall(place)}


def dead_classes(sheets: dict[str, str], named: set[str]) -> set[str]:
    """The classes of the stylesheets that nothing can produce."""
    styled = {word for text in sheets.values() for selector in selectors(text) for word in CLASS.findall(selector)}
    return {word for word in styled - named - HANDED if not BUILT.fullmatch(word)}


def packed_lines(text: str) -> list[int]:
    """The lines that hold more than one declaration or a whole rule."""
    lines = enumerate(drop_comments(text).splitlines(), 1)
    return [number for number, line in lines if line.count(";") > 1 or ("{" in line and "}" in line)]


def raw_colours(text: str) -> list[str]:
    """The colours that don't come from a token."""
    return [found[0] for _, body in RULE.findall(drop_comments(text)) for found in COLOUR.finditer(body)]


@pytest.fixture(scope="module")
def sheets() -> dict[str, str]:
    """The text of every stylesheet by its name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / FOLDER).glob("*.css"))}


@pytest.fixture(scope="module")
def named(project_files: list[Path]) -> set[str]:
    """The classes that templates, scripts and Python files of the app can produce."""
    sources = [path for path in project_files if path.parts[0] == "planner" and path.suffix in {".html", ".js", ".py"}]
    return set().union(*(classes_named_in(path, (ROOT / path).read_text(encoding="utf-8")) for path in sources))


def test_each_stylesheet_has_its_place_in_the_cascade(sheets: dict[str, str]) -> None:
    """What isn't listed is never sent."""
    assert sorted(sheets) == sorted([*STYLESHEETS, *OPEN_STYLESHEETS])


def test_each_class_is_at_home_in_one_stylesheet(sheets: dict[str, str]) -> None:
    """Whoever changes how something looks finds all of it in one file, with what phones and paper make of it."""
    faults = [f"{word}: {', '.join(sorted(names))}" for word, names in homes(sheets).items() if len(names) > 1]

    assert not faults, "\n".join(faults)


def test_each_class_can_stand_in_a_page(sheets: dict[str, str], named: set[str]) -> None:
    """A rule for nothing is in the way of everybody who reads."""
    assert not dead_classes(sheets, named)


def test_bootstrap_is_sent_with_just_the_classes_in_use(project_files: list[Path], named: set[str]) -> None:
    """A class that a page names and Bootstrap styles is in the list, and nothing that no page names."""
    styled = styled_classes(read_rules(BOOTSTRAP.read_text(encoding="utf-8")))
    pages = [path for path in project_files if path.parts[0] == "planner" and path.suffix in {".html", ".js", ".py"}]
    given = set().union(*(classes_given_in((ROOT / path).read_text(encoding="utf-8")) for path in pages))

    assert (named & styled) - OTHER_WORDS == CLASSES
    assert given & styled <= CLASSES, "these are classes of elements after all"


def test_pages_without_an_account_carry_just_the_classes_that_they_give(sheets: dict[str, str]) -> None:
    """Their style is sent with every page: what none of them names is not in it, what one names is."""
    folder = ROOT / "planner" / "templates"
    pages = [folder / "open.html", *(path for room in OPEN_ROOMS for path in (folder / room).glob("*.html"))]
    shared = [folder / "components" / name for name in ("visitors.html", "fields.html", "typed.html")]
    given = set().union(*(classes_given_in(path.read_text(encoding="utf-8")) for path in [*pages, *shared]))
    styled = {word for text in sheets.values() for selector in selectors(text) for word in CLASS.findall(selector)}

    assert (given | DRAWN) & styled == OPEN_CLASSES


def test_stylesheets_are_not_packed(sheets: dict[str, str]) -> None:
    """One declaration a line; how wide it may be is said in test_sizes.py."""
    faults = [f"{name}.css:{line}" for name, text in sheets.items() for line in packed_lines(text)]

    assert not faults, "\n".join(faults)


def test_colours_are_tokens(sheets: dict[str, str]) -> None:
    """No rule knows the theme: colours stand once, and are redefined for dark and for paper."""
    faults = [f"{name}.css: {colour}" for name in sheets if name != TOKENS for colour in raw_colours(sheets[name])]

    assert not faults, "\n".join(faults)


@pytest.mark.parametrize(
    ("selector", "expected"),
    [
        (".brief .facts a", "brief"),
        (".rows > li", "rows"),
        (".page-head + .row-form.panel", "row-form"),
        (".note + .panel .more", "panel"),
        ("ul.papers", "papers"),
        (".page:has(> .brief > .verdict)", "page"),
        (".chips:not(.filters)", "chips"),
        ('.note[class~="x"] b', "note"),
        ("ins", None),
    ],
)
def test_owner(selector: str, expected: str | None) -> None:
    """A rule belongs to the component that it stands in."""
    assert owner(selector) == expected


def test_second_home_is_found() -> None:
    """The guard sees a class that is styled twice, also on phones only, and lets a parent place it."""
    sheets = {
        "tags": ".tag { color: red; }",
        "phone": "@media (max-width: 9px) {\n.tag { color: blue; } }",
        "desk": ".desk .tag { margin: 0; }",
    }

    assert homes(sheets) == {"tag": {"tags", "phone"}, "desk": {"desk"}}


def test_dead_class_is_found() -> None:
    """The guard sees the class that nothing produces, and knows those that are made in pages, macros and scripts."""
    sheets = {"all": ".a1, .b1 .c1:not(.d1), .e1 { }\n.st-draft { }\n/* .gone { } */\n.dead { }"}
    named = (
        classes_named_in(Path("x.html"), """<p class="a1 {{ 'b1' if x }}">{{ macro('c1') }} dead</p>""")
        | classes_named_in(Path("x.js"), """line.className = "d1"; dead();""")
        | classes_named_in(Path("x.py"), """field(class_="e1"); dead = "dead" """)
    )

    assert dead_classes(sheets, named) == {"dead"}


@pytest.mark.parametrize("line", ["a { color: red; }", "  color: red; margin: 0;", "a {} b {"])
def test_packed_line_is_found(line: str) -> None:
    """The guard sees a rule on one line and two declarations on one line."""
    assert packed_lines(f"/* one\n two */\n{line}\n") == [3]


def test_laid_out_rule_passes() -> None:
    """And nothing else."""
    assert packed_lines("a,\nb {\n  color: red; /* a; b; */\n}\n") == []


@pytest.mark.parametrize("value", ["#fff", "#2b2924", "rgb(0 0 0 / 5%)", "1px solid RGBA(1, 2, 3, .4)", "hsl(1 2% 3%)"])
def test_raw_colour_is_found(value: str) -> None:
    """The guard sees every way to write a colour by its numbers."""
    assert raw_colours(f"#answer:focus {{\n  border: {value};\n}}")


def test_token_passes_as_a_colour() -> None:
    """And nothing else."""
    assert raw_colours("#fade {\n  color: var(--ink); background: transparent; /* #fff */\n}") == []
