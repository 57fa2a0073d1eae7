"""How the services about volunteers are called. Importing adds them to the calls."""

from typing import Any

from planner.models import SignUp
from tests.planner.conftest import World
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, Call
from tests.planner.submissions import event_of
from tests.planner.volunteersteps import applicant, asking, signed_up

Arguments = dict[str, Any]


def one_sign_up(world: World) -> SignUp:
    """Somebody who has a place."""
    return signed_up(world, asking(world), "甲")[0]


def of_sign_up(**more: Any) -> Call:
    """A call about somebody who has a place."""
    return Call(PLANNERS, lambda world, _: {"sign_up": one_sign_up(world), "event": event_of(world), **more})


def opened(world: World, **more: Any) -> Arguments:
    """The event with a desk."""
    asking(world)
    return {"event": event_of(world), **more}


def once_more(world: World) -> Arguments:
    """Somebody who has a place, and another shift."""
    volunteer = one_sign_up(world).volunteer
    return {"event": event_of(world), "shift": asking(world, start=13, end=14), "volunteer": volunteer}


DESK: Arguments = {
    "opens_at": None,
    "closes_at": None,
    "benefits": "管一顿午饭",
    "bring": "",
    "leave_hours": 24,
    "shows_phone": False,
    "version": 1,
}
CALLS |= {
    "shiftplaces.release_holds": Call(PLANNERS, lambda world, _: opened(world)),
    "signupdesk.close_desk": Call(PLANNERS, lambda world, _: opened(world, is_closed=True)),
    "signupdesk.open_desk": Call(PLANNERS, lambda world, _: {"event": event_of(world)}),
    "signupdesk.set_desk": Call(PLANNERS, lambda world, _: opened(world, **DESK)),
    "signups.agree_to_changes": of_sign_up(),
    "signups.leave_shift": of_sign_up(because="要加班"),
    "signups.sign_up": Call(
        PLANNERS, lambda world, _: {"shift": asking(world), "event": event_of(world), "applicants": [applicant()]}
    ),
    "signups.sign_up_again": Call(PLANNERS, lambda world, _: once_more(world)),
}
