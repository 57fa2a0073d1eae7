"""A prize is told by any word of its line."""

import pytest

from budgets.prizes import is_prize
from tests.budgets.checks.rows import line


@pytest.mark.parametrize(
    ("category", "item", "basis", "expected"),
    [
        ("奖品", "书包", "", True),
        ("奖励", "联想笔记本", "", True),
        ("设备", "笔记本电脑", "奖给优秀营员", True),
        ("物资", "特等奖：平板", "", True),
        ("设备", "笔记本电脑", "办公用", False),
        ("租赁费", "颁奖台", "", False),
        ("印刷费", "获奖证书、奖状", "", False),
        ("物资", "奖杯", "", False),
        ("助学", "奖学金", "", False),
    ],
)
def test_prize_is_told_by_its_words(category: str, item: str, basis: str, *, expected: bool) -> None:
    assert is_prize(line(category, item, basis=basis)) is expected
