"""What a line is about, told from the words of its category and item."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from budgets.line import Line


class Topic(StrEnum):
    """The subjects that the rules of a budget ask about; the value is the usual name of the category."""

    LODGING = "住宿费"
    TRANSPORT = "交通费"
    INSURANCE = "保险费"
    TICKET = "门票费"
    RESERVE = "不可预见费"
    MEAL = "餐费"
    GIFT = "慰问品"
    CASH_GIFT = "慰问金"
    CLOTHES = "服装"
    LECTURE = "讲课费"
    GUIDE = "讲解费"
    LABOUR = "劳务费"
    PUBLICITY = "宣传费"


_WORDS = {
    Topic.CASH_GIFT: "慰问金|助学金|现金",
    Topic.INSURANCE: "保险|意外险|责任险",
    Topic.RESERVE: "不可预见|备用金|预备费|机动费|应急费",
    Topic.PUBLICITY: "宣传|横幅|海报|印刷|打印|条幅",
    Topic.LODGING: "住宿|宿费|房费|酒店|宾馆|旅馆|招待所|双人间|标间|床位",
    Topic.TICKET: "门票|入园|参观票",
    Topic.TRANSPORT: "交通|车费|租车|包车|大巴|中巴|客车|车辆|车票|油费|过路|通行费|机票|船票",
    Topic.MEAL: "餐|伙食|生活费|用饭|盒饭|年夜饭",
    Topic.GIFT: "慰问品|礼物|礼品|礼包|学习用品|文具|书包|留念|纪念品",
    Topic.CLOTHES: "服装|队服|活动服|T恤|校服|文化衫|马甲",
    Topic.GUIDE: "讲解|解说|导游",
    Topic.LECTURE: "讲课|讲座|课酬|授课",
    Topic.LABOUR: "劳务|误工|酬金|酬劳",
}
_PATTERN = re.compile("|".join(f"(?P<{topic.name}>{words})" for topic, words in _WORDS.items()))


@lru_cache(maxsize=8192)
def topics_in(text: str) -> frozenset[Topic]:
    """Every topic that a text speaks of."""
    return frozenset(Topic[match.lastgroup] for match in _PATTERN.finditer(text) if match.lastgroup)


def topics_of(line: Line) -> frozenset[Topic]:
    """The topics of a line: those of its category, or those of its item where the category says nothing."""
    return topics_in(line.category) or topics_in(line.item)
