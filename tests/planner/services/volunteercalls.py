"""How the services about volunteers are called. Importing adds them to the calls."""

from datetime import time, timedelta
from typing import Any

from planner import clock
from planner.actors import CONSOLE
from planner.days import Day
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import SignUp
from planner.people.proposals import ProposedPost, ProposedShift
from planner.services.guardianpaper import note_paper
from planner.services.listedsignups import Listed
from planner.services.lottery import choose_lottery
from planner.services.rows import find_row
from tests.planner.conftest import World
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, Call, on_event
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


def to_another_shift(world: World) -> Arguments:
    """Somebody who has a place, and a shift to which they are moved."""
    sign_up = one_sign_up(world)
    return {"event": event_of(world), "sign_up": sign_up, "shift": asking(world, start=13, end=14)}


def known_volunteer(world: World, **more: Any) -> Arguments:
    """A volunteer of whom something is noted."""
    return {"event": event_of(world), "volunteer": one_sign_up(world).volunteer, **more}


def waiting(world: World) -> Arguments:
    """Somebody who waits for a place that has become free."""
    shift = asking(world, places=1)
    first, second = signed_up(world, shift, "甲", "乙")
    first.state = SignUpState.LEFT
    db.session.flush()
    return {"event": event_of(world), "sign_up": second}


def asking_to_leave(world: World) -> Arguments:
    """Somebody who asked late whether they may stay away."""
    sign_up = one_sign_up(world)
    sign_up.leave_asked_at = clock.now()
    db.session.flush()
    return {"event": event_of(world), "sign_up": sign_up, "is_allowed": True}


def begun(world: World) -> Arguments:
    """Somebody whose shift was yesterday."""
    sign_up = one_sign_up(world)
    find_row(event_of(world), "shifts", sign_up.shift).day = Day.of(clock.today() - timedelta(days=1))
    db.session.flush()
    return {"event": event_of(world), "sign_up": sign_up, "is_absent": True}


def held_too_long(world: World) -> Arguments:
    """A place that was held for a guardian until a minute ago."""
    sign_up = one_sign_up(world)
    sign_up.state, sign_up.held_until = SignUpState.HELD, clock.now() - timedelta(minutes=1)
    db.session.flush()
    return {"event": event_of(world)}


def with_fewer_places(world: World) -> Arguments:
    """Two who have a place where there is to be one, and who waits instead."""
    shift = asking(world)
    first = signed_up(world, shift, "甲", "乙")[0]
    return {"event": event_of(world), "shift": shift, "places": 1, "waiting": {first.id}}


def tomorrow() -> Arguments:
    """Sign-up that opens tomorrow, and lots that are drawn the day after."""
    return {"opens_at": clock.now() + timedelta(days=1), "draws_at": clock.now() + timedelta(days=2)}


def with_lottery(world: World) -> Arguments:
    """The event with a lottery that is to be drawn."""
    choose_lottery(event_of(world), **tomorrow(), actor=CONSOLE)
    return {"event": event_of(world)}


def with_due_lottery(world: World) -> Arguments:
    """The event with a lottery whose moment has come."""
    choose_lottery(event_of(world), **tomorrow(), actor=CONSOLE).draws_at = clock.now()
    db.session.flush()
    return {"event": event_of(world)}


PROPOSED = ProposedPost("日程", {"title": "签到"}, (ProposedShift(Day(6, 1, 2027), time(9), time(11)),))
STANDING: Arguments = {"experienced": True, "trained_until": None, "checked_until": None}
DESK: Arguments = {
    "opens_at": None,
    "closes_at": None,
    "benefits": "管一顿午饭",
    "bring": "",
    "leave_hours": 24,
    "shows_phone": False,
    "version": 1,
}


def with_paper(world: World) -> Arguments:
    """A volunteer whose guardian's paper was noted."""
    found = known_volunteer(world)
    note_paper(**found, actor=CONSOLE)
    return found


CALLS |= {
    "guardianpaper.note_paper": Call(PLANNERS, lambda world, _: known_volunteer(world)),
    "guardianpaper.take_back_paper": Call(PLANNERS, lambda world, _: with_paper(world)),
    "listedsignups.sign_up_listed": Call(
        PLANNERS, lambda world, _: {"shift": asking(world), "event": event_of(world), "listed": [Listed(applicant())]}
    ),
    "proposedposts.add_proposed": on_event(PLANNERS, chosen=[(PROPOSED, 2)]),
    "volunteerheads.take_volunteer_heads": Call(PLANNERS, lambda world, _: opened(world)),
    "shiftplaces.release_holds": Call(PLANNERS, lambda world, _: held_too_long(world)),
    "lottery.choose_lottery": on_event(PLANNERS, **tomorrow()),
    "lottery.draw_lottery": Call(PLANNERS, lambda world, _: with_due_lottery(world)),
    "lottery.give_up_lottery": Call(PLANNERS, lambda world, _: with_lottery(world)),
    "signupdesk.close_desk": Call(PLANNERS, lambda world, _: opened(world, is_closed=True)),
    "signupdesk.open_desk": Call(PLANNERS, lambda world, _: {"event": event_of(world)}),
    "signupdesk.set_desk": Call(PLANNERS, lambda world, _: opened(world, **DESK)),
    "signups.agree_to_changes": of_sign_up(),
    "signups.leave_shift": of_sign_up(because="要加班"),
    "signups.sign_up": Call(
        PLANNERS, lambda world, _: {"shift": asking(world), "event": event_of(world), "applicants": [applicant()]}
    ),
    "signups.sign_up_again": Call(PLANNERS, lambda world, _: once_more(world)),
    "volunteering.answer_leave": Call(PLANNERS, lambda world, _: asking_to_leave(world)),
    "volunteering.confirm_sign_up": Call(PLANNERS, lambda world, _: waiting(world)),
    "volunteering.lower_places": Call(PLANNERS, lambda world, _: with_fewer_places(world)),
    "volunteering.mark_absence": Call(PLANNERS, lambda world, _: begun(world)),
    "volunteering.move_sign_up": Call(PLANNERS, lambda world, _: to_another_shift(world)),
    "volunteering.refuse_sign_up": of_sign_up(word="这个岗位要满 18 岁"),
    "volunteering.set_standing": Call(PLANNERS, lambda world, _: known_volunteer(world, **STANDING)),
}
