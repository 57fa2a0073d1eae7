"""What the organiser asks: options belong to the kind that shows them."""

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from planner.dossier import Dossier
from planner.forms.questions import QuestionForm


@pytest.mark.parametrize(
    ("kind", "options", "words"),
    [
        ("choice", "大号、中号", []),
        ("yes_no", "大号、中号", ["“是或不是”的问题不列选项。"]),
        ("line", "大号", ["“写一行”的问题不列选项。"]),
        ("yes_no", "是、不是", []),
        ("yes_no", "是，否", []),
        ("line", "", []),
    ],
)
def test_options_are_refused_where_nobody_would_see_them(app: Flask, kind: str, options: str, words: list[str]) -> None:
    with app.test_request_context():
        given = MultiDict({"text": "马甲几号", "kind": kind, "options": options, "readers": "owner"})
        form = QuestionForm(formdata=given, meta={"csrf": False})
        form.offer(Dossier())
        form.validate()

    assert [error.partition("要从")[0] for error in form.errors.get("options", [])] == words
    assert set(form.errors) <= {"options"}
