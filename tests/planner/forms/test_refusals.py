"""A refusal of a service reaches the form in one way."""

from pathlib import Path

import pytest
from flask import Flask, render_template_string

import planner
from planner.errors import BadInput
from planner.forms.refusals import FieldFault, list_faults, put_refusal
from planner.forms.reviews import ReviewForm

CASES = [
    (BadInput("写一句意见。", field="words"), {"words": ["写一句意见。"]}),
    (BadInput("预算还没有明细。"), {"": ["预算还没有明细。"]}),
    (BadInput("写地点。", field="place"), {"": ["写地点。"]}),
    (BadInput("写。", field="validate"), {"": ["写。"]}),
]


@pytest.mark.parametrize(("error", "errors"), CASES)
def test_refusal_stands_at_its_field_or_on_top(app: Flask, error: BadInput, errors: dict[str, list[str]]) -> None:
    with app.test_request_context():
        form = ReviewForm()

        put_refusal(form, error)

        assert {name: [str(each) for each in found] for name, found in form.errors.items()} == errors


def test_place_of_a_refusal_stays_with_it(app: Flask) -> None:
    """The page can lead to where the cause is: in another event, perhaps."""
    with app.test_request_context():
        form = ReviewForm()

        put_refusal(form, BadInput("发票报过了。", place=(7, "expenses/a")))

        assert [refusal.place for refusal in form.form_errors] == [(7, "expenses/a")]


def test_field_leads_to_the_place_that_its_refusal_names(app: Flask) -> None:
    with app.test_request_context():
        form = ReviewForm()
        put_refusal(form, BadInput("先定下谁移走。", field="words", place=(7, "volunteers/a")))

        page = render_template_string(
            "{% from 'components/fields.html' import field_errors %}{{ field_errors(f) }}", f=form.words
        )

    assert ("先定下谁移走。" in page, 'href="/events/7/volunteers/shifts/a/places"' in page) == (True, True)


def test_refusal_is_added_to_what_the_form_says_itself(app: Flask) -> None:
    with app.test_request_context():
        form = ReviewForm()
        form.words.errors = ["太长。"]

        put_refusal(form, BadInput("写一句意见。", field="words"))

        assert form.words.errors == ["太长。", "写一句意见。"]


def test_no_view_puts_errors_into_a_form_by_itself() -> None:
    folder = Path(planner.__file__).parent / "views"

    assert [path.name for path in folder.glob("*.py") if ".errors = " in path.read_text("utf-8")] == []


def test_faults_name_the_fields_and_leave_out_what_is_wrong_as_a_whole(app: Flask) -> None:
    with app.test_request_context():
        form = ReviewForm()
        put_refusal(form, BadInput("预算还没有明细。"))
        put_refusal(form, BadInput("写一句意见。", field="words"))

        assert list_faults(form) == (FieldFault(form.words.label.text, "words"),)


def test_faults_call_an_expired_form_by_its_name(app: Flask) -> None:
    with app.test_request_context(method="POST"):
        form = ReviewForm(meta={"csrf": True})
        form.validate()

        assert list_faults(form)[-1] == FieldFault("表单过期，再存一次", "csrf_token")
