"""The rules as a list: a stranger adds one, and none is forgotten."""

import importlib
import inspect
import pkgutil

import planner.checkup
from planner.checkup import RULES, Context, apply_rules, check_plan
from planner.dossier import Dossier, Facts
from planner.findings import Finding, Severity
from planner.samples import load_sample


def check_title_length(context: Context) -> list[Finding]:
    """A throw-away rule, as somebody new would write it."""
    title = context.dossier.facts.title
    return [Finding("title-long", Severity.HINT, f"“{title}”太长。", "facts/title")] if len(title) > 3 else []


def test_stranger_adds_a_rule_without_touching_others() -> None:
    event = Context(Dossier(facts=Facts(title="看见家乡的山和水")))

    found = check_plan(event, (*RULES, check_title_length))

    mine = Finding("title-long", Severity.HINT, "“看见家乡的山和水”太长。", "facts/title")
    assert mine in found
    assert [finding for finding in found if finding != mine] == check_plan(event)


def test_every_rule_that_is_written_is_applied() -> None:
    written = set()
    for module in pkgutil.iter_modules(planner.checkup.__path__):
        functions = vars(importlib.import_module(f"planner.checkup.{module.name}")).values()
        written |= {
            function
            for function in functions
            if inspect.isfunction(function)
            and function.__module__ == f"planner.checkup.{module.name}"
            and function.__name__.startswith("check_")
        }

    assert written == set(RULES)
    assert len(RULES) == len(set(RULES)) > 15


def test_every_rule_takes_a_context_that_is_empty_but_for_the_plan() -> None:
    event = Context(load_sample("hometown_tour"))

    assert {type(rule(event)) for rule in RULES} == {list}
    assert apply_rules((), event) == []
