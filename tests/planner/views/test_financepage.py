"""What the finance desk says of each review."""

from datetime import timedelta

import pytest
from flask import Flask

from planner import clock
from planner.enums import ReviewDecision
from planner.models import FinanceReview
from planner.views.financepage import FinancePage, finance_page
from tests.planner.views.moneyreaders import event_with, review_with


def desk_of(app: Flask, *reviews: FinanceReview, units: tuple[tuple[int, str], ...] = ()) -> FinancePage:
    """A desk where all of these reviews wait, and all are mine."""
    pairs = [(event_with(), review) for review in reviews]
    with app.test_request_context():
        return finance_page(waiting=pairs, mine=pairs, decided=(), units=units)


@pytest.mark.parametrize(
    ("decision", "label", "tone"),
    [(None, "等回话", "warn"), (ReviewDecision.PASS, "通过", "ok"), (ReviewDecision.RETURN, "退回", "bad")],
)
def test_outcome_of_a_review(app: Flask, decision: ReviewDecision | None, label: str, tone: str) -> None:
    (entry,) = desk_of(app, review_with(decision, submitted_at=clock.now())).mine

    assert (entry.label, entry.tone, entry.href) == (label, tone, "/events/7/reviews/budget/1")


def test_waiting_is_counted_from_the_second_day(app: Flask) -> None:
    now = clock.now()
    reviews = (review_with(submitted_at=now - timedelta(days=days)) for days in (0, 2))

    assert [entry.label for entry in desk_of(app, *reviews).waiting] == ["", "已等 2 天"]


def test_units_are_named_where_there_are_several(app: Flask) -> None:
    units = ((3, "县团委"), (5, "镇中心小学"), (8, "村小"))

    assert [(link.label, link.href) for link in desk_of(app, units=units[:1]).policies] == [
        ("经费制度", "/organisations/3/policies")
    ]
    assert [link.label for link in desk_of(app, units=units).policies] == ["县团委经费制度", "镇中心小学经费制度"]
