"""Stylesheets as plain data: read whole, written without comments and without blanks that mean nothing."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import tinycss2

# At-rules that hold rules; all others hold declarations, or end with a semicolon.
_GROUPS = frozenset({"media", "supports", "keyframes"})
# What stands in quotes is found first, so that it stays as it is.
_BLANKS = re.compile(r"""("[^"]*"|'[^']*')|\s+""")


class BadStylesheet(ValueError):
    """A stylesheet that can't be read; the sentence names the place."""


@dataclass(frozen=True, slots=True)
class StyleRule:
    """A rule, with its selectors and declarations; or a `group` such as "@media print", with the rules in it."""

    group: str = ""
    selectors: tuple[str, ...] = ()
    declarations: tuple[tuple[str, str], ...] = ()
    rules: tuple["StyleRule", ...] = ()


def read_rules(text: str) -> tuple[StyleRule, ...]:
    """The rules of a stylesheet in their order. Raises BadStylesheet for what browsers would skip."""
    nodes = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    return tuple(_read(node) for node in nodes if getattr(node, "lower_at_keyword", "") != "charset")


def write_rules(rules: Iterable[StyleRule]) -> str:
    """The stylesheet as it is sent."""
    return "".join(map(_write, rules))


def _read(node: Any) -> StyleRule:
    if node.type == "qualified-rule":
        return StyleRule(selectors=_selectors(node.prelude), declarations=_declarations(node.content))
    if node.type == "at-rule" and node.lower_at_keyword in _GROUPS:
        inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
        return StyleRule(group=f"@{node.at_keyword} {_squeeze(node.prelude)}", rules=tuple(map(_read, inner)))
    raise _fault(node)


def _fault(node: Any) -> BadStylesheet:
    return BadStylesheet(f"line {node.source_line}: {getattr(node, 'message', node.type)}")


def _selectors(prelude: Any) -> tuple[str, ...]:
    """A list of selectors, parted at the commas that stand in no brackets."""
    parts: list[list[Any]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return tuple(map(_squeeze, parts))


def _declarations(content: Any) -> tuple[tuple[str, str], ...]:
    found = []
    for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if node.type != "declaration":
            raise _fault(node)
        found.append((node.name, _squeeze(node.value) + "!important" * node.important))
    return tuple(found)


def _squeeze(tokens: Any) -> str:
    """Tokens as text; blanks part words, so that one of them is as good as many."""
    if bad := next((token for token in tokens if token.type == "error"), None):
        raise _fault(bad)
    text = tinycss2.serialize([token for token in tokens if token.type != "comment"])
    return _BLANKS.sub(lambda found: found[1] or " ", text).strip()


def _write(rule: StyleRule) -> str:
    inside = write_rules(rule.rules) + ";".join(f"{name}:{value or ' '}" for name, value in rule.declarations)
    return f"{rule.group or ','.join(rule.selectors)}{{{inside}}}"
