"""The files that prove something of one place of an event."""

import pytest
from flask import Flask

from planner.enums import EventStatus, Role
from planner.models import Event
from planner.permissions import Access
from planner.views.voucherspage import vouchers_page


@pytest.mark.parametrize(
    ("about", "back", "label"),
    [
        ("expenses/e1", "/events/7/expenses", "支出"),
        ("expense/e1", "/events/7/expenses", "支出"),
        ("budget/l1", "/events/7/budget", "预算"),
        ("handouts/h1", "/events/7/handouts", "发放"),
        ("", "/events/7/settlement", "决算"),
    ],
)
def test_vouchers_lead_back_to_what_they_prove(app: Flask, about: str, back: str, label: str) -> None:
    with app.test_request_context():
        page = vouchers_page(Event(id=7), Access(EventStatus.DRAFT, role=Role.FINANCE), about, "大巴", [])

    assert page.back_href == back
    assert [link.label for link in page.nav if link.is_current] == [label]
