"""On which side a group stands, told by its name; whatever leaves a doubt is asked."""

import pytest

from planner.enums import GroupSide
from planner.groupsides import tell_side

CHILD, STAFF, GUEST = GroupSide


@pytest.mark.parametrize(
    ("group", "side"),
    [
        ("留守儿童", CHILD),
        ("五年级学生", CHILD),
        ("孤儿", CHILD),
        ("孤儿家长", None),
        ("带队教师", STAFF),
        ("大学生志愿者", STAFF),
        ("校医", STAFF),
        ("大巴司机", STAFF),
        ("县领导、嘉宾", GUEST),
        ("师生", None),
        ("家长", None),
        ("学生家长", None),
        ("敬老院老人", None),
        ("其他", None),
        ("", None),
    ],
)
def test_side_of_a_group_is_told_only_without_a_doubt(group: str, side: GroupSide | None) -> None:
    assert tell_side(group) is side
