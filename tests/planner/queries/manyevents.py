"""Many events at once, for lists of all that somebody may read."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from planner import clock
from planner.days import Day
from planner.enums import EventStatus
from planner.extensions import db
from planner.models import Event
from tests.planner.conftest import World

FIRST = date(2027, 6, 1)


def add_events(world: World, days: list[date | None], unit: str = "school", **values: Any) -> None:
    """An event for each of the days, written past the services."""
    usual = {"kind": "blank", "status": EventStatus.APPROVED, "created_at": clock.now(), "updated_at": clock.now()}
    owner = world.users["江老师" if unit == "stranger" else "周老师"]
    rows = [
        {"title": f"活动 {number}", "first_date": day, "last_date": day, "starts_on": day and Day.of(day)}
        for number, day in enumerate(days)
    ]
    whose = {"organisation_id": world.units[unit], "owner_id": owner}
    db.session.execute(insert(Event), [{**usual, **whose, **row, **values} for row in rows])
    db.session.commit()
