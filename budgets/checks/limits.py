"""The unit's own limits: per head, for the reserve, for a single prize."""

from __future__ import annotations

import re
from decimal import Decimal

from budgets.audience import audience_of
from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.heads import HEADS, PERSONS, by_heads
from budgets.line import Line, Total
from budgets.money import Money
from budgets.policy import Per, PerHeadLimit
from budgets.prizes import is_prize
from budgets.topics import BOARD_AND_LODGING, Topic, topics_of

_SPANS = {Per.PERSON_DAY: frozenset(("天", "日")), Per.PERSON_NIGHT: frozenset(("晚", "夜", "宿"))}
# 6 份 of 盒饭 are for six, 6 份 of fruit for six tables.
_MEAL_EACH = re.compile("餐|饭")
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
    total = Total.of(line.amount for line in budget.lines if _is_of(limit, line))
    each = total.known.per(share)
    if each <= limit.amount:
        return []
    sentence = (
        f"{limit.topic}{'至少 ' if total.unknown else ' '}{total.known.plain()} 元，"
        f"按 {share} {limit.per}算每{limit.per} {each.plain()} 元，超过 {limit.amount.plain()} 元{_note(limit)}。"
    )
    return [Finding("head-limit-passed", context.policy.severity, sentence, WHOLE, context.policy.citation)]


def _is_of(limit: PerHeadLimit, line: Line) -> bool:
    """Whether all of a line is of the topic: 食宿 is neither board nor lodging alone."""
    topics = topics_of(line)
    return limit.topic in topics and not topics >= BOARD_AND_LODGING


def _shares(context: EventFacts, per: Per) -> int:
    """How many shares the cost is spread over; 0 while that is not known."""
    people = context.people or 0
    if per is Per.PERSON:
        return people
    return people * ((context.day_count if per is Per.PERSON_DAY else context.night_count) or 0)


def _of_few(budget: Budget, context: EventFacts, limit: PerHeadLimit) -> list[Finding]:
    """The meal of three lecturers is spread over these, not over 330 listeners."""
    findings = []
    for line in map(by_heads, budget.lines):
        heads = _few_of(line, context) if _is_of(limit, line) else None
        each = None if heads is None else _cost_per(line, heads, context, limit.per)
        if each is None or each <= limit.amount:
            continue
        most = f"超过 {limit.amount.plain()} 元{_note(limit)}"
        sentence = f"{line.name} 按 {heads} 人算每{limit.per} {each.plain()} 元，{most}。"
        where = line_address(line.key)
        findings.append(Finding("head-limit-passed", context.policy.severity, sentence, where, context.policy.citation))
    return findings


def _few_of(line: Line, context: EventFacts) -> int | None:
    """For how many a line is, where these are fewer than all: as it counts them, or as its words name them."""
    people = context.people or 0
    if line.unit.strip() in PERSONS or (line.unit.strip() in HEADS and _MEAL_EACH.search(line.item)):
        heads = None if line.quantity is None else int(line.quantity)
    else:
        audience = audience_of(line, context)
        heads = None if audience is None else audience.heads
    return heads if heads is not None and 0 < heads < people else None


def _cost_per(line: Line, heads: int, context: EventFacts, per: Per) -> Money | None:
    """What a line costs each of its heads, or each for a day or night; None while that is not known."""
    if line.amount is None:
        return None
    if per is Per.PERSON:
        return line.amount.per(heads)
    spans = context.day_count if per is Per.PERSON_DAY else context.night_count
    times = int(line.times or 1)
    if line.times_unit.strip() in _SPANS[per]:
        return line.amount.per(heads * max(times, 1))
    if not spans:
        return None
    if _WHOLE_EVENT.search(f"{line.item} {line.basis}"):
        return line.amount.per(heads * spans)
    # One dinner costs what it costs on its day, however long the event is; twelve meals in six days are two a day.
    return line.amount.per(heads * min(max(times, 1), spans))


def _note(limit: PerHeadLimit) -> str:
    return f"（{limit.note}）" if limit.note else ""


def head_within_limit(budget: Budget, context: EventFacts) -> list[Finding]:
    """The whole event, spread over its people and days, stays within the limit; money handed to persons is no cost."""
    limit, shares = context.policy.per_head_day, _shares(context, Per.PERSON_DAY)
    if limit is None or not shares:
        return []
    costs = [line for line in budget.lines if Topic.CASH_GIFT not in topics_of(line)]
    total = Total.of(line.amount for line in costs)
    each = total.known.per(shares)
    if each <= limit:
        return []
    apart = "" if len(costs) == len(budget.lines) else "发给个人的钱以外，"
    sentence = f"{apart}合计 {total.format()}，每人每天 {each.plain()} 元，超过 {limit.plain()} 元。"
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
        if price is None or not price.exceeds(limit) or not (Topic.GIFT in topics_of(line) or is_prize(line)):
            continue
        if _APPROVED.search(line.basis):
            continue
        sentence = f"{line.name} 单价 {price.plain()} 元，超过 {limit.plain()} 元，要事先批准并附批件。"
        where = line_address(line.key)
        findings.append(Finding("prize-over-limit", Severity.WARNING, sentence, where, context.policy.citation))
    return findings
