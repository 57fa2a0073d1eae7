"""Deputies that several tests begin with; call these inside `with in_app()`."""

from datetime import timedelta

from planner import clock
from planner.extensions import db
from planner.models import Deputy
from planner.services.deputies import name_deputy
from tests.planner.conftest import World
from tests.planner.submissions import user

DAY = timedelta(days=1)


def named(world: World, absent: str = "韩校长", deputy: str = "陈老师", *, first: int = 0, last: int = 7) -> Deputy:
    """A deputy in the school, from so many days after today through so many; committed."""
    today = clock.today()
    days = {"first_day": today + first * DAY, "last_day": today + last * DAY}
    made = name_deputy(world.units["school"], world.users[deputy], actor=user(world, absent), **days)
    db.session.commit()
    return made


def deputy_of_today(world: World) -> int:
    """陈老师 decides for 韩校长 today; the id of the deputy."""
    return named(world, last=0).id
