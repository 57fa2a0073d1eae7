"""The weekday that a text writes beside its first day."""

import re
from dataclasses import replace
from datetime import timedelta

from planner.days import WEEKDAYS, Day
from planner.intake.proposals.drafting import days_label
from planner.intake.proposals.proposal import PlanProposal

_WEEKDAY = re.compile(r"(?:周|星期|礼拜)([一二三四五六日天])")
_WEEK = 7


def written_weekday(words: str) -> str:
    """周日, as it is written first; "" where none is."""
    match = _WEEKDAY.search(words)
    return f"周{match[1].replace('天', '日')}" if match else ""


def nearest_with(day: Day, weekday: str) -> int:
    """How many days later, or earlier when negative, the nearest day of that weekday lies; the year must be known."""
    assert day.date is not None
    ahead = (WEEKDAYS.index(weekday[1]) - day.date.weekday()) % _WEEK
    return ahead if ahead <= _WEEK // 2 else ahead - _WEEK


def move_days(proposal: PlanProposal, by: int) -> PlanProposal:
    """The days of the event so many days later."""
    moved = dict(proposal.facts)
    for name in ("starts_on", "ends_on"):
        if name in moved:
            moved[name] = Day.parse(moved[name]).shift(timedelta(days=by)).iso
    return replace(proposal, text=days_label(moved), facts=moved)
