"""Who comes: the roster of an event as plain data. Read with care: these are minors."""

from planner.people.erasedroster import ErasedRoster
from planner.people.participants import Participant
from planner.people.people import People

__all__ = ["ErasedRoster", "Participant", "People"]
