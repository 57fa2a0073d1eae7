"""How the services of volunteers' own pages are called. Importing adds them to the calls."""

from pathlib import Path

from sqlalchemy import select

from planner.enums import SignUpState
from planner.extensions import db
from planner.models import SignUp, Volunteer
from planner.people.applicants import Applicant
from planner.services.signups import sign_up
from planner.services.volunteers import Details
from tests.planner.conftest import World
from tests.planner.services.audiences import PLANNERS
from tests.planner.services.calls import CALLS, Arguments, Call
from tests.planner.signingsteps import SIGNATURE, add_shift, open_sign_up
from tests.planner.submissions import event_of, user

DETAILS = Details(phone="13900000001", unit="云台一中", skills="", emergency_name="", emergency_phone="", photos=False)


def signed_up(world: World, _: Path) -> Arguments:
    """Somebody who has a shift."""
    if (volunteer := db.session.scalars(select(Volunteer)).first()) is None:
        shift = add_shift(world, "栈道看护")
        open_sign_up(world)
        applicant = Applicant(name="林知远", phone="13800000027")
        [made] = sign_up(event_of(world), shift, [applicant], actor=user(world, "周老师"))
        volunteer = made.volunteer
        db.session.commit()
    return {"event": event_of(world), "volunteer": volunteer}


def about_to_swap(world: World, folder: Path) -> Arguments:
    """The same, with another shift to go to."""
    arguments = signed_up(world, folder)
    old = db.session.scalars(select(SignUp).where(SignUp.state == SignUpState.CONFIRMED)).one()
    other = add_shift(world, "接回交接", days=40)
    db.session.commit()
    return arguments | {"old": old, "shift": other}


def about(**more: object) -> Call:
    """A call about that volunteer."""
    return Call(PLANNERS, lambda world, folder: signed_up(world, folder) | more)


CALLS |= {
    "guardianpaper.promise_paper": about(),
    "volunteers.agree_as_guardian": about(name="苏建国", phone="13800000029", signature=SIGNATURE),
    "volunteers.answer_questions": about(answers=(), asked=()),
    "volunteers.change_details": about(details=DETAILS),
    "volunteers.erase_volunteer": about(),
    "volunteers.swap_shift": Call(PLANNERS, about_to_swap),
}
