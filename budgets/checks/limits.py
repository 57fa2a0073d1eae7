"""The unit's own limits: per head, for the reserve, for a single prize."""

from __future__ import annotations

from decimal import Decimal

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.line import Total
from budgets.policy import Per, PerHeadLimit
from budgets.topics import Topic, topics_of

_LESSONS = frozenset(("学时", "课时", "节"))
_PRIZES = ("奖品", "奖")


def topics_within_limits(budget: Budget, context: EventFacts) -> list[Finding]:
    """What a topic costs per head, day, night or lesson stays within its limit."""
    findings = []
    for limit in context.policy.per_head:
        if limit.per is Per.LESSON:
            findings += _lessons(budget, context, limit)
        else:
            findings += _heads(budget, context, limit)
    return findings


def _heads(budget: Budget, context: EventFacts, limit: PerHeadLimit) -> list[Finding]:
    share = _shares(context, limit.per)
    if not share:
        return []
    total = Total.of(line.amount for line in budget.lines if limit.topic in topics_of(line))
    each = total.known.per(share)
    if each <= limit.amount:
        return []
    sentence = (
        f"{limit.topic}{'至少 ' if total.unknown else ' '}{total.known.plain()} 元，"
        f"按 {share} {limit.per}算每{limit.per} {each.plain()} 元，超过 {limit.amount.plain()} 元{_note(limit)}。"
    )
    return [Finding("head-limit-passed", context.policy.severity, sentence, WHOLE, context.policy.citation)]


def _shares(context: EventFacts, per: Per) -> int:
    """How many shares the cost is spread over; 0 while that is not known."""
    people = context.people or 0
    if per is Per.PERSON:
        return people
    return people * ((context.day_count if per is Per.PERSON_DAY else context.night_count) or 0)


def _lessons(budget: Budget, context: EventFacts, limit: PerHeadLimit) -> list[Finding]:
    findings = []
    for line in budget.lines:
        price = line.unit_price
        units = (line.unit.strip(), line.times_unit.strip())
        if (
            price is None
            or not price.exceeds(limit.amount)
            or _LESSONS.isdisjoint(units)
            or limit.topic not in topics_of(line)
        ):
            continue
        sentence = f"{line.name} 每学时 {price.plain()} 元，超过 {limit.amount.plain()} 元{_note(limit)}。"
        where = line_address(line.key)
        findings.append(
            Finding("lesson-limit-passed", context.policy.severity, sentence, where, context.policy.citation)
        )
    return findings


def _note(limit: PerHeadLimit) -> str:
    return f"（{limit.note}）" if limit.note else ""


def head_within_limit(budget: Budget, context: EventFacts) -> list[Finding]:
    """The whole event, spread over its people and days, stays within the limit."""
    limit, shares = context.policy.per_head_day, _shares(context, Per.PERSON_DAY)
    if limit is None or not shares:
        return []
    total = budget.total
    each = total.known.per(shares)
    if each <= limit:
        return []
    sentence = f"合计 {total.format()}，每人每天 {each.plain()} 元，超过 {limit.plain()} 元。"
    return [Finding("event-limit-passed", context.policy.severity, sentence, WHOLE, context.policy.citation)]


def reserve_within_cap(budget: Budget, context: EventFacts) -> list[Finding]:
    """The reserve is no larger a share of the other lines than the unit allows."""
    share, cap = budget.reserve_share(), context.policy.reserve_cap
    if share is None or share <= cap:
        return []
    rest = budget.total.known - budget.reserve.known
    sentence = (
        f"不可预见费 {budget.reserve.known.plain()} 元，是其他项合计 {rest.plain()} 元的 {_percent(share)}，"
        f"最多 {_percent(cap)}，即 {rest.times(cap).plain()} 元。"
    )
    return [Finding("reserve-over-cap", context.policy.severity, sentence, WHOLE, context.policy.citation)]


def _percent(share: Decimal) -> str:
    return f"{share * 100:.1f}%"


def prizes_within_limit(budget: Budget, context: EventFacts) -> list[Finding]:
    """A single prize or gift above the limit was approved before."""
    limit = context.policy.prize_limit
    if limit is None:
        return []
    findings = []
    for line in budget.lines:
        is_prize = line.category.strip().startswith(_PRIZES) or Topic.GIFT in topics_of(line)
        if line.unit_price is None or not line.unit_price.exceeds(limit) or not is_prize:
            continue
        sentence = f"{line.name} 单价 {line.unit_price.plain()} 元，超过 {limit.plain()} 元，要事先批准并附批件。"
        where = line_address(line.key)
        findings.append(Finding("prize-over-limit", Severity.WARNING, sentence, where, context.policy.citation))
    return findings
