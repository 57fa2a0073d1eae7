"""What contradicts itself in a plan: weekdays, sums, head counts."""

from datetime import date
from decimal import Decimal

from planner.days import WEEKDAYS
from planner.intake.plans.dates import FoundDays, find_days
from planner.intake.plans.plan import Plan
from planner.intake.plans.reading import Conflict, Fact, Field


def find_conflicts(plan: Plan, facts: list[Fact]) -> tuple[Conflict, ...]:
    """All contradictions, each with both sides; nothing is decided for anybody."""
    return (*_weekdays(plan), *_titles(facts), *_budget(facts), *_head_counts(facts))


def _weekdays(plan: Plan) -> list[Conflict]:
    found: list[Conflict] = []
    for entry in plan.lines:
        for days in find_days(entry.part.text, plan.year):
            day, said = days.first.date, days.weekday.replace("天", "日")
            if day and said and WEEKDAYS[day.weekday()] != said:
                span = entry.part.cut(days.start, days.end).span
                found.append(Conflict("weekday", _weekday_sentence(days, day, said), (span,)))
    return found


def _weekday_sentence(days: FoundDays, day: date, said: str) -> str:
    return f"写的是{days.first.short}星期{said}，那天是星期{WEEKDAYS[day.weekday()]}。"


def _titles(facts: list[Fact]) -> list[Conflict]:
    titles = [fact for fact in facts if fact.field is Field.TITLE]
    if len(titles) < 2:
        return []
    names = "”和“".join(fact.value for fact in titles)
    return [Conflict("titles", f"有两个标题：“{names}”。", tuple(span for fact in titles for span in fact.spans))]


def _budget(facts: list[Fact]) -> list[Conflict]:
    lines = [fact for fact in facts if fact.field is Field.BUDGET]
    total = next((fact for fact in facts if fact.field is Field.BUDGET_TOTAL), None)
    if total is None or not lines or any(not fact.values["amount"] for fact in lines):
        return []
    together, stated = sum((Decimal(fact.values["amount"]) for fact in lines), Decimal(0)), Decimal(total.value)
    if together == stated:
        return []
    sentence = f"合计写的是 {stated:,.2f}，各项加起来是 {together:,.2f}。"
    return [Conflict("budget", sentence, (*total.spans, *(span for fact in lines for span in fact.spans)))]


def _head_counts(facts: list[Fact]) -> list[Conflict]:
    groups = [fact for fact in facts if fact.field is Field.HEADCOUNTS]
    total = next((fact for fact in facts if fact.field is Field.HEADCOUNT_TOTAL), None)
    if total is None or len(groups) < 2:
        return []
    together = sum(int(fact.values["count"]) for fact in groups)
    if together == int(total.value):
        return []
    sentence = f"总人数写的是 {total.value} 人，各类加起来是 {together} 人。"
    return [Conflict("head_counts", sentence, (*total.spans, *(span for fact in groups for span in fact.spans)))]
