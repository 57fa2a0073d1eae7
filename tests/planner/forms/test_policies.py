"""How the fields of a policy are drawn."""

from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask

from budgets import Policy
from planner.forms.policies import PolicyForm


def test_fields_are_as_wide_and_as_long_as_what_they_take(
    app: Flask, in_app: Callable[[], AbstractContextManager[object]]
) -> None:
    with in_app(), app.test_request_context():
        drawn = [each for _, _, fields in PolicyForm.of(Policy()).parts for each in fields]

    halves = {"document", "confirmed", "approval_levels", "forbidden_words", "vague_names"}
    assert {each.field.name for each in drawn if each.width == "f-half"} == halves
    assert [each.field.name for each in drawn if each.width == "f-wide"] == ["per_head"]
    assert {each.field.name: each.attributes["rows"] for each in drawn if each.attributes} == {
        "per_head": 4,
        "approval_levels": 3,
        "forbidden_words": 3,
        "vague_names": 3,
    }
