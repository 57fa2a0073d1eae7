"""Whether what is bought fits the number of people: gifts, clothes, meals, insurance."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import ROUND_CEILING, Decimal
from functools import lru_cache

from budgets.audience import audience_of
from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import WHOLE, Finding, Severity, line_address
from budgets.heads import HEADS, by_heads
from budgets.line import Line
from budgets.portions import BOXES, Portion, portion_in
from budgets.prizes import is_prize
from budgets.quantity import format_quantity
from budgets.topics import Topic, topics_of

RULE = "预算编制要求：数量与人数相符"
PIECES = frozenset("人 份 套 个 件 袋 包 本 册 副 只 双 台 条 枚 瓶 桶 盒 床 张 支".split())
CLOTHES = frozenset("人 份 套 个 件 条 双 顶".split())
# What is handed out by the box to each; water is drunk from a common one.
_CRATES = frozenset(("件", "扎"))
_DRINK = re.compile("奶(?!粉)|饮料|果汁|饮用水|矿泉水|纯净水|可乐")
_FOOD = re.compile(
    "奶|饮料|果汁|水果|苹果|[梨橙桔橘柚]|香蕉|月饼|粽|饼干|面包|蛋糕|坚果|"
    "麦片|粥|方便面|火腿|鸡蛋|大米|食用油|挂面|零食"
)


@dataclass(frozen=True, slots=True)
class Need:
    """How many heads a line is held against: `least` without the spare ones, `most` for which it may be too."""

    topic: Topic
    code: str
    least: int
    most: int
    label: str
    is_strict: bool = False


def groups_agree_with_stated(budget: Budget, context: EventFacts) -> list[Finding]:
    """The head count that the plan states is what its groups add up to."""
    stated, counted = context.stated, context.counted
    if stated is None or counted is None or stated == counted:
        return []
    gap = abs(stated - counted)
    sentence = f"方案写 {stated} 人，各组相加是 {counted} 人，差 {gap} 人；按人数算的各项要先定人数。"
    return [Finding("head-count-differs", Severity.ERROR, sentence, WHOLE, RULE)]


def gifts_fit_children(budget: Budget, context: EventFacts) -> list[Finding]:
    """One gift for each child, or for each of those who are visited; no more to spare than the unit allows."""
    if context.recipients is None:
        return []
    who, heads = context.recipients
    need = Need(Topic.GIFT, "gift-count", heads, heads, f"{who} {heads} 人")
    gifts = [line for line in _of_topic(budget, Topic.GIFT) if not is_prize(line) and not _is_by_the_box(line)]
    lines = [line for line in gifts if line.unit.strip() in PIECES]
    return _judge(lines, need, context)


def _of_topic(budget: Budget, topic: Topic) -> list[Line]:
    return [line for line in budget.lines if topic in topics_of(line)]


def boxes_hold_enough(budget: Budget, context: EventFacts) -> list[Finding]:
    """Gifts and snacks by the box say how many a box holds, unless there is a box for each."""
    who, heads = context.recipients or ("参加", context.people or 0)
    if not heads:
        return []
    need = Need(Topic.GIFT, "gift-count", heads, heads, f"{who} {heads} 人")
    boxes = [line for line in budget.lines if _is_by_the_box(line) and _is_handed_out(line)]
    told = [line for line in boxes if _portion_of(line).pieces is not None or _portion_of(line).is_written]
    return _judge(told, need, context) + [
        finding for line in boxes if line not in told for finding in _ask_for_pieces(line, need, context)
    ]


def _is_by_the_box(line: Line) -> bool:
    """Whether its unit holds several; of milk and other drinks shops say 件 or 扎 for a box."""
    unit = line.unit.strip()
    return unit in BOXES or (unit in _CRATES and bool(_DRINK.search(line.item)))


def _is_handed_out(line: Line) -> bool:
    return not is_prize(line) and (Topic.GIFT in topics_of(line) or bool(_FOOD.search(line.item)))


def _ask_for_pieces(line: Line, need: Need, context: EventFacts) -> list[Finding]:
    """Nearly a box for each looks like some too few; far fewer may well be shared out."""
    own = _narrow(line, need, context)
    if line.quantity is None or own is None:
        return []
    if own is need and _is_for_everybody(line, need, context):
        people = context.people or 0
        own = replace(need, least=people, label=f"参加 {people} 人")
    if line.quantity >= own.least:
        return []
    is_near = 2 * line.quantity >= own.least
    if not is_near and Topic.GIFT not in topics_of(line):
        return []
    unit = line.unit.strip()
    sentence = (
        f"{line.name} {format_quantity(line.quantity)}{unit}，{own.label}，没有写一{unit}几份；"
        f"在依据里写明每{unit}几份、每人几份。"
    )
    severity = Severity.WARNING if is_near else Severity.HINT
    return [Finding("box-pieces-unknown", severity, sentence, line_address(line.key), RULE)]


def _is_for_everybody(line: Line, need: Need, context: EventFacts) -> bool:
    """Whether boxes are held against all who take part: a snack, or more than a box for each child and the spare."""
    spare = _with_spare(need.most, context.policy.spare_share)
    if line.quantity is None or need.least <= line.quantity <= spare:
        return False
    return line.quantity > spare or Topic.GIFT not in topics_of(line)


def clothes_fit_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """Clothes for the children at least, for everybody with some to spare at most."""
    people = context.people
    if not people:
        return []
    least = context.children or people
    label = f"儿童 {least} 人、全部 {people} 人" if least != people else f"参加 {people} 人"
    need = Need(Topic.CLOTHES, "clothes-count", least, people, label)
    return _judge([line for line in _of_topic(budget, Topic.CLOTHES) if line.unit.strip() in CLOTHES], need, context)


def meals_fit_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """Meals counted by heads are for everybody; portions may count every meal of everybody."""
    return _judge_heads(budget, context, Topic.MEAL, "meal-count")


def insurance_covers_people(budget: Budget, context: EventFacts) -> list[Finding]:
    """Insurance counted by heads covers everybody; one policy is for whom it says."""
    return _judge_heads(budget, context, Topic.INSURANCE, "insurance-count", is_strict=True)


def _judge_heads(
    budget: Budget, context: EventFacts, topic: Topic, code: str, *, is_strict: bool = False
) -> list[Finding]:
    people, setting_out = context.people, context.travellers
    if not people or not setting_out:
        return []
    label = f"参加 {setting_out} 人" if setting_out == people else f"参加 {people} 人，其中出发的 {setting_out} 人"
    need = Need(topic, code, setting_out, people, label, is_strict=is_strict)
    lines = [by_heads(line) for line in _of_topic(budget, topic)]
    return _judge([line for line in lines if line.unit.strip() in HEADS and line.quantity != 1], need, context)


def _judge(lines: list[Line], need: Need, context: EventFacts) -> list[Finding]:
    """Each line of the topic against its own audience, or several that are for everybody together."""
    own = [line for line in lines if line.quantity is not None]
    shares: dict[tuple[object, str, Decimal | None, str], Decimal] = {}
    for line in own:
        shares[_occasion(line)] = shares.get(_occasion(line), Decimal(0)) + (line.quantity or 0)
    findings = []
    for line in own:
        narrow = _narrow(line, need, context)
        is_shared = need.least <= shares[_occasion(line)] <= _with_spare(need.most, context.policy.spare_share)
        if line.quantity is None or narrow is None or (is_shared and line.quantity < need.least):
            continue
        findings += _compare(line, line.quantity, narrow, context)
    return findings


def _occasion(line: Line) -> tuple[object, str, Decimal | None, str]:
    """What lines have in common that share one thing among them: 学生意外险 85 人, 教师意外险 8 人."""
    return line.category, line.unit, line.times, line.times_unit


def _narrow(line: Line, need: Need, context: EventFacts) -> Need | None:
    """The need of those whom the line names; None where it names somebody who can't be counted."""
    audience = audience_of(line, context)
    if audience is None:
        return need
    if audience.heads is None:
        return None
    heads = audience.heads
    label = f"{audience.label} {heads} 人" if audience.label else f"依据写 {heads} 人"
    return replace(need, least=heads, most=need.most if audience.may_mean_all else heads, label=label)


