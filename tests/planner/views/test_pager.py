"""The pages of a long list."""

import pytest
from flask import Flask

from planner.views.pager import Pager, read_pager


@pytest.mark.parametrize(
    ("address", "total", "pager"),
    [
        ("/events", 50, Pager(1, 1, "", "")),
        ("/events", 51, Pager(1, 2, "", "/events?page=2")),
        ("/events?page=2", 51, Pager(2, 2, "/events?page=1", "")),
        ("/events?page=2&text=a b", 150, Pager(2, 3, "/events?page=1&text=a+b", "/events?page=3&text=a+b")),
        ("/events?endpoint=x&_scheme=y", 51, Pager(1, 2, "", "/events?page=2&endpoint=x&_scheme=y")),
        ("/events?page=99", 0, Pager(1, 1, "", "")),
        ("/events/7/activity?page=2", 150, Pager(2, 3, "/events/7/activity?page=1", "/events/7/activity?page=3")),
    ],
)
def test_pager_keeps_the_other_choices(app: Flask, address: str, total: int, pager: Pager) -> None:
    with app.test_request_context(address):
        assert read_pager(total, 50) == pager


@pytest.mark.parametrize(("row_at", "page"), [(0, 1), (49, 1), (50, 2), (149, 3), (None, 2)])
def test_page_of_a_row_is_found_and_its_name_left_out_of_the_neighbours(
    app: Flask, row_at: int | None, page: int
) -> None:
    with app.test_request_context("/expenses?row=k&page=2&line=bus&only=x"):
        pager = read_pager(150, 50, anchor="expenses", row_at=row_at)

    around = {page - 1: pager.before_href, page + 1: pager.after_href}
    assert pager.page == page
    assert around == {n: f"/expenses?page={n}&only=x#expenses" if 1 <= n <= 3 else "" for n in around}
