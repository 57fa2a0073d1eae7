"""Whether vehicles and rooms hold the people."""

from __future__ import annotations

import re
from decimal import Decimal

from budgets.audience import audience_of
from budgets.budget import Budget
from budgets.checks.headcount import RULE
from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity, line_address
from budgets.heads import HEADS
from budgets.line import Line
from budgets.quantity import format_quantity
from budgets.topics import Topic, topics_of

ROAD_LAW = "道路交通安全法第四十九条"
VEHICLES = frozenset("辆 台 部 车 车次".split())
TRIPS = frozenset("趟 批 次 回 车次".split())

_SEATS = re.compile(r"(\d{1,2})\s*座")
_BY_TURNS = re.compile("分[两二三四]?[批趟次]|往返接|[两二三四]趟|轮流")
_BEDS = {"大床": 1, "双床": 2, "单": 1, "双": 2, "标": 2, "三": 3, "四": 4, "六": 6, "八": 8}
_ROOM = re.compile("大床|双床|[单双标三四六八](?=[人准]?[间房])")


def seats_hold_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """The hired vehicles have a seat for everybody whom they are for, and for each driver.

    Standard: 道路交通安全法 art. 49, no more passengers than the vehicle is approved for.
    """
    hired = [(line, each) for line in budget.lines if (each := _seats_in(line))]
    people = _riders([line for line, _ in hired], context)
    if not people:
        return []
    vehicles = sum(_vehicles(line) for line, _ in hired)
    seats = sum(_vehicles(line) * sum(each) // len(each) for line, each in hired)
    if seats >= people + vehicles:
        return []
    lack = people + vehicles - seats
    riders = f"{'参加' if people == context.people else '乘车'} {people} 人"
    sentence = f"{vehicles} 辆车共 {seats} 座，{riders}加司机 {vehicles} 人，少 {lack} 座。"
    return [Finding("seats-short", Severity.WARNING, sentence, line_address(hired[0][0].key), ROAD_LAW)]


def _seats_in(line: Line) -> list[int]:
    """The seats of each vehicle as they are told: one number for all of them, or 37座、39座各一."""
    if Topic.TRANSPORT not in topics_of(line):
        return []
    return [int(number) for number in _SEATS.findall(f"{line.item} {line.basis}")]


def _riders(lines: list[Line], context: EventFacts) -> int | None:
    """Who rides: those whom all lines name, else all who set out; None while it is not known or they go by turns."""
    if any(_BY_TURNS.search(f"{line.item} {line.basis}") or line.times_unit.strip() in TRIPS for line in lines):
        return None
    found = [audience_of(line, context) for line in lines]
    named = [audience for audience in found if audience is not None]
    if any(audience.heads is None for audience in named):
        return None
    if named and len(named) == len(found):
        return sum(heads for _, heads in {(audience.label, audience.heads or 0) for audience in named})
    return context.travellers if lines else None


def _vehicles(line: Line) -> int:
    for value, unit in ((line.quantity, line.unit), (line.times, line.times_unit)):
        if value is not None and unit.strip() in VEHICLES:
            return int(value)
    return 1


def beds_hold_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """The rooms have a bed for everybody; judged only where every lodging line tells its beds."""
    lines = [line for line in budget.lines if Topic.LODGING in topics_of(line)]
    people = _riders(lines, context)
    beds = [_beds(line) for line in lines]
    known = [count for count in beds if count is not None]
    if not people or len(known) < len(beds) or sum(known) >= people:
        return []
    held = format_quantity(sum(known, Decimal(0)))
    sleepers = f"{'参加' if people == context.people else '住宿'} {people} 人"
    sentence = f"{lines[0].name} 共 {held} 个床位，{sleepers}；不住宿的人在依据里写明。"
    return [Finding("beds-short", Severity.WARNING, sentence, line_address(lines[0].key), RULE)]


def _beds(line: Line) -> Decimal | None:
    """Beds of a lodging line: rooms by their kind, or heads; None when it does not tell."""
    unit = line.unit.strip()
    if line.quantity is None:
        return None
    if unit in HEADS or unit in ("床", "床位", "铺"):
        return line.quantity
    match = _ROOM.search(line.item)
    return line.quantity * _BEDS[match[0]] if match and unit in ("间", "房", "套") else None
