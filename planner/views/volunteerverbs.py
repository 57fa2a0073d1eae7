"""The one thing to do next about somebody of a shift."""

from datetime import datetime
from enum import Enum

from planner.enums import SignUpState
from planner.models import SignUp
from planner.people import Slot
from planner.people.waitinglist import HAVING_A_PLACE


class VolunteerStep(Enum):
    """What stands on the button.

    `action` is what is done at once, with `sends` as the value of the button; without one the button leads on: to the
    text that asks for an answer where `asks_group`, to the list that is ticked where `ticks`, else to the page of the
    person.
    """

    LOOK = "看", "", ""
    CONFIRM = "补上", "confirm", ""
    ANSWER_LEAVE = "准假", "", ""
    REMIND = "催一下", "", ""
    MOVE = "移到", "", ""
    TICK = "签到", "", ""
    MARK_ABSENT = "记未到", "absence", "1"
    TAKE_ABSENCE_BACK = "撤回未到", "absence", "0"

    def __init__(self, label: str, action: str, sends: str) -> None:
        self.label, self.action, self.sends = label, action, sends

    @property
    def asks_group(self) -> bool:
        """Whether a text for the group chat is the way."""
        return self is VolunteerStep.REMIND

    @property
    def ticks(self) -> bool:
        """Whether the list that is ticked on site is the way."""
        return self is VolunteerStep.TICK


def next_step(sign_up: SignUp, slot: Slot, now: datetime, *, has_come: bool = False) -> VolunteerStep:
    """The next thing to do, by what is open."""
    if sign_up.state is SignUpState.ENTERED:
        return VolunteerStep.LOOK
    if sign_up.state not in HAVING_A_PLACE:
        return VolunteerStep.CONFIRM
    if sign_up.leave_asked_at is not None:
        return VolunteerStep.ANSWER_LEAVE
    if slot.begins is not None and slot.begins.date() <= now.date() and (has_come or slot.begins > now):
        return VolunteerStep.TICK
    if slot.begins is not None and slot.begins <= now:
        return VolunteerStep.TAKE_ABSENCE_BACK if sign_up.absent_by else VolunteerStep.MARK_ABSENT
    return VolunteerStep.REMIND if sign_up.known != slot.mark else VolunteerStep.MOVE
