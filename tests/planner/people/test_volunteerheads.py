"""What posts and sign-ups say of the number of volunteers in the plan."""

from datetime import time

import pytest

from planner.days import Day
from planner.dossier import Dossier, Facts, HeadCount, Post, Shift
from planner.enums import GroupSide
from planner.people.signingrules import Window
from planner.people.staffing import PlacedHelper, Staffing
from planner.people.volunteerheads import propose_heads

DAY = Day(8, 10, 2027)
POSTS = (Post("w", "看护"), Post("p", "摄影"))
SHIFTS = (
    Shift("one", "w", day=DAY, start=time(8), end=time(12), places=3),
    Shift("two", "w", day=DAY, start=time(12), end=time(16), places=4),
    Shift("three", "p", day=DAY, start=time(11), end=time(13), places=2),
)
CLOSED = Window(is_closed=True)


def plan(count: int | None, *, remark: str = "", rows: int = 1) -> Dossier:
    """A plan with so many volunteers, in so many groups."""
    groups = tuple(HeadCount(f"v{n}", "大学生志愿者", count, GroupSide.STAFF, remark) for n in range(rows))
    return Dossier(Facts(starts_on=DAY), head_counts=groups, posts=POSTS, shifts=SHIFTS)


def confirmed(*shifts: str) -> tuple[PlacedHelper, ...]:
    """One person for each of these shifts."""
    return tuple(PlacedHelper(number, shift) for number, shift in enumerate(shifts))


@pytest.mark.parametrize(
    ("stated", "helpers", "window", "proposed"),
    [
        (None, (), None, 6),
        (6, (), None, None),
        (8, (), None, None),
        (5, (), None, 6),
        (5, confirmed("one", "two"), Window(), None),
        (5, confirmed("one", "two"), CLOSED, 2),
        (2, confirmed("one", "two"), CLOSED, None),
        (1, confirmed("one", "two", "three"), Window(), 3),
    ],
)
def test_number_is_that_of_the_confirmed_and_never_less_while_others_may_come(
    stated: int | None, helpers: tuple[PlacedHelper, ...], window: Window | None, proposed: int | None
) -> None:
    found = propose_heads(plan(stated), Staffing(helpers, window))

    assert (found and found.count) == proposed


def test_persons_are_counted_once_and_by_post() -> None:
    people = (*confirmed("one", "two", "three"), PlacedHelper(0, "three"), PlacedHelper(9, "two", is_confirmed=False))
    found = propose_heads(plan(5), Staffing(people, CLOSED))

    assert found is not None
    assert found.sentence == "志愿者确认了 3 人（看护 2、摄影 2，有人兼岗），方案的人数里写的是 5 人。"
    assert found.values == {"count": 3, "remark": "按岗位：看护 2、摄影 2，有人兼岗"}


def test_new_group_is_proposed_where_the_plan_has_none() -> None:
    found = propose_heads(plan(None, rows=0), Staffing())

    assert found is not None
    assert found.sentence == "志愿岗位同时最多要 6 人（看护 4、摄影 2），方案的人数里没有写志愿者。"
    assert found.values == {"group": "志愿者", "count": 6, "side": GroupSide.STAFF, "remark": "按岗位：看护 4、摄影 2"}


@pytest.mark.parametrize(("remark", "kept"), [("县里派来", True), ("按岗位：看护 9", False), ("", False)])
def test_remark_that_somebody_wrote_stays(remark: str, kept: bool) -> None:
    found = propose_heads(plan(1, remark=remark), Staffing(confirmed("one", "two"), CLOSED))

    assert found is not None
    assert found.values["remark"] == (remark if kept else "按岗位：看护 2")


def test_nothing_is_proposed_for_several_groups_or_without_shifts() -> None:
    assert propose_heads(plan(1, rows=2), Staffing()) is None
    assert propose_heads(Dossier(head_counts=plan(1).head_counts), Staffing()) is None
