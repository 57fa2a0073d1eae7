"""The digits of a post on a day: reckoned, never kept."""

from collections.abc import Iterable
from datetime import date, timedelta

from planner.models import Event
from planner.models.columns import data_keys
from planner.people import Slot
from planner.people.postcodes import DIGITS, PostCodes
from planner.sealing import derive_digits


def code_of_post(event: Event, post: str, day: date) -> str:
    """The four digits that stand on the sign of a post that day."""
    return _codes(event, post, day)[0]


def codes_for(event: Event, slot: Slot, slots: Iterable[Slot]) -> PostCodes:
    """What the digits typed for a shift are held against; its day is known."""
    assert slot.begins is not None, "a shift without a day has no sign"
    day = slot.begins.date()
    same_day = (other for other in slots if other.begins is not None and other.begins.date() == day)
    return PostCodes(
        slot.post.title,
        today=_codes(event, slot.post.key, day),
        yesterday=_codes(event, slot.post.key, day - timedelta(days=1)),
        others={
            other.post.title: _codes(event, other.post.key, day)
            for other in same_day
            if other.post.key != slot.post.key
        },
    )


def _codes(event: Event, post: str, day: date) -> tuple[str, ...]:
    return tuple(derive_digits(f"{event.id}:{post}:{day.isoformat()}", DIGITS, data_keys()))
