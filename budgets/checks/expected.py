"""Lines that an event of this kind needs, and lines that it does not."""

from __future__ import annotations

import re

from budgets.audience import audience_of
from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.line import Line
from budgets.topics import Topic, topics_in, topics_of

STAY_RULE = "LB/T 054-2016 研学旅行服务规范：住宿"
MEAL_RULE = "LB/T 054-2016 研学旅行服务规范：餐饮"
RIDE_RULE = "LB/T 054-2016 研学旅行服务规范：交通"
INSURANCE_RULE = "教基一〔2016〕8号；志愿服务条例第十七条"
TICKET_RULE = "预算编制要求：免费的地方不列门票"


def lodging_for_nights(budget: Budget, context: EventFacts) -> list[Finding]:
    """An event with nights plans where people sleep."""
    nights = context.nights_away
    if nights < 1 or _has(budget, context, Topic.LODGING):
        return []
    sentence = f"活动过 {nights} 夜，预算里没有住宿费；由谁免费提供的，也要写明。"
    return [Finding("lodging-missing", Severity.WARNING, sentence, WHOLE, STAY_RULE)]


def meals_for_nights(budget: Budget, context: EventFacts) -> list[Finding]:
    """An event with nights plans what people eat."""
    nights = context.nights_away
    if nights < 1 or _has(budget, context, Topic.MEAL):
        return []
    sentence = f"活动过 {nights} 夜，预算里没有餐费；由谁免费提供的，也要写明。"
    return [Finding("meals-missing", Severity.WARNING, sentence, WHOLE, MEAL_RULE)]


def transport_for_moving(budget: Budget, context: EventFacts) -> list[Finding]:
    """An event that moves people from place to place plans how."""
    if not context.moving or _has(budget, context, Topic.TRANSPORT):
        return []
    sentence = "活动要乘车，预算里没有交通费；由谁派车的，也要写明。"
    return [Finding("transport-missing", Severity.WARNING, sentence, WHOLE, RIDE_RULE)]


def insurance_for_kind(budget: Budget, context: EventFacts) -> list[Finding]:
    """A tour, outdoor training or an event with nights insures everybody."""
    needed = context.kind in context.policy.insured_kinds or context.nights_away > 0
    if not needed or _has(budget, context, Topic.INSURANCE):
        return []
    whom = f"参加的 {context.people} 人" if context.people else "参加的人"
    sentence = f"预算里没有保险费，{whom}外出要有意外险；已由别处投保的，写明保单。"
    return [Finding("insurance-missing", Severity.WARNING, sentence, WHOLE, INSURANCE_RULE)]


def _has(budget: Budget, context: EventFacts, topic: Topic) -> bool:
    """Whether somebody else gives it, or a line plans it for more than a few: a dinner for guests feeds no child."""
    if topic in context.provided:
        return True
    return any(topic in _topics_with(line) and not _is_for_others(line, context) for line in budget.lines)


def _topics_with(line: Line) -> frozenset[Topic]:
    """The topics of a line and of what it includes: a camp at 120 元 a day 含三餐、住宿."""
    text = f"{line.item} {line.basis}"
    return topics_of(line) | topics_in(text) if _INCLUDES.search(text) else topics_of(line)


def _is_for_others(line: Line, context: EventFacts) -> bool:
    """Whether a line names lecturers, guests or drivers alone, or only grown-ups where children set out as well."""
    audience = audience_of(line, context)
    if audience is None:
        return False
    adults = sum(group.count or 0 for group in context.groups if not group.is_child and not group.is_visited)
    is_with_children = (context.travellers or 0) > adults and bool(context.children)
    return audience.is_for_few or (is_with_children and audience.is_for_adults)


_INCLUDES = re.compile("(?<!不)(?:含|包括|包吃|一条龙|一价全包)")

# What a ticket line may say without naming a place: 景区门票（半价）, 入园.
_NO_PLACE = re.compile(
    r"[（(].*?[）)]|门票|入园|参观|景[区点]|票|费|的|学生|儿童|老师|教师|成人|半价|优惠|团体|进|券|[\s\d、，]"
)


def no_ticket_at_free_site(budget: Budget, context: EventFacts) -> list[Finding]:
    """A ticket line is asked about where a site takes no ticket, unless it names another place."""
    if not context.free_sites:
        return []
    findings = []
    sites = "、".join(context.free_sites)
    for line in budget.lines:
        if Topic.TICKET not in topics_of(line) or _names_another_place(line, context.free_sites):
            continue
        amount = "金额待定" if line.amount is None else f"{line.amount.plain()} 元"
        sentence = f"{line.name} {amount}，{sites}免票，应写明是哪一处要买票，没有就删去。"
        findings.append(Finding("ticket-at-free-site", Severity.WARNING, sentence, line_address(line.key), TICKET_RULE))
    return findings


def _names_another_place(line: Line, free_sites: tuple[str, ...]) -> bool:
    """Whether the item names a place that none of the free ones is called by: 科技馆门票 beside a free 纪念馆."""
    place = _NO_PLACE.sub("", line.item)
    return len(place) > 1 and not any(place in site or site in line.item for site in free_sites)
