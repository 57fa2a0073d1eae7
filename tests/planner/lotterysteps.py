"""Places by lot, chosen and signed up for; call these inside `with in_app()`."""

from datetime import UTC, datetime, time
from typing import Any

from planner.models import SignUpLottery
from planner.services.lottery import choose_lottery
from planner.services.rows import add_row
from tests.conftest import At
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user
from tests.planner.volunteersteps import DAY, POST, signed_up

CHOSEN, OPENS, OPEN, DRAWS = (datetime(2027, 5, day, 4, tzinfo=UTC) for day in (1, 2, 3, 20))


def shift_of(world: World, *, places: int = 2) -> str:
    """A shift on the first of June, volunteers for which are not taken yet; its key."""
    actor = user(world, "周老师")
    post = add_row(event_of(world), "posts", POST, actor=actor)
    values = {"post": post.key, "day": DAY, "start": time(9), "end": time(11), "places": places}
    return add_row(event_of(world), "shifts", values, actor=actor).key


def choose(world: World, opens_at: datetime = OPENS, draws_at: datetime = DRAWS) -> SignUpLottery:
    """Have places drawn by lot."""
    return choose_lottery(event_of(world), opens_at=opens_at, draws_at=draws_at, actor=user(world, "周老师"))


def entered(world: World, at: At, *names: str, places: int = 2, **more: Any) -> str:
    """A shift with a lottery for which these people signed up, one after the other."""
    shift = shift_of(world, places=places)
    choose(world)
    at(OPEN)
    signed_up(world, shift, *names, **more)
    return shift
