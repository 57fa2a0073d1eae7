"""The schedule: items with something missing, outside the event, and days without any."""

from datetime import timedelta

from planner.checkup.context import Context, Rule
from planner.checkup.sentences import about_rows, join_names
from planner.days import Day, day_near, days_between, range_label
from planner.dossier import ScheduleItem
from planner.findings import Finding, Severity
from planner.nights import ends_too_early
from planner.places import place_of

# In a longer event (a winter of home visits) most days have no schedule, and rightly so.
_DAILY_WITHIN = 10


def check_items(context: Context) -> list[Finding]:
    """There is a schedule, and each item has its day, its time and somebody responsible."""
    items = context.dossier.schedule
    if not items:
        return [Finding("schedule-empty", Severity.WARNING, "还没有排日程。", "schedule")]
    keys = {duty.key for duty in context.dossier.duties}
    kinds = (
        ("items-without-day", [i for i in items if i.day is None], "{n} 项日程没有日期：{names}。"),
        ("items-without-time", [i for i in items if i.start is None], "{n} 项日程没有时间：{names}。"),
        ("items-without-duty", [i for i in items if keys.isdisjoint(i.duties)], "{n} 项日程没有负责人：{names}。"),
    )
    return [
        finding
        for code, rows, words in kinds
        for finding in about_rows(code, Severity.WARNING, "schedule", rows, (i.title for i in rows), words)
    ]


def check_item_times(context: Context) -> list[Finding]:
    """Items end after they start, on a day of the event."""
    dossier = context.dossier
    found = [_ends_early(i) for i in dossier.schedule if ends_too_early(i.start, i.end)]
    first, last = dossier.facts.starts_on, dossier.facts.ends_on
    if first is None or last is None or days_between(first, last) < 0:
        return found
    length = days_between(first, last)
    outside = {day for day in dossier.days() if not 0 <= days_between(first, day) <= length}
    days = range_label(first, last, first.year)
    for item in dossier.schedule:
        if item.day in outside:
            words = f"“{item.title}”排在 {item.day.short}，活动是 {days}。"
            found.append(Finding("item-outside", Severity.WARNING, words, place_of("schedule", item.key)))
    return found


def _ends_early(item: ScheduleItem) -> Finding:
    words = f"“{item.title}”{item.start:%H:%M} 开始，{item.end:%H:%M} 结束；过夜的请按两天写。"
    return Finding("item-ends-early", Severity.WARNING, words, place_of("schedule", item.key))


def check_event_order(context: Context) -> list[Finding]:
    """The event ends after it starts."""
    facts = context.dossier.facts
    if facts.starts_on and facts.ends_on and days_between(facts.starts_on, facts.ends_on) < 0:
        words = f"活动 {facts.starts_on.short} 开始，{facts.ends_on.short} 结束，结束要在开始之后。"
        return [Finding("event-ends-early", Severity.ERROR, words, "facts/ends_on")]
    one_day = facts.starts_on == facts.ends_on or not (facts.starts_on and facts.ends_on)
    if one_day and facts.starts_at and facts.ends_at and facts.ends_at <= facts.starts_at:
        words = f"活动 {facts.starts_at:%H:%M} 开始，{facts.ends_at:%H:%M} 结束，结束要在开始之后。"
        return [Finding("event-ends-early", Severity.ERROR, words, "facts/ends_at")]
    return []


def check_empty_days(context: Context) -> list[Finding]:
    """In a short event every day has something; without any schedule its own rule speaks."""
    dossier = context.dossier
    first, nights = dossier.facts.starts_on, dossier.nights
    if not dossier.schedule or first is None or nights is None or nights >= _DAILY_WITHIN:
        return []
    planned = {day_near(day, first) if first.year else Day(day.month, day.day) for day in dossier.days()}
    days = (first.shift(timedelta(days=n)) for n in range(nights + 1))
    empty = [day.short for day in days if day not in planned]
    if not empty:
        return []
    return [Finding("days-without-items", Severity.WARNING, f"{join_names(empty)}没有排日程。", "schedule")]


RULES: tuple[Rule, ...] = (check_event_order, check_items, check_item_times, check_empty_days)
