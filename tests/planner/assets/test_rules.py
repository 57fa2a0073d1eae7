"""Stylesheets as plain data: what is read is written again, with nothing that means nothing."""

import pytest

from planner.assets.rules import BadStylesheet, StyleRule, read_rules, write_rules


def test_rule_is_read_with_its_selectors_and_declarations() -> None:
    found = read_rules(
        "a:is(b, c) , .d\n  .e {\n  --x: ;\n  color: rgb(0 0 0 / 5%); /* why */\n  margin: 0 !important;\n}"
    )

    declarations = (("--x", ""), ("color", "rgb(0 0 0 / 5%)"), ("margin", "0!important"))
    assert found == (StyleRule(selectors=("a:is(b, c)", ".d .e"), declarations=declarations),)


def test_group_is_read_with_the_rules_in_it() -> None:
    (found,) = read_rules("@media print {\n  /* why */\n  a { color: red }\n}")

    assert found.group == "@media print"
    assert found.rules == (StyleRule(selectors=("a",), declarations=(("color", "red"),)),)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ('@charset "UTF-8"; a { color: red; }', "a{color:red}"),
        ("a\n> b ,c { margin:\n 0   1px }", "a > b,c{margin:0 1px}"),
        ('a::after { content: "a  /* b */\t c"; }', 'a::after{content:"a  /* b */\t c"}'),
        ("a { --none: ; color: var(--none) }", "a{--none: ;color:var(--none)}"),
        ("a { background: url(data:image/svg+xml;x,y) }", "a{background:url(data:image/svg+xml;x,y)}"),
        ("@keyframes turn { to { rotate: 1turn } }", "@keyframes turn{to{rotate:1turn}}"),
        ("@media (width > 1px) { @supports (top: 0) { a { top: 0 } } }", None),
    ],
)
def test_what_is_read_is_written_without_blanks_and_comments(text: str, written: str | None) -> None:
    expected = written or "@media (width > 1px){@supports (top: 0){a{top:0}}}"

    assert write_rules(read_rules(text)) == expected
    assert write_rules(read_rules(expected)) == expected


@pytest.mark.parametrize(
    "text", ["a { color red }", "a } b { }", "a { top: ); }", "@import 'x';", "a { b { top: 0 } }"]
)
def test_what_browsers_would_skip_is_an_error(text: str) -> None:
    with pytest.raises(BadStylesheet, match=r"^line 1: "):
        read_rules(text)
