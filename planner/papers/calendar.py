"""日历: the schedule for phones and desktop calendars."""

from planner.documents.calendar import build_calendar
from planner.papers.material import Material
from planner.papers.paper import EventPaper


def _build(given: Material) -> bytes:
    return build_calendar(
        given.dossier,
        event_id=given.event_id,
        host=given.host,
        stamp=given.changed_at,
        sequence=given.sequence,
    )


PAPER = EventPaper(code="calendar", label="日历", extension="ics", build=_build)
