"""What happened to the children on the way: a record for those who work on the event."""

from datetime import time

from planner.days import Day
from planner.nouns import row_of


@row_of("incidents")
class Incident:
    """Something that happened, a scratched knee or worse; it may concern a child's health and is sealed at rest."""

    key: str
    what: str
    day: Day | None = None
    at: time | None = None
    told_guardian: bool = False

    @property
    def when(self) -> str:
        """8月10日 15:40, as far as it is known."""
        day = self.day.short if self.day else ""
        return f"{day} {self.at:%H:%M}".strip() if self.at else day
