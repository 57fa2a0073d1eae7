"""Bootstrap is cut by what can match, never by what probably doesn't matter."""

import pytest

from planner.assets.cutting import CLASSES, cut_bootstrap, drop_unused
from planner.assets.rules import read_rules, write_rules

KNOWN = frozenset({"btn", "lead"})


def cut(text: str) -> str:
    """What is left of a stylesheet for pages with the classes btn and lead."""
    return write_rules(cut_bootstrap(read_rules(text), KNOWN))


@pytest.mark.parametrize(
    "text",
    [
        "a[href]{top:0}",
        ".btn{top:0}",
        ".btn.lead:hover{top:0}",
        ":not(.card)+.btn{top:0}",
        ":not(:is(.card,.row)) .lead{top:0}",
        "@media print{.btn{top:0}}",
        "@keyframes turn{to{top:0}}",
    ],
)
def test_rule_that_can_match_stays(text: str) -> None:
    assert cut(text) == text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (".card{top:0}", ""),
        (".btn.active{top:0}", ""),
        (".card .btn{top:0}", ""),
        (".btn-lg{top:0}", ""),
        (".card,.btn,.row>a{top:0}", ".btn{top:0}"),
        ("@media print{.card{top:0}}", ""),
        ("@media print{.card{top:0}.lead{top:0}}", "@media print{.lead{top:0}}"),
    ],
)
def test_rule_of_another_class_goes(text: str, left: str) -> None:
    assert cut(text) == left


def test_device_chooses_the_dark_theme() -> None:
    dark = "@media (prefers-color-scheme:dark){:root{top:0}}@media (prefers-color-scheme:dark){:root .btn{top:0}}"

    assert cut("[data-bs-theme=dark]{top:0}[data-bs-theme=dark] .btn{top:0}") == dark


def test_variables_and_animations_that_nothing_names_go() -> None:
    rules = read_rules(
        ":root{--a:1px;--b:var(--a);--c:var(--b);--d:2px;--e:var(--d);--f:0}"
        "a{top:var(--c)}@media print{:root{--e:3px}}"
        "@keyframes turn{to{top:0}}@keyframes fade{to{top:var( --f )}}"
    )
    house = read_rules("b{animation:turn 1s;left:var(--none, 0)}")

    left = ":root{--a:1px;--b:var(--a);--c:var(--b)}a{top:var(--c)}@keyframes turn{to{top:0}}"
    assert write_rules(drop_unused(rules, beside=house)) == left


def test_variables_that_the_house_names_stay() -> None:
    rules = read_rules(":root{--a:1px;--b:2px}")

    assert write_rules(drop_unused(rules, beside=read_rules("b{top:calc(1px + var(--a))}"))) == ":root{--a:1px}"


def test_everything_of_the_house_is_named_once() -> None:
    assert "btn" in CLASSES
    assert not {"card", "modal", "navbar", "carousel"} & CLASSES
