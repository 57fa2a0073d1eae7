"""Browser tests wait for what they look at: what a click brings comes when it comes, and later on a busy machine."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "tests" / "browser"
PACKAGE = "tests.browser."
# What may send a form or follow a link, and what is done once its answer is there.
ACTS = {"click", "dblclick", "tap", "press", "up"}
WAITS = {"expect", "wait_for", "wait_for_event", "wait_for_function", "wait_for_url"}
# For each of these `expect` has words that wait.
INSTANT = {
    "all_inner_texts",
    "all_text_contents",
    "count",
    "get_attribute",
    "inner_html",
    "inner_text",
    "input_value",
    "is_checked",
    "is_disabled",
    "is_editable",
    "is_enabled",
    "is_hidden",
    "is_visible",
    "text_content",
}
# What meets the page or the database as they are at that moment, or leaves before the answer is there.
LOOKS = {"all", "app_context", "axe", "bounding_box", "content", "evaluate", "evaluate_all"} | INSTANT
LEAVES = {"close", "go_back", "go_forward", "goto", "reload"}
SLEEPS = {"sleep", "wait_for_timeout"}

# What a module calls by a name: where that stands, and what it is.
Functions = dict[tuple[str, str], tuple[str, ast.FunctionDef]]


def name_of(call: ast.Call) -> str:
    """What is called, whatever it is called of; nothing for a look into a text, as `text.count("a")` is one."""
    name = str(getattr(call.func, "attr", getattr(call.func, "id", "")))
    return "" if name == "count" and call.args else name


def is_wait(call: ast.Call) -> bool:
    """Whether it goes on with an answer only; of the states of loading, others may be those of the page before."""
    name = name_of(call)
    if name == "wait_for_load_state":
        return [each.value for each in call.args if isinstance(each, ast.Constant)] == ["networkidle"]
    return name in WAITS or name.startswith("expect_")


@dataclass
class Walk:
    """A way through a test, also through what it calls: the line of the click that nobody has waited for, if any."""

    functions: Functions
    module: str
    clicked: str = ""
    faults: list[str] = field(default_factory=list)
    within: tuple[str, ...] = ()

    def go(self, node: ast.AST) -> None:
        """Through this, in the order in which it is done; what is only defined here is done later, if at all."""
        match node:
            case ast.FunctionDef() | ast.Lambda():
                return
            case ast.If():
                self.go(node.test)
                self.go_either(node.body, node.orelse)
            case ast.For() | ast.While():
                # Twice: what stands at the end comes before what stands at the beginning.
                self.go_all([node.iter if isinstance(node, ast.For) else node.test, *node.body, *node.body])
            case ast.With():
                self.go_all([item.context_expr for item in node.items] + node.body)
                self.end_block(node)
            case _:
                self.go_all(ast.iter_child_nodes(node))
                if isinstance(node, ast.Call):
                    self.hear(node)

    def go_all(self, nodes: Iterator[ast.AST] | list[ast.AST]) -> None:
        for node in nodes:
            self.go(node)

    def go_either(self, *branches: list[ast.stmt]) -> None:
        """Unsettled if any of them leaves it so."""
        before, after = self.clicked, ""
        for branch in branches:
            self.clicked = before
            self.go_all([*branch])
            after = after or self.clicked
        self.clicked = after

    def end_block(self, node: ast.With) -> None:
        """`with page.expect_response(…)` waits at its end."""
        calls = [item.context_expr for item in node.items if isinstance(item.context_expr, ast.Call)]
        if any(is_wait(call) for call in calls):
            self.clicked = ""

    def hear(self, call: ast.Call) -> None:
        """What that call does."""
        name = name_of(call)
        if isinstance(call.func, ast.Name) and (self.module, name) in self.functions:
            self.follow(name)
        elif is_wait(call):
            self.clicked = ""
        elif name in ACTS:
            self.clicked = f"{self.module}:{call.lineno}"
        elif name in LOOKS | LEAVES and self.clicked:
            self.faults.append(f"{self.module}:{call.lineno}: {name} after {self.clicked}")
            self.clicked = ""

    def follow(self, name: str) -> None:
        """Into a function of the tests; once, should it call itself."""
        if name in self.within:
            return
        outside = self.module, self.within
        self.module, function = self.functions[self.module, name]
        self.within = (*self.within, name)
        self.go_all([*function.body])
        self.module, self.within = outside


def functions_of(trees: dict[str, ast.Module]) -> Functions:
    """What each module can call, its own and what it takes from others."""
    own = {
        (module, node.name): (module, node)
        for module, tree in trees.items()
        for node in tree.body
        if isinstance(node, ast.FunctionDef)
    }
    taken = {
        (module, alias.name): own[source, alias.name]
        for module, tree in trees.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom)
        for alias in node.names
        if ((source := (node.module or "").removeprefix(PACKAGE)), alias.name) in own
    }
    return own | taken


def find_hasty(trees: dict[str, ast.Module]) -> list[str]:
    """Where a test looks or leaves right after a click."""
    functions, faults = functions_of(trees), set[str]()
    for module, function in functions.values():
        walk = Walk(functions, module)
        walk.go_all([*function.body])
        faults |= set(walk.faults)
    return sorted(faults)


def find_instant(module: str, tree: ast.Module) -> list[str]:
    """Assertions of what a page shows at that moment, and sleeps."""
    asserted = (call for node in ast.walk(tree) if isinstance(node, ast.Assert) for call in calls_in(node))
    faults = [f"{module}:{call.lineno}: {name_of(call)}" for call in asserted if name_of(call) in INSTANT]
    return faults + [f"{module}:{call.lineno}: {name_of(call)}" for call in calls_in(tree) if name_of(call) in SLEEPS]


def calls_in(tree: ast.AST) -> Iterator[ast.Call]:
    """All calls below."""
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


@pytest.fixture(scope="module")
def trees() -> dict[str, ast.Module]:
    """The modules of the browser tests."""
    return {path.stem: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.py"))}


def test_nobody_looks_or_leaves_right_after_a_click(trees: dict[str, ast.Module]) -> None:
    assert find_hasty(trees) == []


def test_pages_are_asserted_by_what_waits(trees: dict[str, ast.Module]) -> None:
    assert [fault for module, tree in trees.items() for fault in find_instant(module, tree)] == []


CLICK, GOTO, WAIT = "page.locator('a').click()", "page.goto('/')", "page.locator('b').wait_for()"
HASTY = {
    "leaves": f"{CLICK}\n{GOTO}",
    "looks": f"{CLICK}\ntext = page.locator('b').inner_text()",
    "reads the database": f"{CLICK}\nwith app.app_context():\n    pass",
    "waits for the page before": f"{CLICK}\npage.wait_for_load_state()\n{GOTO}",
    "sleeps": f"{CLICK}\npage.wait_for_timeout(500)\n{GOTO}",
    "in a loop": f"for each in pages:\n    {GOTO}\n    {CLICK}",
    "in one branch": f"if scripts:\n    {CLICK}\n    {WAIT}\nelse:\n    {CLICK}\n{GOTO}",
    "in what is called": "press()\nlook()",
    "by keys": f"page.keyboard.press('Enter')\n{GOTO}",
}
PATIENT = {
    "waits": f"{CLICK}\n{WAIT}\n{GOTO}",
    "expects": f"{CLICK}\nexpect(page.locator('b')).to_have_count(1)\n{GOTO}",
    "expects the next page": f"with page.expect_navigation():\n    {CLICK}\n{GOTO}",
    "until all is quiet": f"{CLICK}\npage.wait_for_load_state('networkidle')\n{GOTO}",
    "counts in a text": f"{CLICK}\ntext.count('a')",
    "for later": f"{CLICK}\nlater = lambda: page.reload()",
    "before": f"{GOTO}\n{CLICK}",
    "in what is called": "press()\nwait()\nlook()",
}
CALLED = f"def press():\n    {CLICK}\ndef look():\n    assert page.evaluate('1')\ndef wait():\n    {WAIT}\n"


def read_test(body: str) -> dict[str, ast.Module]:
    """A module with that test."""
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return {"test_it": ast.parse(f"{CALLED}def test_it():\n{lines}")}


@pytest.mark.parametrize("body", HASTY.values(), ids=HASTY)
def test_a_hasty_test_is_found(body: str) -> None:
    assert len(find_hasty(read_test(body))) == 1


@pytest.mark.parametrize("body", PATIENT.values(), ids=PATIENT)
def test_a_patient_test_is_left_alone(body: str) -> None:
    assert find_hasty(read_test(body)) == []


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("assert page.locator('b').is_visible()", 1),
        ("assert 'a' in page.locator('b').inner_text()", 1),
        ("page.wait_for_timeout(500)", 1),
        ("assert text.count('a') == 1", 0),
        ("before = page.locator('b').count()", 0),
    ],
)
def test_an_instant_assertion_and_a_sleep_are_found(line: str, count: int) -> None:
    assert len(find_instant("test_it", ast.parse(line))) == count
