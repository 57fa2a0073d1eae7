"""Places: written and read in one way."""

import pytest

from planner.places import Place, key_in, parse_place, place_of


@pytest.mark.parametrize(
    ("where", "place"),
    [
        ("budget", Place("budget")),
        ("duties/k3x", Place("duties", "k3x")),
        ("facts/starts_on", Place("facts", "starts_on")),
        ("settlement", Place("settlement")),
        ("", Place("")),
    ],
)
def test_place_is_read_as_it_was_written(where: str, place: Place) -> None:
    assert parse_place(where) == place
    assert place_of(*place) == where


@pytest.mark.parametrize(
    ("where", "noun"), [("expense/7", "expenses"), ("advance/7", "advances"), ("donation/7", "donations")]
)
def test_former_names_keep_working(where: str, noun: str) -> None:
    assert parse_place(where) == Place(noun, "7")


def test_key_is_that_of_its_own_noun() -> None:
    assert key_in("budget", "budget/a") == "a"
    assert key_in("budget", "budget") == ""
    assert key_in("budget", "expenses/a") == ""
