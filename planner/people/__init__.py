"""Who comes and who helps: rosters, service hours and lots as plain data. Read with care: these are often minors."""

from planner.people.erasedroster import ErasedRoster
from planner.people.hours import (
    CountedTime,
    HoursNote,
    HoursRule,
    ServiceStint,
    count_hours,
    format_hours,
    hours_of,
    sum_minutes,
)
from planner.people.lottery import LotteryResult, LotteryTicket, commit_to_seed, describe_lottery, draw_lots, is_seed_of
from planner.people.participants import Participant
from planner.people.people import People

__all__ = [
    "CountedTime",
    "ErasedRoster",
    "HoursNote",
    "HoursRule",
    "LotteryResult",
    "LotteryTicket",
    "Participant",
    "People",
    "ServiceStint",
    "commit_to_seed",
    "count_hours",
    "describe_lottery",
    "draw_lots",
    "format_hours",
    "hours_of",
    "is_seed_of",
    "sum_minutes",
]
