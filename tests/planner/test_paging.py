"""Pages: how many there are, and which one an address asks for."""

import pytest

from planner.paging import MOST_PAGES, count_pages, read_page


@pytest.mark.parametrize(("total", "pages"), [(0, 1), (1, 1), (49, 1), (50, 1), (51, 2), (100, 2), (101, 3)])
def test_count_pages(total: int, pages: int) -> None:
    assert count_pages(total, 50) == pages


@pytest.mark.parametrize(
    ("text", "page"),
    [
        ("1", 1),
        ("2", 2),
        ("3", 3),
        ("4", 3),
        ("0", 1),
        ("-1", 1),
        ("x", 1),
        ("²", 1),
        ("", 1),
        (None, 1),
        ("9" * 4000, 3),
        ("9" * 5000, 1),
    ],
)
def test_page_is_one_that_exists(text: str | None, page: int) -> None:
    assert read_page(text, 3) == page


def test_page_of_a_list_that_nobody_counted_is_bounded() -> None:
    assert read_page(str(MOST_PAGES)) == MOST_PAGES
    assert read_page(str(MOST_PAGES + 1)) == MOST_PAGES
