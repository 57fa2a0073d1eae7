"""The same for several sign-ups at once: all of them, or none where one is refused."""

from collections.abc import Sequence

from planner.actors import Actor
from planner.enums import SignUpState
from planner.errors import BadInput
from planner.models import Event, SignUp
from planner.people.waitinglist import HAVING_A_PLACE
from planner.permissions import can_work_on_event
from planner.services.guard import guard_event
from planner.services.volunteering import confirm_sign_up, refuse_sign_up

NOBODY = "先勾上人。"


def confirm_several(event: Event, sign_ups: Sequence[SignUp], *, over: bool = False, actor: Actor) -> int:
    """Give places to those who wait or were asked, in order of arrival; returns to how many.

    Those who have one stay as they are. Raises BadInput like `confirm_sign_up`, and where nobody is left to confirm.
    """
    guard_event(event, actor, can_work_on_event)
    open_ones = [one for one in sign_ups if one.state is SignUpState.INVITED or one.state not in HAVING_A_PLACE]
    if not open_ones:
        raise BadInput("勾上的人都有名额了。" if sign_ups else NOBODY)
    for one in sorted(open_ones, key=lambda one: one.arrival):
        confirm_sign_up(event, one, over=over, actor=actor)
    return len(open_ones)


def refuse_several(event: Event, sign_ups: Sequence[SignUp], *, word: str, actor: Actor) -> int:
    """Say no to all of them with one word; returns to how many. Raises BadInput without a word or anybody."""
    guard_event(event, actor, can_work_on_event)
    if not sign_ups:
        raise BadInput(NOBODY)
    # Nobody of those who are to go moves up into the place of another of them: those who wait go first.
    for one in sorted(sign_ups, key=lambda one: one.state in HAVING_A_PLACE):
        refuse_sign_up(event, one, word=word, actor=actor)
    return len(sign_ups)
