"""Whether the days, nights and meals of a line fit into the event."""

from __future__ import annotations

import re
from decimal import Decimal

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity, line_address
from budgets.line import Line
from budgets.quantity import format_quantity
from budgets.topics import Topic, topics_of

RULE = "预算编制要求：天数、餐数、晚数与日程相符"
DAYS = frozenset(("天", "日"))
# What is done before or after the event: rehearsals, building a stage, coming the day before.
_BESIDES = re.compile("彩排|排练|走台|布置|搭|布展|撤|筹备|准备|踩点|培训|集训|提前|报到|返程|前一天|后一天|顺延|备用")
NIGHTS = frozenset(("晚", "夜", "宿"))
MEALS = frozenset(("餐", "顿"))
MEALS_A_DAY = 3


def days_fit_event(budget: Budget, context: EventFacts) -> list[Finding]:
    """Nothing is paid for more days than the event has."""
    days = context.day_count
    if days is None:
        return []
    return [
        _finding("days-over", line, span, "天", f"活动共 {days} 天，多 {format_quantity(span - days)} 天")
        for line in budget.lines
        if (span := _span(line, DAYS)) is not None and span > days
    ]


def nights_fit_event(budget: Budget, context: EventFacts) -> list[Finding]:
    """Lodging is paid for the nights of the event."""
    nights = context.night_count
    if nights is None:
        return []
    return [
        _finding("nights-differ", line, span, "晚", f"活动从第一天到最后一天是 {nights} 晚")
        for line in budget.lines
        if (span := _span(line, NIGHTS)) is not None and span != nights and Topic.LODGING in topics_of(line)
    ]


def meals_fit_days(budget: Budget, context: EventFacts) -> list[Finding]:
    """No more than three meals a day are paid for."""
    days = context.day_count
    if days is None:
        return []
    most = days * MEALS_A_DAY
    return [
        _finding("meals-over", line, span, "餐", f"活动共 {days} 天，一日三餐最多 {most} 餐")
        for line in budget.lines
        if (span := _span(line, MEALS)) is not None and span > most
    ]


def _span(line: Line, units: frozenset[str]) -> Decimal | None:
    """How many of the units the line is multiplied by; 天 may also be its quantity (a bus for 3 days).

    None for a line that says it is not for the days of the event alone.
    """
    if units is not MEALS and _BESIDES.search(f"{line.item} {line.basis}"):
        return None
    if line.times_unit.strip() in units:
        return line.times
    return line.quantity if units is DAYS and line.unit.strip() in DAYS else None


def _finding(code: str, line: Line, span: Decimal, unit: str, rest: str) -> Finding:
    sentence = f"{line.name} 写了 {format_quantity(span)} {unit}，{rest}。"
    return Finding(code, Severity.WARNING, sentence, line_address(line.key), RULE)
