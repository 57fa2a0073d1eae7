"""What the pages of rows show."""

import pytest
from flask import Flask

from planner.forms.rows import ROW_FORMS
from planner.models import ROW_MODELS, Event
from planner.nouns import NOUNS
from planner.views.rowpages import row_form_page

EVENT = Event(id=7)


@pytest.mark.parametrize(
    ("noun", "key", "heading", "back", "reads_in"),
    [
        ("duties", "", "加分工", "/events/7/duties#duties", False),
        ("duties", "k1", "改分工", "/events/7/duties#row-k1", False),
        ("participants", "", "加人", "/events/7/roster#participants", False),
        ("expenses", "", "加支出", "/events/7/expenses#expenses", True),
    ],
)
def test_form_of_a_row(app: Flask, noun: str, key: str, heading: str, back: str, reads_in: bool) -> None:
    with app.test_request_context():
        row = ROW_MODELS[noun](key=key) if key else None
        page = row_form_page(EVENT, NOUNS[noun], ROW_FORMS[noun](), row)

    assert (page.heading, page.back_href, page.is_new, page.reads_in) == (heading, back, not key, reads_in)
