"""The modules of the scripts, put together: each once, after those that it imports, its names its own."""

from pathlib import Path

import pytest

from planner.assets.build import STATIC
from planner.assets.scripts import BadScript, build_scripts, imports_of, part_modules

ONE = """// Why.
import * as two from "./two.js";
import { add, LIMIT as most } from "./three.js";

export const NAME = "one";
export async function load() {
  return import("./later.js");
}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Modules: main and one import two and three, page stands alone with four."""
    (tmp_path / "one.js").write_text(ONE, encoding="utf-8")
    (tmp_path / "two.js").write_text("export function two() {}\nfunction own() {}\n", encoding="utf-8")
    (tmp_path / "three.js").write_text("export function add() {}\nexport const LIMIT = 3;\n", encoding="utf-8")
    (tmp_path / "four.js").write_text("export function four() {}\n", encoding="utf-8")
    (tmp_path / "main.js").write_text('import { load } from "./one.js";\nload();\n', encoding="utf-8")
    page = 'import { four } from "./four.js";\nimport { add } from "./three.js";\nadd(four());\n'
    (tmp_path / "page.js").write_text(page, encoding="utf-8")
    return tmp_path


def test_main_holds_what_it_needs_and_hands_it_out(folder: Path) -> None:
    main = build_scripts(folder)["main.js"]

    assert "$four" not in main
    assert main.index("const $three = (") < main.index("const $one = (") < main.index("const $main = (")
    exported = main.splitlines()[-1].removeprefix("export { ").removesuffix(" };").split(", ")
    assert sorted(exported) == ["$main", "$one", "$three", "$two"]


def test_imports_become_constants_and_exports_are_returned(folder: Path) -> None:
    main = build_scripts(folder)["main.js"]

    one = main[main.index("const $one") : main.index("const $main")]
    assert one == (
        "const $one = (() => {\n// Why.\nconst two = $two;\nconst { add, LIMIT: most } = $three;\n\n"
        'const NAME = "one";\nasync function load() {\n  return import("./later.js");\n}\n'
        "return { NAME, load };\n})();\n"
    )


def test_page_imports_from_main_what_stands_there(folder: Path) -> None:
    assert build_scripts(folder)["page.js"] == (
        'import { $three } from "./main.js";\n'
        "const $four = (() => {\nfunction four() {}\nreturn { four };\n})();\n"
        "const $page = (() => {\nconst { four } = $four;\nconst { add } = $three;\nadd(four());\nreturn {  };\n})();\n"
    )


def test_module_of_its_own_asks_for_nothing_else(folder: Path) -> None:
    (folder / "back.js").write_text("history.back();\n", encoding="utf-8")

    assert build_scripts(folder)["back.js"] == "const $back = (() => {\nhistory.back();\nreturn {  };\n})();\n"


def test_module_of_two_pages_stands_in_main() -> None:
    """Twice, its state would be there twice."""
    imports = {"main": [], "shared": ["under"], "under": [], "one": ["shared"], "two": ["shared"]}

    parted = part_modules(imports)

    assert sorted(parted.pop("main")) == ["main", "shared", "under"]
    assert parted == {"one": ["one"], "two": ["two"]}


@pytest.mark.parametrize(
    "line",
    [
        'import two from "./two.js";',
        'import "./two.js";',
        'import { a } from "/static/js/two.js";',
        "export default function () {}",
        "export { a };",
        "export let a = 1;",
        "export class A {}",
    ],
)
def test_another_kind_of_import_or_export_is_refused(folder: Path, line: str) -> None:
    (folder / "main.js").write_text(f"{line}\n", encoding="utf-8")

    with pytest.raises(BadScript, match=r"^main\.js: "):
        build_scripts(folder)


def test_every_module_of_the_house_stands_in_one_file() -> None:
    folder = STATIC / "js"
    together = "".join(build_scripts(folder).values())

    names = [path.stem for path in folder.glob("*.js")]
    assert {name: together.count(f"const ${name} = (") for name in names} == dict.fromkeys(names, 1)


def test_imports_are_found_over_several_lines() -> None:
    assert imports_of('import {\n  a,\n  b,\n} from "./two.js";\nimport * as c from "./three.js";\n') == [
        "two",
        "three",
    ]
