"""The stylesheet: what is needed of Bootstrap first, then every file of ours in the order of the cascade."""

import re
from pathlib import Path

import pytest

from planner.assets.build import BOOTSTRAP, STATIC
from planner.assets.rules import read_rules, write_rules
from planner.assets.stylesheet import STYLESHEETS, build_stylesheet


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which every stylesheet has one rule, for a class of its name."""
    for name in STYLESHEETS:
        (tmp_path / f"{name}.css").write_text(f"/* {name} 样式 */\n.{name} {{ top: var(--a); }}\n", encoding="utf-8")
    return tmp_path


def test_files_follow_each_other_behind_bootstrap(folder: Path) -> None:
    text = build_stylesheet(folder, ":root{--a:1px;--b:2px}.btn{top:0}.card{top:0}")

    notice, _, rules = text.partition("\n")
    assert "Bootstrap" in notice
    assert "MIT" in notice
    house = "".join(f".{name}{{top:var(--a)}}" for name in STYLESHEETS)
    assert rules == f":root{{--a:1px}}.btn{{top:0}}{house}\n"


def test_rules_of_the_house_are_sent_as_they_are_written() -> None:
    """Nothing of ours is cut, only blanks and comments go."""
    files = [(STATIC / "css" / f"{name}.css").read_text(encoding="utf-8") for name in STYLESHEETS]
    text = build_stylesheet(STATIC / "css", BOOTSTRAP.read_text(encoding="utf-8"))

    assert text.rstrip().endswith("".join(write_rules(read_rules(file)) for file in files))


def test_bootstrap_is_a_small_part_of_itself() -> None:
    whole = BOOTSTRAP.read_text(encoding="utf-8")
    text = build_stylesheet(STATIC / "css", whole)
    house = sum(len(write_rules(read_rules(path.read_text(encoding="utf-8")))) for path in STATIC.glob("css/*.css"))

    assert len(text) - house < len(whole) / 10
    assert re.search(r"[},]\.btn\{", text)
