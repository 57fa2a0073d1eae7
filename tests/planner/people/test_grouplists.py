"""Names of a group: read line by line, nothing merged."""

from datetime import date

import pytest

from planner.people.grouplists import MOST_MEMBERS, drop_namesakes, find_namesakes, read_members

TODAY = date(2027, 7, 27)


def test_lines_are_read_with_their_months_of_birth() -> None:
    members = read_members("1. 陈晨 2010.3\n\n阿依古丽•买买提，2011年12月\n欧阳清（２００９-1）\n罗芳", TODAY)

    assert [(one.line, one.name, one.born) for one in members] == [
        (1, "陈晨", (2010, 3)),
        (3, "阿依古丽·买买提", (2011, 12)),
        (4, "欧阳清", (2009, 1)),
        (5, "罗芳", None),
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("陈晨\n李", "第 2 行：写全名"),
        ("陈晨\n李，王", "第 2 行：像是 2 个人：李、王"),
        ("陈晨\n罗芳，王五 2010.3", "第 2 行：像是 2 个人：罗芳、王五"),
        ("陈晨 2028.1", "第 1 行：2028年1月还没有到"),
        ("陈晨 2010.13", "第 1 行：年写四位数字"),
        ("陈晨\n" * (MOST_MEMBERS + 1), "一次最多 60 人，现在写了 61 行。"),
    ],
)
def test_line_that_cannot_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_members(text, TODAY)


def test_namesakes_are_asked_and_dropped_only_then() -> None:
    members = read_members("陈晨\n欧阳清\n陈晨", TODAY)
    found = find_namesakes(members)

    assert found is not None
    assert found.question == "第 1 行和第 3 行都叫陈晨，是两个人吗？"
    assert [one.line for one in drop_namesakes(members)] == [1, 2]
    assert find_namesakes(members[:2]) is None
