"""Statements that records contradict: 无伤病, 零差错, 全部到齐, 没有向家庭收费."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from planner.report.report import Report

_UNHURT = re.compile(
    "无伤病|无人受伤|无一人受伤|没有人?受伤|无安全事故|无事故|零事故|没有发生(?:任何)?(?:安全)?事故|安全无事|平安无事"
)
_FLAWLESS = re.compile("零差错|全部照办|全部按计划|按计划全部|日程全部完成|无一遗漏")
_ALL_THERE = re.compile("全部到齐|全员到齐|全都到齐|无一缺席|无人缺席|全部参加|全员参加|悉数到场")
_FREE = re.compile(
    "(?:没有|未|不)(?:再|另|曾)?向(?:任何)?(?:家庭|家长|监护人|学生|孩子)(?:们)?(?:收费|收取|收钱|摊派)"
    "|全程免费|全部免费|分文未收"
)
_DENIED = re.compile("(?:未能|没能|没有做到|没做到|并非|不是|未做到)$")


@dataclass(frozen=True, slots=True)
class DoubtedStatement:
    """Words of a text that records contradict, with what these say and where they stand."""

    start: int
    end: int
    typed: str
    sentence: str
    place: str
    figure_key: str


@dataclass(frozen=True, slots=True)
class _Objection:
    """Why a statement isn't true."""

    words: str
    place: str
    figure_key: str


def judge_statements(text: str, report: Report) -> Iterator[DoubtedStatement]:
    """The statements of a text that records contradict; those that the text itself denies are none."""
    for pattern, object_to in _RULES:
        objection = object_to(report)
        if objection is None:
            continue
        for match in pattern.finditer(text):
            if not _DENIED.search(text[: match.start()]):
                sentence = f"“{match[0]}”：{objection.words}。"
                yield DoubtedStatement(
                    match.start(), match.end(), match[0], sentence, objection.place, objection.figure_key
                )


def _hurt(report: Report) -> _Objection | None:
    count = report.incident_count
    if not count.value:
        return None
    when = next((each.when for each in report.incidents if each.when), "")
    return _Objection(f"记了 {count.text}意外情况{f'（{when}）' if when else ''}", "incidents", count.key)


def _flawed(report: Report) -> _Objection | None:
    programme = report.programme
    if not programme.differing:
        return None
    parts = ((programme.changed, "改"), (programme.dropped, "没办"))
    words = "，".join(f"{len(figure.sources)} 项{word}" for figure, word in parts if figure.sources)
    return _Objection(f"日程有 {words}", "schedule", programme.changed.key)


def _missing(report: Report) -> _Objection | None:
    line = report.people.participants
    planned, came = line.planned, line.actual.value
    if not isinstance(planned, int) or not isinstance(came, int) or came >= planned:
        return None
    return _Objection(f"计划 {planned} 人，到了 {came} 人", line.actual.place, line.actual.key)


def _paid(report: Report) -> _Objection | None:
    paid = report.spending.parents
    return _Objection(f"资金来源里家长出了 {paid.plain()} 元", "funding", "parents") if paid else None


_RULES: tuple[tuple[re.Pattern[str], Callable[[Report], _Objection | None]], ...] = (
    (_UNHURT, _hurt),
    (_FLAWLESS, _flawed),
    (_ALL_THERE, _missing),
    (_FREE, _paid),
)
