"""A shift that is still there, what is said of one that is gone, and the day that is asked for."""

from datetime import date

import pytest
from flask import Flask

from planner.dossier import Post, Shift
from planner.errors import NotFound
from planner.people import Slot
from planner.views.volunteerloading import SHIFT_DELETED, pick_slot, read_asked_day


def slot(key: str) -> Slot:
    """A shift of that key at a post."""
    return Slot(Shift(key, "p"), Post("p", "看护"), None, None)


SLOTS = (slot("s1"), slot("s2"))


def test_shift_is_picked_by_its_key() -> None:
    assert [pick_slot(SLOTS, key).key for key in ("s2", "s1")] == ["s2", "s1"]


@pytest.mark.parametrize("key", ["s3", "s", ""])
def test_shift_that_is_gone_says_so(key: str) -> None:
    with pytest.raises(NotFound) as refused:
        pick_slot(SLOTS, key)

    assert refused.value.sentence == SHIFT_DELETED


def test_shift_that_is_gone_says_what_its_page_says() -> None:
    with pytest.raises(NotFound) as refused:
        pick_slot((), "s1", gone="看看别的班。")

    assert refused.value.sentence == "看看别的班。"


@pytest.mark.parametrize(
    ("query", "day"),
    [("?day=2027-08-10", date(2027, 8, 10)), ("", None), ("?day=open", None), ("?day=2027-02-30", None)],
)
def test_day_is_read_from_the_address(app: Flask, query: str, day: date | None) -> None:
    with app.test_request_context(f"/{query}"):
        assert read_asked_day() == day
