"""Which events have papers of what came of them."""

from planner import clock
from planner.enums import EventStatus
from planner.eventkinds import VISITING
from planner.models import Event
from planner.queries.report import has_begun


def has_something_to_tell(event: Event) -> bool:
    """Whether it goes on, is over or was cancelled."""
    return has_begun(event, clock.today())


def is_told_of_visits(event: Event) -> bool:
    """The same of an event of which people are visited and given something one by one."""
    return event.kind in VISITING and has_something_to_tell(event)


def is_told_outside(event: Event) -> bool:
    """Whether it goes on or is over: of one that was cancelled nothing is told to those outside."""
    return has_something_to_tell(event) and event.status is not EventStatus.CANCELLED
