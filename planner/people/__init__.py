"""Who comes and who helps: roster and volunteers as plain data. Read with care: many of these are minors."""

from planner.people.erasedroster import ErasedRoster
from planner.people.participants import Participant
from planner.people.people import People
from planner.people.volunteers import Candidate, InLine, MonthOfBirth, Offer, Slot, age_on, slots_of

__all__ = [
    "Candidate",
    "ErasedRoster",
    "InLine",
    "MonthOfBirth",
    "Offer",
    "Participant",
    "People",
    "Slot",
    "age_on",
    "slots_of",
]
