"""Who is wanted in two places at once."""

from datetime import datetime
from typing import Any

import pytest

from planner.people.overlaps import Engagement, find_overlaps


def engaged(hours: tuple[int, int] = (9, 11), *, day: int = 1, **more: Any) -> Engagement:
    """林知远 with a number, at the event 1."""
    given: dict[str, Any] = {
        "name": "林知远",
        "phone": "a",
        "event_id": 1,
        "event": "六一",
        "what": "栈道看护",
        "begins": datetime(2027, 6, day, hours[0]),  # noqa: DTZ001  as in Shanghai
        "ends": datetime(2027, 6, day, hours[1]),  # noqa: DTZ001
    }
    return Engagement(**given | more)


SHIFT = engaged(shift="s1", sign_up=1)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (engaged((10, 12), event_id=2, sign_up=2), [True]),
        (engaged((10, 12), event_id=2, sign_up=2, name="林 知远"), [True]),
        (engaged((11, 12), event_id=2, sign_up=2), []),
        (engaged((8, 9), event_id=2, sign_up=2), []),
        (engaged((10, 12), day=2, event_id=2, sign_up=2), []),
        (engaged((10, 12), event_id=2, sign_up=2, phone="b"), [False]),
        (engaged((10, 12), phone=None), [False]),
        (engaged((10, 12), name="林妈妈"), [False]),
        (engaged((10, 12), name="", phone="a"), [False]),
        (engaged((10, 12), name="苏禾", phone="b"), []),
        (engaged((10, 12), name="苏禾", phone=None), []),
        (engaged((0, 23), event_id=2, is_vague=True), [False]),
        (engaged((9, 11), sign_up=2, shift="s1", phone="b"), [False]),
    ],
)
def test_overlap_is_found_by_number_or_name_and_sure_by_both(other: Engagement, found: list[bool]) -> None:
    assert [overlap.is_sure for overlap in find_overlaps([SHIFT], [other])] == found


def test_two_shifts_of_one_event_are_one_overlap() -> None:
    [overlap] = find_overlaps([SHIFT, engaged((10, 12), shift="s2", sign_up=2)], [])

    assert (overlap.one.sign_up, overlap.other.sign_up, overlap.is_sure) == (1, 2, True)


def test_who_leads_a_post_by_a_duty_is_not_in_their_own_way() -> None:
    leading = engaged(shift="s1", sign_up=1, duty="d1")

    same, another = engaged(duty="d1"), engaged(duty="d2")

    assert find_overlaps([leading], [same]) == []
    assert len(find_overlaps([leading], [another])) == 1