def _portion_of(line: Line) -> Portion:
    return portion_in(f"{line.item}；{line.basis}")


@lru_cache(maxsize=1024)
def _with_spare(count: int, share: Decimal) -> int:
    return int((count * (1 + share)).to_integral_value(ROUND_CEILING))


def _compare(line: Line, count: Decimal, need: Need, context: EventFacts) -> list[Finding]:
    """Nearly enough asks for a reason; far too few are hardly meant for all; too many only points it out."""
    portion = _portion_of(line)
    least = portion.needed(need.least, line.unit)
    if least is None or count == least or (need.topic is Topic.MEAL and _are_all_meals(line, count, need)):
        return []
    have = f"{line.name} {format_quantity(count)}{line.unit}"
    where = line_address(line.key)
    if count < least:
        lack = format_quantity(least - count)
        sentence = f"{have}，{need.label}，少 {lack}{line.unit}；不是人人有的，在依据里写明给谁。"
        severity = Severity.WARNING if need.is_strict or 2 * count >= least else Severity.HINT
        return [Finding(f"{need.code}-short", severity, sentence, where, RULE)]
    most = portion.needed(_with_spare(need.most, context.policy.spare_share), line.unit)
    if most is None or count <= most or (portion.pieces is not None and not portion.is_written):
        return []
    extra = format_quantity(count - most)
    sentence = f"{have}，{need.label}，加上备份最多 {most}{line.unit}，多 {extra}{line.unit}；多的在依据里写明用处。"
    return [Finding(f"{need.code}-over", Severity.HINT, sentence, where, RULE)]


def _are_all_meals(line: Line, count: Decimal, need: Need) -> bool:
    """Whether the portions are several meals of everybody."""
    return line.times is None and any(heads and count % heads == 0 for heads in (need.least, need.most))
