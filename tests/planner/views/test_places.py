"""Addresses that are remembered are those that Flask would make; those of places lead to where they stand."""

from typing import Any

import pytest
from flask import Flask, url_for

from planner.views.places import page_url, shift_url


@pytest.mark.parametrize(
    ("endpoint", "values"),
    [
        ("events.show", {"event_id": 7}),
        ("events.show", {"event_id": 8}),
        (".show", {"event_id": 7}),
        ("sections.show", {"event_id": 7, "section": "章 节/&?#"}),
        ("listing.show", {}),
        ("listing.show", {"page": 2, "text": "六一 & 春节"}),
        ("listing.show", {"page": "1"}),
        ("listing.show", {"page": True}),
        ("listing.show", {"page": None}),
        ("listing.show", {"status": ["draft", "ended"]}),
        ("listing.show", {"_anchor": "list"}),
        ("listing.show", {"_external": True}),
    ],
)
@pytest.mark.parametrize("root", ["", "/planner"])
def test_address_is_that_of_flask(app: Flask, root: str, endpoint: str, values: dict[str, Any]) -> None:
    with app.test_request_context("/events/7", environ_overrides={"SCRIPT_NAME": root}):
        assert [page_url(endpoint, **values) for _ in range(2)] == [url_for(endpoint, **values)] * 2


def test_values_that_equal_each_other_keep_addresses_of_their_own(app: Flask) -> None:
    with app.test_request_context("/"):
        pages = [page_url("listing.show", page=value) for value in (1, True, "1")]

    assert pages == ["/events?page=1", "/events?page=True", "/events?page=1"]


@pytest.mark.parametrize(
    ("shift", "address"),
    [("s1", "/events/7/volunteers?shift=s1#shift"), ("a b&c", "/events/7/volunteers?shift=a+b%26c#shift")],
)
def test_shift_is_opened_on_the_board_of_its_event(app: Flask, shift: str, address: str) -> None:
    with app.test_request_context("/"):
        assert shift_url(7, shift) == address
