"""Steps that tests of what came of an event begin with, in the database."""

from datetime import UTC, date, datetime

from planner.days import Day
from planner.enums import EventStatus, GroupSide
from planner.extensions import db
from planner.services.rows import add_row
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

EVENING = datetime(2027, 8, 11, 8, tzinfo=UTC)


def finished(world: World) -> dict[str, str]:
    """The event is over: 30 children and 5 teachers were to come to two items, with 40 shirts. Keys of its rows."""
    event, actor = event_of(world), user(world, "周老师")
    rows = {
        "kids": ("head_counts", {"group": "留守儿童", "count": 30}),
        "teachers": ("head_counts", {"group": "带队老师", "count": 5, "side": GroupSide.STAFF}),
        "film": ("schedule", {"title": "露天电影", "day": Day(8, 10, 2027)}),
        "walk": ("schedule", {"title": "走湿地", "day": Day(8, 11, 2027)}),
        "shirts": ("supplies", {"name": "活动服", "quantity": 40, "unit": "件"}),
    }
    keys = {name: add_row(event, noun, values, actor=actor).key for name, (noun, values) in rows.items()}
    event.starts_on, event.ends_on = Day(8, 9, 2027), Day(8, 11, 2027)
    event.first_date, event.last_date = date(2027, 8, 9), date(2027, 8, 11)
    event.status = EventStatus.ENDED
    db.session.commit()
    return keys
