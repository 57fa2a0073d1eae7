"""Days, times and names as they stand in running text."""

import pytest

from planner.intake.plans.clocks import find_times
from planner.intake.plans.dates import find_days
from planner.intake.plans.names import are_names, find_name, is_name


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("2025年8月6日至8日", [("2025-08-06", "2025-08-08")]),
        ("3月1日—3月31日", [("--03-01", "--03-31")]),
        ("20xx年8月9日—8月11日", [("--08-09", "--08-11")]),
        ("(20xx)年1月10日至3月5日", [("--01-10", "--03-05")]),
        ("2026-04-18 08:30 ~ 11:30", [("2026-04-18", "2026-04-18")]),
        ("2025年10月16日—2026年6月30日", [("2025-10-16", "2026-06-30")]),
        ("2025年12月30日至1月2日", [("2025-12-30", "2026-01-02")]),
        ("三月五日下午", [("--03-05", "--03-05")]),
        ("2026年2月5日、6日", [("2026-02-05", "2026-02-06")]),
        ("5月10日前，5月22日彩排", [("--05-10", "--05-10"), ("--05-22", "--05-22")]),
        ("2月30日", []),
        ("13月1日", []),
        ("2015年3月期间", []),
    ],
)
def test_days_of_a_line(text: str, found: list[tuple[str, str]]) -> None:
    assert [(days.first.iso, days.last.iso) for days in find_days(text)] == found


def test_a_day_without_a_year_gets_that_of_the_event() -> None:
    assert [days.first.iso for days in find_days("4月3日", 2026)] == ["2026-04-03"]


@pytest.mark.parametrize(
    ("text", "part", "found"),
    [
        ("8：30—9：10".replace("：", ":"), "", [("08:30", "09:10")]),
        ("下午2点—4点半", "", [("14:00", "16:30")]),
        ("2点—4点", "下午", [("14:00", "16:00")]),
        ("晚上7:00", "", [("19:00", None)]),
        ("中午1点", "", [("13:00", None)]),
        ("六点四十", "晚上", [("18:40", None)]),
        ("8:20#8:30", "", [("08:20", "08:30")]),
        ("9时30分", "", [("09:30", None)]),
        ("上午9点至11点半", "", [("09:00", "11:30")]),
        ("25:00", "", []),
        ("9:75", "", []),
        ("138:50", "", []),
    ],
)
def test_times_of_a_line(text: str, part: str, found: list[tuple[str, str | None]]) -> None:
    times = [(f"{one.first:%H:%M}", one.last and f"{one.last:%H:%M}") for one in find_times(text, part)]

    assert times == found


@pytest.mark.parametrize("text", ["周晓梅", "欧阳静", "林老师", "刘xx", "梁某某", "买买提·吐尔逊", "洪副校长", "单强"])
def test_what_is_a_name(text: str) -> None:
    assert is_name(text)


@pytest.mark.parametrize(
    "text", ["各班班主任", "志愿者", "安排", "全体", "班主", "成员", "校团委", "安全", "五年级学生"]
)
def test_what_is_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("郑国富(校长)", "郑国富"),
        ("五(1)班陈子轩", "陈子轩"),
        ("校长常德胜", "常德胜"),
        ("社工站站长滕飞", "滕飞"),
        ("外联部联系社区", None),
        ("各班班主任", None),
    ],
)
def test_the_name_among_class_and_post(text: str, name: str | None) -> None:
    at = find_name(text)

    assert (text[at[0] : at[1]] if at else None) == name


def test_lists_of_names() -> None:
    assert are_names("巫启明、柴静怡")
    assert not are_names("巫启明、全体教师")
