"""What a line is about, told from the words of its category and item."""

from __future__ import annotations

import re
from enum import StrEnum


class Topic(StrEnum):
    """The subjects that the rules of a budget ask about."""

    LODGING = "住宿费"
    TRANSPORT = "交通费"
    INSURANCE = "保险费"
    TICKET = "门票费"
    RESERVE = "不可预见费"
    MEAL = "餐费"
    GIFT = "慰问品"
    CLOTHES = "服装"
    LECTURE = "讲课费"
    LABOUR = "劳务费"


_WORDS = {
    Topic.LODGING: "住宿|宿费|房费|酒店|宾馆|旅馆|招待所|双人间|标间|床位",
    Topic.TRANSPORT: "交通|车费|租车|包车|大巴|中巴|客车|车辆|车票|油费|过路|通行费|机票|船票",
    Topic.INSURANCE: "保险|意外险|责任险",
    Topic.TICKET: "门票|入园|景区票|参观票",
    Topic.RESERVE: "不可预见|备用金|预备费|机动费|应急备用",
    Topic.MEAL: "餐|伙食|生活费|用饭|盒饭|年夜饭",
    Topic.GIFT: "慰问品|礼物|礼品|礼包|慰问金|学习用品|文具|书包|纪念品|留念品|留念",
    Topic.CLOTHES: "服装|队服|活动服|T恤|校服|文化衫|马甲",
    Topic.LECTURE: "讲课|讲座|课酬|授课",
    Topic.LABOUR: "劳务|误工|酬金|酬劳",
}
_PATTERNS = {topic: re.compile(words) for topic, words in _WORDS.items()}


def is_about(topic: Topic, text: str) -> bool:
    """Whether a text of a line (its category and item) speaks of the topic."""
    return _PATTERNS[topic].search(text) is not None
