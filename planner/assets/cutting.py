"""Bootstrap, cut down to the rules that our pages can use."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial

from planner.assets.rules import StyleRule

# Every class of Bootstrap that a template, a script or a form gives to an element; a test holds it against them.
CLASSES = frozenset(
    "align-self-center btn btn-danger btn-link btn-primary btn-sm d-block disabled form-check-input form-control "
    "form-label form-select form-text fw-normal invalid-feedback is-invalid lead ms-2 ms-auto px-2 small "
    "visually-hidden w-auto".split()
)
DARK = "@media (prefers-color-scheme:dark)"
_DARK_MARK = "[data-bs-theme=dark]"
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CLASS = re.compile(r"\.([A-Za-z][\w-]*)")
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)")


def cut_bootstrap(rules: Iterable[StyleRule], classes: frozenset[str] = CLASSES) -> tuple[StyleRule, ...]:
    """The rules that can match where no other class of Bootstrap is given; the device chooses the dark theme.

    Bootstrap waits for a script to mark the page as dark, which would be seen as a flash after the first paint.
    """
    return tuple(map(_follow_device, keep_classes(rules, classes)))


def keep_classes(rules: Iterable[StyleRule], classes: frozenset[str]) -> tuple[StyleRule, ...]:
    """The rules that can match where no other class is given."""
    return tuple(filter(None, map(partial(_cut, classes=classes), rules)))


def drop_unused(rules: Iterable[StyleRule], beside: Iterable[StyleRule]) -> tuple[StyleRule, ...]:
    """The rules without the variables and the animations that neither they nor those `beside` them ever name."""
    kept, others = tuple(rules), list(_values(beside))
    while True:
        values = [*others, *_values(kept)]
        variables = {name for value in values for name in _VARIABLE.findall(value)}
        words = {word for value in values for word in value.split()}
        fewer = tuple(filter(None, (_without(rule, variables, words) for rule in kept)))
        if fewer == kept:
            return kept
        kept = fewer


def _cut(rule: StyleRule, classes: frozenset[str]) -> StyleRule | None:
    if rule.group.startswith("@keyframes"):
        return rule
    if rule.group:
        inside = tuple(filter(None, map(partial(_cut, classes=classes), rule.rules)))
        return replace(rule, rules=inside) if inside else None
    selectors = tuple(selector for selector in rule.selectors if classes_of(selector) <= classes)
    return replace(rule, selectors=selectors) if selectors else None


def classes_of(selector: str) -> set[str]:
    """The classes without which a selector matches nothing; those in brackets, as in :not(.a), may be missing."""
    while _IN_BRACKETS.search(selector):
        selector = _IN_BRACKETS.sub("", selector)
    return set(_CLASS.findall(selector))


def _follow_device(rule: StyleRule) -> StyleRule:
    if rule.group:
        return replace(rule, rules=tuple(map(_follow_device, rule.rules)))
    if not any(_DARK_MARK in selector for selector in rule.selectors):
        return rule
    selectors = tuple(selector.replace(_DARK_MARK, ":root") for selector in rule.selectors)
    return StyleRule(group=DARK, rules=(replace(rule, selectors=selectors),))


def _values(rules: Iterable[StyleRule]) -> Iterator[str]:
    for rule in rules:
        yield from (value for _, value in rule.declarations)
        yield from _values(rule.rules)


def _without(rule: StyleRule, variables: set[str], words: set[str]) -> StyleRule | None:
    if rule.group.startswith("@keyframes"):
        return rule if rule.group.split()[-1] in words else None
    if rule.group:
        inside = tuple(filter(None, (_without(one, variables, words) for one in rule.rules)))
        return replace(rule, rules=inside) if inside else None
    kept = tuple(pair for pair in rule.declarations if not pair[0].startswith("--") or pair[0] in variables)
    return replace(rule, declarations=kept) if kept else None
