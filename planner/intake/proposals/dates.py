"""The days of the event as one proposal, with the hours behind them, and the weekday that is written beside them."""

import re
from datetime import timedelta

from planner.days import WEEKDAYS, Day, range_label
from planner.intake.plans.clocks import find_times
from planner.intake.plans.parts import tidy
from planner.intake.plans.reading import Fact, Field, PlanReading, Span
from planner.intake.proposals.proposal import Group, Proposal, Texts

_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_WEEK = 7


def draft_days(reading: PlanReading) -> Proposal | None:
    """First and last day; of one day the hours too, which stand behind it on its line. None where no day is stated."""
    firsts, lasts = reading.of(Field.STARTS_ON), reading.of(Field.ENDS_ON)
    if not firsts and not lasts:
        return None
    fact = (firsts or lasts)[0]
    facts = {"starts_on": reading.first(Field.STARTS_ON), "ends_on": reading.first(Field.ENDS_ON)}
    span = _widest((*firsts[:1], *lasts[:1]))
    if facts["starts_on"] == facts["ends_on"]:
        hours, span = _hours_behind(reading.text, span)
        facts |= hours
    reason = "" if fact.is_sure else fact.reason
    kept = {name: text for name, text in facts.items() if text}
    return Proposal(Group.FACTS, "日期", _label(kept), (span,), kept, (), reason, fact.is_sure)


def _widest(facts: tuple[Fact, ...]) -> Span:
    spans = [span for fact in facts for span in fact.spans]
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def _hours_behind(text: str, span: Span) -> tuple[dict[str, str], Span]:
    """The first hours on the rest of the line, and where days and hours stand together."""
    line_end = text.find("\n", span.end)
    rest = tidy(text[span.end : line_end if line_end >= 0 else len(text)], span.end)
    found = next(find_times(rest.text), None)
    if found is None or found.start > 2:
        return {}, span
    hours = {"starts_at": f"{found.first:%H:%M}", "ends_at": f"{found.last:%H:%M}" if found.last else ""}
    return hours, Span(span.start, rest.places[found.end - 1] + 1)


def _label(facts: Texts) -> str:
    days = [Day.parse(facts[name]) for name in ("starts_on", "ends_on") if name in facts]
    hours = "—".join(facts[name] for name in ("starts_at", "ends_at") if name in facts)
    return f"{range_label(days[0], days[-1])} {hours}".strip()


def move_days(proposal: Proposal, by: int) -> Proposal:
    """The same proposal so many days later."""
    moved = dict(proposal.facts)
    for name in ("starts_on", "ends_on"):
        if name in moved:
            moved[name] = Day.parse(moved[name]).shift(timedelta(days=by)).iso
    return Proposal(proposal.group, proposal.label, _label(moved), proposal.spans, moved, (), "", True, proposal.number)


def written_weekday(words: str) -> str:
    """周日, as it is written behind the first day; "" where none is."""
    match = _WEEKDAY.search(words)
    return f"周{match[1].replace('天', '日')}" if match else ""


def nearest_with(day: Day, weekday: str) -> int:
    """How many days later, or earlier when negative, the nearest day of that weekday lies; the year must be known."""
    assert day.date is not None
    ahead = (WEEKDAYS.index(weekday[1]) - day.date.weekday()) % _WEEK
    return ahead if ahead <= _WEEK // 2 else ahead - _WEEK
