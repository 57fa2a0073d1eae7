"""The numbers and signs that lines begin with."""

import pytest

from planner.intake.plans.marks import read_han, read_mark
from planner.intake.plans.parts import tidy


@pytest.mark.parametrize(
    ("line", "style", "number", "rest"),
    [
        ("一、活动主题", "han", 1, "活动主题"),
        ("二、、活动时间", "han", 2, "活动时间"),
        ("（十二）总结", "han-brackets", 12, "总结"),
        ("1．发放礼包", "number", 1, "发放礼包"),
        ("3、合影", "number", 3, "合影"),
        ("1.8:30 签到", "number", 1, "8:30 签到"),
        ("4.8时30分出发", "number", 4, "8时30分出发"),
        ("2.1志愿者12人", "dotted", 1, "志愿者12人"),
        ("5.2.3开展讲座", "dotted3", 3, "开展讲座"),
        ("（2）默哀", "number-brackets", 2, "默哀"),
        ("③带队教师", "circle", 3, "带队教师"),
        ("第二项：宣誓", "step", 2, "宣誓"),
        ("第一、准备阶段", "part", 1, "准备阶段"),
        ("- 1、车费：", "number", 1, "车费:"),
        ("- 桌子 12 张", "bullet", 0, "桌子 12 张"),
        ("## 流程", "##", 0, "流程"),
        ("【活动时间】11月1日", "frame", 0, "活动时间:11月1日"),
        ("**主题**：童年", "", 0, "主题:童年"),
        ("8:30—9:10 入场", "", 0, "8:30—9:10 入场"),
        ("138****1102", "", 0, "138****1102"),
        ("2026年4月3日", "", 0, "2026年4月3日"),
    ],
)
def test_a_mark_is_taken_off(line: str, style: str, number: int, rest: str) -> None:
    marked = read_mark(tidy(line, 0))

    assert (marked.style, marked.number, marked.part.text) == (style, number, rest)


@pytest.mark.parametrize(
    ("text", "number"),
    [("三", 3), ("十", 10), ("十五", 15), ("二十", 20), ("九十九", 99), ("两", 2), ("百", 0), ("", 0)],
)
def test_chinese_numerals(text: str, number: int) -> None:
    assert read_han(text) == number


def test_a_part_knows_where_it_stands() -> None:
    part = read_mark(tidy("　　１、 横幅：一条", 100)).part

    assert part.text == "横幅:一条"
    assert (part.span.start, part.span.end) == (105, 110)
