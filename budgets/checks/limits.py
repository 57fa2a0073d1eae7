"""The unit's own limits: per head, for the reserve, for a single prize."""

from __future__ import annotations

import re
from decimal import ROUND_CEILING, Decimal

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.line import Line, Total
from budgets.money import Money
from budgets.policy import Per, PerHeadLimit
from budgets.price import UnitPrice
from budgets.prizes import is_prize
from budgets.quantity import format_quantity
from budgets.topics import Topic, topics_of

_HEADS = frozenset("人 位 名 份 客".split())
_SPANS = {Per.PERSON_DAY: frozenset(("天", "日")), Per.PERSON_NIGHT: frozenset(("晚", "夜", "宿"))}
# A price for all days together.
_WHOLE_EVENT = re.compile(r"全程|每天|每日|三餐|一日|[两二三四五六七八九十\d]\s*天")
# A prize or a gift that was approved says so: 县团委〔2026〕2 号批复.
_APPROVED = re.compile(r"批复|批件|批准|同意|会议纪要|〔\d{4}〕")


def topics_within_limits(budget: Budget, context: EventFacts) -> list[Finding]:
    """What a topic costs per head, day or night stays within its limit, for all and for those it is for."""
    findings = []
    for limit in context.policy.per_head:
        if limit.per is not Per.LESSON:
            findings += _of_everybody(budget, context, limit) + _of_few(budget, context, limit)
    return findings


def _of_everybody(budget: Budget, context: EventFacts, limit: PerHeadLimit) -> list[Finding]:
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


def _of_few(budget: Budget, context: EventFacts, limit: PerHeadLimit) -> list[Finding]:
    """The meal of three lecturers is spread over these, not over 330 listeners."""
    people = context.people or 0
    findings = []
    for line in budget.lines:
        heads, price = line.quantity, line.unit_price
        if heads is None or price is None or line.unit.strip() not in _HEADS or limit.topic not in topics_of(line):
            continue
        each = _cost_per(line, price, context, limit.per) if 0 < heads < people else None
        if each is None or each <= limit.amount:
            continue
        sentence = (
            f"{line.name} {format_quantity(heads)}{line.unit.strip()}，每{limit.per} {each.plain()} 元，"
            f"超过 {limit.amount.plain()} 元{_note(limit)}。"
        )
        where = line_address(line.key)
        findings.append(Finding("head-limit-passed", context.policy.severity, sentence, where, context.policy.citation))
    return findings


def _cost_per(line: Line, price: UnitPrice, context: EventFacts, per: Per) -> Money | None:
    """What a line costs one of its heads, or one for a day or night; None while days or nights are not known."""
    times = Decimal(1) if line.times is None else line.times
    if per is Per.PERSON:
        return price.times(times)
    if line.times_unit.strip() in _SPANS[per]:
        return price.times(1)
    spans = context.day_count if per is Per.PERSON_DAY else context.night_count
    if not spans:
        return None
    if _WHOLE_EVENT.search(f"{line.item} {line.basis}"):
        return price.times(times).per(spans)
    # One dinner costs what it costs on its day, however long the event is; twelve meals in six days are two a day.
    return price.times((times / spans).to_integral_value(ROUND_CEILING))


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
        price = line.unit_price
        is_given = Topic.GIFT in topics_of(line) or is_prize(line)
        if price is None or not price.exceeds(limit) or not is_given or _APPROVED.search(line.basis):
            continue
        sentence = f"{line.name} 单价 {price.plain()} 元，超过 {limit.plain()} 元，要事先批准并附批件。"
        where = line_address(line.key)
        findings.append(Finding("prize-over-limit", Severity.WARNING, sentence, where, context.policy.citation))
    return findings
