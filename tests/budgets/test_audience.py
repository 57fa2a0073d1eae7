"""For whom a line is: by its basis, else by its item, held against the groups of the event."""

import pytest

from budgets import EventFacts, HeadGroup
from budgets.audience import audience_of
from tests.budgets.checks.rows import line

GROUPS = (
    HeadGroup("留守儿童", 26),
    HeadGroup("带队老师", 4, is_child=False),
    HeadGroup("大学生志愿者", 10, is_child=False),
    HeadGroup("敬老院老人", 40, is_child=False),
    HeadGroup("家长", None, is_child=False),
)
EVENT = EventFacts(groups=GROUPS)


def heads(item: str, basis: str = "", event: EventFacts = EVENT) -> object:
    """How many heads the line is for; "nobody" where none is named, None where they can't be counted."""
    audience = audience_of(line("物资", item, 1, 1, "份", basis=basis), event)
    return "nobody" if audience is None else audience.heads


@pytest.mark.parametrize(
    ("item", "basis", "expected"),
    [
        ("礼包", "", "nobody"),
        ("礼包", "全体参加人员", "nobody"),
        ("礼包", "三家报价", "nobody"),
        ("礼包", "26 人", "nobody"),
        ("礼包", "共 26 人 × 2 餐", "nobody"),
        ("留守儿童礼包", "", 26),
        ("儿童礼包", "", 26),
        ("老师用餐", "", 4),
        ("志愿者马甲", "", 10),
        ("师生用餐", "", 30),
        ("礼包", "留守儿童、老师", 30),
        ("志愿者马甲", "老师每人一件", 4),
        ("礼包", "24 名学生", 24),
        ("礼包", "学生 20 人、老师 4 人", 24),
        ("礼包", "儿童和家长各 12 人", 24),
        ("礼包", "孤寡老人 8 户", 8),
        ("礼包", "儿童每人一份，老师不领", 26),
        ("大巴", "儿童、老师，志愿者由县团委派车", 30),
        ("礼包", "含文具、水杯", "nobody"),
        ("礼包", "由后勤老师采购", "nobody"),
        ("礼包（留守儿童）", "", 26),
        ("礼包", "每组一份", None),
        ("礼包", "放教室公用", None),
        ("合唱队服装", "", None),
        ("五年级礼包", "", None),
        ("司机用餐", "", None),
        ("家长座谈茶点", "", None),
        ("礼包", "不含老师", None),
    ],
)
def test_line_names_whom_it_is_for(item: str, basis: str, expected: object) -> None:
    assert heads(item, basis) == expected


@pytest.mark.parametrize(
    ("item", "is_few", "is_adults"),
    [
        ("专家用餐", True, True),
        ("招待来宾用餐", True, True),
        ("司机住宿", True, True),
        ("志愿者住宿", False, True),
        ("老师和志愿者用餐", False, True),
        ("师生用餐", False, False),
        ("儿童用餐", False, False),
        ("合唱队用餐", False, False),
    ],
)
def test_line_for_a_few_is_not_for_all(item: str, *, is_few: bool, is_adults: bool) -> None:
    audience = audience_of(line("餐费", item), EVENT)

    assert audience is not None
    assert (audience.is_for_few, audience.is_for_adults) == (is_few, is_adults)


def test_groups_of_one_kind_are_added_and_whole_names_go_first() -> None:
    groups = (HeadGroup("边疆学生", 40), HeadGroup("结对学生", 30), HeadGroup("老师", 8, is_child=False))
    event = EventFacts(groups=groups)

    assert heads("学生营服", event=event) == 70
    assert heads("营服", "边疆学生和老师，结对学生回家住", event) == 48


def test_nobody_is_counted_where_no_group_is_known() -> None:
    assert heads("学生礼包", event=EventFacts(stated=30)) is None
    assert heads("礼包", "24 名学生", EventFacts(stated=30)) == 24
