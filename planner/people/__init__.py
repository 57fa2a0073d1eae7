"""Who comes and who helps: roster and volunteers as plain data. Read with care: many of these are minors."""

from planner.people.erasedroster import ErasedRoster
from planner.people.participants import Participant
from planner.people.people import People
from planner.people.volunteers import Candidate, MonthOfBirth, Offer, Slot, Waiting, age_on, slots_of

__all__ = [
    "Candidate",
    "ErasedRoster",
    "MonthOfBirth",
    "Offer",
    "Participant",
    "People",
    "Slot",
    "Waiting",
    "age_on",
    "slots_of",
]
