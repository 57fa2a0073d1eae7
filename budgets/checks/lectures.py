"""Fees of lecturers: what a lesson costs by the lecturer's rank, and whether the title is told."""

from __future__ import annotations

from budgets.budget import Budget
from budgets.eventfacts import EventFacts
from budgets.findings import Finding, Severity, line_address
from budgets.lecturers import TITLES, is_lecture, lessons_of, rank_in
from budgets.line import Line
from budgets.policy import Per, PerHeadLimit
from budgets.topics import Topic, topics_of

RULE = "财行〔2016〕540号 中央和国家机关培训费管理办法"


def lessons_within_limit(budget: Budget, context: EventFacts) -> list[Finding]:
    """A fee by the lesson, or one that tells its lessons, stays within the limit of the lecturer's rank."""
    limits = [limit for limit in context.policy.per_head if limit.per is Per.LESSON]
    findings = []
    for line in budget.lines:
        limit = _limit_of(line, limits)
        lessons = None if limit is None else lessons_of(line)
        price = line.unit_price
        if limit is None or lessons is None or price is None or not price.exceeds(limit.amount.times(lessons)):
            continue
        note = f"（{limit.note}）" if limit.note else ""
        each = price.times(1 / lessons)
        sentence = f"{line.name} 每学时 {each.plain()} 元，超过 {limit.amount.plain()} 元{note}。"
        where, policy = line_address(line.key), context.policy
        findings.append(Finding("lesson-limit-passed", policy.severity, sentence, where, policy.citation))
    return findings


def _limit_of(line: Line, limits: list[PerHeadLimit]) -> PerHeadLimit | None:
    """The limit of the highest rank that the line's title reaches; a limit names its rank in its note."""
    topics = topics_of(line)
    if is_lecture(line):
        topics |= {Topic.LECTURE}
    elif topics.isdisjoint(limit.topic for limit in limits):
        return None
    rank = rank_in(f"{line.item} {line.basis}")
    reached = [limit for limit in limits if limit.topic in topics and rank_in(limit.note) <= rank]
    return max(reached, key=lambda limit: rank_in(limit.note), default=None)


def lecturers_have_titles(budget: Budget, context: EventFacts) -> list[Finding]:
    """A lecture fee goes by the title of the lecturer, so the line names it."""
    return [
        Finding(
            "lecturer-untitled",
            Severity.HINT,
            f"{line.name} 没有写主讲人的职称，讲课费按职称定标准，在依据里写明。",
            line_address(line.key),
            RULE,
        )
        for line in budget.lines
        if is_lecture(line) and not TITLES.search(f"{line.item} {line.basis}")
    ]
