"""What the check-up says about a schedule."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest

from planner.checkup import Context, apply_rules, schedule
from planner.days import Day
from planner.dossier import (
    Dossier,
    Duty,
    Facts,
    ScheduleItem,
)
from planner.findings import Finding, Severity

DAY = Day(8, 10, 2027)
TEACHERS = (Duty("zhang", "讲解", "张老师"), Duty("li", "带队", "李老师"), Duty("drugs", "药品", "张老师"))


def _said(findings: list[Finding], severity: Severity | None = None) -> list[tuple[str, str, str]]:
    return [(f.code, f.sentence, f.where) for f in findings if severity in (None, f.severity)]


def _item(key: str, start: str, end: str = "", *duties: str, place: str = "", day: Day | None = DAY) -> ScheduleItem:
    clocks = [time.fromisoformat(text) if text else None for text in (start, end)]
    return ScheduleItem(key, f"第{key}项", day, *clocks, place=place, duties=duties)


def _event(*items: ScheduleItem, duties: tuple[Duty, ...] = TEACHERS) -> Dossier:
    return Dossier(facts=Facts(starts_on=DAY, ends_on=DAY), duties=duties, schedule=items)


def test_schedule_outside_the_event_is_told_item_by_item() -> None:
    items = (_item("一", "09:00", "10:00", "li"), _item("二", "09:00", "10:00", "li", day=Day(8, 12)))

    assert _said(apply_rules(schedule.RULES, Context(_event(*items)))) == [
        ("item-outside", "“第二项”排在 8月12日，活动是 8月10日（周二）。", "schedule/二")
    ]


def test_schedule_item_that_ends_before_it_starts() -> None:
    assert _said(apply_rules(schedule.RULES, Context(_event(_item("一", "14:00", "06:00", "li"))))) == [
        ("item-ends-early", "“第一项”14:00 开始，06:00 结束；过夜的请按两天写。", "schedule/一")
    ]


@pytest.mark.parametrize("end", ["06:00", "00:00"])
def test_schedule_item_through_the_night_is_in_order(end: str) -> None:
    assert _said(apply_rules(schedule.RULES, Context(_event(_item("一", "21:00", end, "li"))))) == []


def test_day_of_the_next_year_is_a_day_of_the_event() -> None:
    items = (_item("一", "22:30", "", "li", day=Day(12, 31)), _item("二", "08:00", "", "li", day=Day(1, 1)))
    event = Dossier(facts=Facts(starts_on=Day(12, 31, 2026), ends_on=Day(1, 1, 2027)), duties=TEACHERS, schedule=items)

    assert _said(apply_rules(schedule.RULES, Context(event))) == []


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({"ends_on": Day(8, 9, 2027)}, "活动 8月10日 开始，8月9日 结束，结束要在开始之后。"),
        ({"starts_at": time(9), "ends_at": time(8)}, "活动 09:00 开始，08:00 结束，结束要在开始之后。"),
    ],
)
def test_event_that_ends_before_it_starts_must_be_mended(facts: dict[str, Any], said: str) -> None:
    event = replace(
        _event(_item("一", "09:00", "10:00", "li")), facts=replace(Facts(starts_on=DAY, ends_on=DAY), **facts)
    )

    assert [f.sentence for f in apply_rules(schedule.RULES, Context(event)) if f.severity is Severity.ERROR] == [said]


def test_days_without_items_are_named_in_a_short_event_only() -> None:
    event = replace(_event(_item("一", "09:00", "10:00", "li")), facts=Facts(starts_on=Day(8, 9), ends_on=Day(8, 11)))
    winter = replace(event, facts=Facts(starts_on=Day(8, 1), ends_on=Day(8, 31)))

    assert _said(apply_rules(schedule.RULES, Context(event))) == [
        ("days-without-items", "8月9日、8月11日没有排日程。", "schedule")
    ]
    assert apply_rules(schedule.RULES, Context(winter)) == []


def test_empty_schedule_is_told_once() -> None:
    assert _said(apply_rules(schedule.RULES, Context(Dossier()))) == [("schedule-empty", "还没有排日程。", "schedule")]
