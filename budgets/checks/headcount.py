"""Whether what is bought fits the number of people: gifts, clothes, meals, insurance, seats, beds."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.line import Line
from budgets.quantity import format_quantity
from budgets.topics import Topic, topics_of

RULE = "预算编制要求：数量与人数相符"
HEADS = frozenset("人 位 名 人次 份 客 盒".split())
PIECES = frozenset("人 份 套 个 件 袋 包 本 册 副 只".split())
VEHICLES = frozenset("辆 台 部 车 车次".split())

_SEATS = re.compile(r"(\d{1,2})\s*座")
_BEDS = {"单人间": 1, "单间": 1, "大床": 1, "双人间": 2, "标间": 2, "标准间": 2, "双床": 2, "三人间": 3, "四人间": 4}


def groups_agree_with_stated(budget: Budget, context: EventFacts) -> list[Finding]:
    """The head count that the plan states is what its groups add up to."""
    stated, counted = context.stated, context.counted
    if stated is None or counted is None or stated == counted:
        return []
    gap = abs(stated - counted)
    sentence = f"方案写 {stated} 人，各组相加是 {counted} 人，差 {gap} 人；按人数算的各项要先定人数。"
    return [Finding("head-count-differs", Severity.ERROR, sentence, WHOLE, RULE)]


def gifts_fit_children(budget: Budget, context: EventFacts) -> list[Finding]:
    """One gift for each child, and no more to spare than the unit allows."""
    children = context.children
    if not children:
        return []
    most = _with_spare(children, context)
    return [
        finding
        for line, count in _lines(budget, Topic.GIFT, PIECES)
        for finding in _compare(line, count, children, most, f"儿童 {children} 人", "gift-count")
    ]


def clothes_fit_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """Clothes for the children at least, for everybody with some to spare at most."""
    people = context.people
    if not people:
        return []
    least = context.children or people
    label = f"儿童 {least} 人、全部 {people} 人" if least != people else f"参加 {people} 人"
    return [
        finding
        for line, count in _lines(budget, Topic.CLOTHES, PIECES)
        for finding in _compare(line, count, least, _with_spare(people, context), label, "clothes-count")
    ]


def meals_fit_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """Meals counted by heads are for everybody; portions may count every meal of everybody."""
    people = context.people
    if not people:
        return []
    most = _with_spare(people, context)
    return [
        finding
        for line, count in _lines(budget, Topic.MEAL, HEADS)
        if line.times is not None or count % people
        for finding in _compare(line, count, people, most, f"参加 {people} 人", "meal-count")
    ]


def insurance_covers_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """Insurance counted by heads covers everybody."""
    people = context.people
    if not people:
        return []
    most = _with_spare(people, context)
    return [
        finding
        for line, count in _lines(budget, Topic.INSURANCE, HEADS)
        for finding in _compare(line, count, people, most, f"参加 {people} 人", "insurance-count")
    ]


def _with_spare(count: int, context: EventFacts) -> int:
    return int((count * (1 + context.policy.spare_share)).to_integral_value(ROUND_CEILING))


def _lines(budget: Budget, topic: Topic, units: frozenset[str]) -> list[tuple[Line, Decimal]]:
    """The lines of a topic that are counted in such units, with their quantity."""
    return [
        (line, line.quantity)
        for line in budget.lines
        if line.quantity is not None and line.unit.strip() in units and topic in topics_of(line)
    ]


def _compare(line: Line, count: Decimal, least: int, most: int, people: str, code: str) -> list[Finding]:
    """Too few asks for a reason, too many only points it out."""
    have = f"{line.name} {format_quantity(count)}{line.unit}"
    where = line_address(line.key)
    if count < least:
        lack = format_quantity(least - count)
        sentence = f"{have}，{people}，少 {lack}{line.unit}；不是人人有的，在依据里写明给谁。"
        return [Finding(f"{code}-short", Severity.WARNING, sentence, where, RULE)]
    if count <= most:
        return []
    extra = format_quantity(count - most)
    sentence = f"{have}，{people}，加上备份最多 {most}{line.unit}，多 {extra}{line.unit}；多的在依据里写明用处。"
    return [Finding(f"{code}-over", Severity.HINT, sentence, where, RULE)]


def seats_hold_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """The hired vehicles have a seat for everybody and for each driver.

    Standard: 道路交通安全法 art. 49, no more passengers than the vehicle is approved for.
    """
    people = context.people
    hired = [(line, int(match[1])) for line in budget.lines if (match := _seats_in(line))]
    if not people or not hired:
        return []
    vehicles = sum(_vehicles(line) for line, _ in hired)
    seats = sum(_vehicles(line) * each for line, each in hired)
    if seats >= people + vehicles:
        return []
    lack = people + vehicles - seats
    sentence = f"{vehicles} 辆车共 {seats} 座，参加 {people} 人加司机 {vehicles} 人，少 {lack} 座。"
    where = line_address(hired[0][0].key)
    return [Finding("seats-short", Severity.WARNING, sentence, where, "道路交通安全法第四十九条")]


def _seats_in(line: Line) -> re.Match[str] | None:
    return _SEATS.search(line.item) if Topic.TRANSPORT in topics_of(line) else None


def _vehicles(line: Line) -> int:
    for value, unit in ((line.quantity, line.unit), (line.times, line.times_unit)):
        if value is not None and unit.strip() in VEHICLES:
            return int(value)
    return 1


def beds_hold_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """The rooms have a bed for everybody; judged only where every lodging line tells its beds."""
    people = context.people
    lines = [line for line in budget.lines if Topic.LODGING in topics_of(line)]
    beds = [_beds(line) for line in lines]
    known = [count for count in beds if count is not None]
    if not people or not known or len(known) < len(beds) or sum(known) >= people:
        return []
    held = format_quantity(sum(known, Decimal(0)))
    sentence = f"{lines[0].name} 共 {held} 个床位，参加 {people} 人；不住宿的人在依据里写明。"
    return [Finding("beds-short", Severity.WARNING, sentence, line_address(lines[0].key), RULE)]


def _beds(line: Line) -> Decimal | None:
    """Beds of a lodging line: rooms by their kind, or heads; None when it does not tell."""
    unit = line.unit.strip()
    if line.quantity is None:
        return None
    if unit in HEADS or unit in ("床", "床位", "铺"):
        return line.quantity
    each = next((beds for kind, beds in _BEDS.items() if kind in line.item), None)
    return line.quantity * each if each and unit in ("间", "房", "套") else None
