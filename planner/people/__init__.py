"""Who comes and who helps: rosters, volunteers, hours and lots as plain data. Read with care: many are minors."""

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
from planner.people.volunteers import Candidate, InLine, MonthOfBirth, Offer, Slot, age_on, slots_of

__all__ = [
    "Candidate",
    "CountedTime",
    "ErasedRoster",
    "HoursNote",
    "HoursRule",
    "InLine",
    "LotteryResult",
    "LotteryTicket",
    "MonthOfBirth",
    "Offer",
    "Participant",
    "People",
    "ServiceStint",
    "Slot",
    "age_on",
    "commit_to_seed",
    "count_hours",
    "describe_lottery",
    "draw_lots",
    "format_hours",
    "hours_of",
    "is_seed_of",
    "slots_of",
    "sum_minutes",
]
