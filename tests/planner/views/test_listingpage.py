"""What the list of events offers to narrow it by."""

from datetime import date
from typing import Any

import pytest

from planner.enums import EventStatus
from planner.queries.events import Filters
from planner.queries.units import UnitChoice
from planner.views.listingpage import ListingPage, name_month, offer_months
from planner.views.pager import Pager

TODAY = date(2027, 6, 2)


def listing(**values: Any) -> ListingPage:
    """An empty list but for these values."""
    usual: dict[str, Any] = {
        "rows": (),
        "total": 0,
        "pager": Pager(1, 1, "", ""),
        "filters": Filters(),
        "unread": (),
        "units": UnitChoice(),
        "looks_through": 0,
        "month": "",
        "months": (),
        "chips": (),
        "may_create": False,
        "event_base": "/events/",
    }
    return ListingPage(**{**usual, **values})


@pytest.mark.parametrize(("month", "name"), [(None, ""), ((2027, 6), "2027-06"), ((2027, 11), "2027-11")])
def test_month_is_named_as_in_the_address(month: tuple[int, int] | None, name: str) -> None:
    assert name_month(month) == name


def test_chosen_month_is_offered_once_wherever_it_lies() -> None:
    near, usual = offer_months((2027, 6), TODAY), offer_months(None, TODAY)
    far = offer_months((1999, 1), TODAY)

    assert near == usual
    assert far == (("1999-01", "1999年1月"), *usual)


@pytest.mark.parametrize(
    ("filters", "narrowed"), [(Filters(), False), (Filters(text="六一"), True), (Filters(EventStatus.DRAFT), True)]
)
def test_list_is_narrowed_by_any_filter(filters: Filters, narrowed: bool) -> None:
    assert listing(filters=filters).is_narrowed is narrowed
