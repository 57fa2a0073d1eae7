"""Volunteers as the organiser sees them: shifts counted, the people of one, what they can prove."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from sqlalchemy import ColumnElement, Integer, and_, bindparam, select
from sqlalchemy.orm import joinedload

from planner import clock
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Attendance, SignUp, Volunteer
from planner.models.columns import Moment
from planner.people import Slot
from planner.people.board import Tally
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.signups import count_where, has_place

LATELY = timedelta(hours=48)


def has_left_since(moment: ColumnElement[datetime] | datetime) -> ColumnElement[bool]:
    """Whether somebody gave up their place after that moment."""
    return and_(SignUp.state == SignUpState.LEFT, SignUp.left_at >= moment)


_HAS_PLACE = has_place(bindparam("now", type_=Moment))
_TALLIES = (
    select(
        SignUp.shift,
        SignUp.known,
        count_where(_HAS_PLACE),
        count_where(SignUp.state == SignUpState.WAITING),
        count_where(_HAS_PLACE & SignUp.leave_asked_at.is_not(None)),
        count_where(_HAS_PLACE & (SignUp.absent_by != "")),
        count_where(_HAS_PLACE & Volunteer.experienced),
        count_where(has_left_since(bindparam("since", type_=Moment))),
        count_where(Attendance.arrived_at.is_not(None)),
        count_where(Attendance.arrived_at.is_not(None) & Attendance.left_at.is_(None) & (SignUp.absent_by == "")),
        count_where(SignUp.state == SignUpState.ENTERED),
        count_where(_HAS_PLACE & (SignUp.state == SignUpState.INVITED)),
    )
    .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
    .outerjoin(Attendance, Attendance.sign_up_id == SignUp.id)
    .where(SignUp.event_id == bindparam("event", type_=Integer))
    .group_by(SignUp.shift, SignUp.known)
)


def read_tallies(event_id: int, slots: Sequence[Slot]) -> dict[str, Tally]:
    """How the shifts of an event stand, by key; one statement."""
    now = clock.now()
    counted = db.session.execute(_TALLIES, {"event": event_id, "now": now, "since": now - LATELY})
    marks = {slot.key: slot.mark for slot in slots}
    found: dict[str, Tally] = {}
    for shift, known, taken, waiting, *others in counted:
        invited = others[-1]
        unanswered = taken - invited if marks.get(shift, known) != known else 0
        tally = Tally(taken, waiting, unanswered, *others)
        found[shift] = found[shift].plus(tally) if shift in found else tally
    return found


def list_sign_ups(event_id: int, shift: str | None = None) -> list[SignUp]:
    """Those who have or await a place, of one shift or of all, with who they are, in order of arrival."""
    wanted = select(SignUp).where(SignUp.event_id == event_id, SignUp.state.not_in(_ENDED))
    if shift is not None:
        wanted = wanted.where(SignUp.shift == shift)
    return list(db.session.scalars(wanted.options(joinedload(SignUp.volunteer)).order_by(SignUp.arrival)))


_ENDED = (SignUpState.LEFT, SignUpState.REFUSED)


def find_sign_up(event_id: int, sign_up_id: int) -> SignUp | None:
    """A sign-up of that event, with who it is."""
    wanted = select(SignUp).where(SignUp.event_id == event_id, SignUp.id == sign_up_id)
    return db.session.scalar(wanted.options(joinedload(SignUp.volunteer).joinedload(Volunteer.link)))


class HeldProof(NamedTuple):
    """Until when the training and the record check of somebody hold who has a place."""

    shift: str
    trained_until: date | None
    checked_until: date | None


def read_proofs(event_id: int, shifts: Sequence[str]) -> list[HeldProof]:
    """What those have who serve in these shifts; one statement."""
    wanted = select(SignUp.shift, Volunteer.trained_until, Volunteer.checked_until)
    wanted = wanted.join(Volunteer, Volunteer.id == SignUp.volunteer_id).where(SignUp.event_id == event_id)
    rows = db.session.execute(wanted.where(SignUp.shift.in_(shifts), SignUp.state.in_(HAVING_A_PLACE)))
    return [HeldProof(*row) for row in rows]
