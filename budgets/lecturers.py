"""What is told of a lecturer: a title, its rank, and the lessons that a fee is for."""

from __future__ import annotations

import re
from decimal import Decimal
from enum import IntEnum

from budgets.line import Line
from budgets.topics import Topic, topics_of

LESSONS = frozenset(("学时", "课时", "节"))
TITLES = re.compile(
    "教授|高级|副高|正高|院士|讲师|中级|初级|职称|研究员|研究馆员|馆员|工程师|高工|医师|药师|护师|级教师|特级|"
    "编审|记者|技师|"
    "知名专家|(?<!没有)(?<!无)教师"
)
_HIGHEST = re.compile("院士|知名专家")
_FULL = re.compile("(?<!副)(?:正高|教授|研究员|研究馆员)|(?<!副)主任(?:医师|药师|护师)|正高级")
_LESSONS_IN = re.compile(r"(\d{1,2}(?:\.5)?)\s*(?:个)?(?:学时|课时|节课)")


class Rank(IntEnum):
    """How high a fee may go, by title; 财行〔2016〕540号 art. 10."""

    OTHERS = 0
    FULL = 1
    HIGHEST = 2


def rank_in(text: str) -> Rank:
    """The highest rank that a text names."""
    if _HIGHEST.search(text):
        return Rank.HIGHEST
    return Rank.FULL if _FULL.search(text) else Rank.OTHERS


def is_lecture(line: Line) -> bool:
    """Whether a fee is for lessons: by its words, or as labour that is paid by the lesson."""
    topics = topics_of(line)
    return Topic.LECTURE in topics or (Topic.LABOUR in topics and _is_by_lesson(line))


def _is_by_lesson(line: Line) -> bool:
    return not LESSONS.isdisjoint((line.unit.strip(), line.times_unit.strip()))


def lessons_of(line: Line) -> Decimal | None:
    """For how many lessons one price of the line is; None where it does not tell."""
    if _is_by_lesson(line):
        return Decimal(1)
    match = _LESSONS_IN.search(f"{line.item} {line.basis}")
    return Decimal(match[1]) if match and Decimal(match[1]) else None
