"""Volunteers as the organiser sees them: shifts counted, the people of one, who is to be in two places at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, Integer, bindparam, case, func, select
from sqlalchemy.orm import aliased, joinedload

from planner import clock
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Duty, Event, SignUp, Volunteer
from planner.models.columns import Moment
from planner.people import Slot
from planner.people.board import Tally
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.events import CLOSED

LATELY = timedelta(hours=48)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


_HAS_PLACE = SignUp.state.in_(HAVING_A_PLACE)
_TALLIES = (
    select(
        SignUp.shift,
        SignUp.known,
        _count(_HAS_PLACE),
        _count(SignUp.state == SignUpState.WAITING),
        _count(_HAS_PLACE & SignUp.leave_asked_at.is_not(None)),
        _count(_HAS_PLACE & (SignUp.absent_by != "")),
        _count(_HAS_PLACE & Volunteer.experienced),
        _count((SignUp.state == SignUpState.LEFT) & (SignUp.left_at >= bindparam("since", type_=Moment))),
    )
    .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
    .where(SignUp.event_id == bindparam("event", type_=Integer))
    .group_by(SignUp.shift, SignUp.known)
)


def read_tallies(event_id: int, slots: Sequence[Slot]) -> dict[str, Tally]:
    """How the shifts of an event stand, by key; one statement."""
    counted = db.session.execute(_TALLIES, {"event": event_id, "since": clock.now() - LATELY})
    marks = {slot.key: slot.mark for slot in slots}
    found: dict[str, Tally] = {}
    for shift, known, taken, waiting, asked, absent, experienced, left in counted:
        unanswered = taken if marks.get(shift, known) != known else 0
        tally = Tally(taken, waiting, unanswered, asked, absent, experienced, left)
        found[shift] = found.get(shift, Tally()).plus(tally)
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


@dataclass(frozen=True, slots=True)
class DoubleDuty:
    """A volunteer whom a duty names, by their phone, of an event that isn't over: here or elsewhere in the unit."""

    shift: str
    duty: str
    role: str
    event: Event


def list_double_duties(event: Event) -> list[DoubleDuty]:
    """Who serves at this event and has a duty of the unit; one statement, by phone number."""
    asked = {"event": event.id, "unit": event.organisation_id}
    return [DoubleDuty(*row) for row in db.session.execute(_DOUBLE_DUTIES, asked)]


_HERE, _UNIT = bindparam("event", type_=Integer), bindparam("unit", type_=Integer)
_DOUBLE_DUTIES = (
    select(SignUp.shift, Duty.key, Duty.role, Event)
    .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
    .join(Duty, Duty.phone_index == Volunteer.phone_index)
    .join(Event, Event.id == Duty.event_id)
    .where(SignUp.event_id == _HERE, _HAS_PLACE, Duty.deleted_at.is_(None))
    .where(Event.organisation_id == _UNIT, Event.deleted_at.is_(None), Event.status.not_in(CLOSED))
    .order_by(SignUp.arrival)
)


@dataclass(frozen=True, slots=True)
class DoubleShift:
    """A volunteer who serves, by the same phone, at another event of the unit as well."""

    shift: str
    known: str
    event_title: str


def list_double_shifts(event: Event) -> list[DoubleShift]:
    """Who serves at this event and on the same day, as they agreed to it, at another one of the unit; one statement."""
    asked = {"event": event.id, "unit": event.organisation_id}
    return [DoubleShift(*row) for row in db.session.execute(_DOUBLE_SHIFTS, asked)]


_there, _helper = aliased(SignUp), aliased(Volunteer)
_DOUBLE_SHIFTS = (
    select(SignUp.shift, _there.known, Event.title)
    .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
    .join(_helper, _helper.phone_index == Volunteer.phone_index)
    .join(_there, _there.volunteer_id == _helper.id)
    .join(Event, Event.id == _there.event_id)
    .where(SignUp.event_id == _HERE, _HAS_PLACE, _there.event_id != _HERE, _there.state.in_(HAVING_A_PLACE))
    # Plus nothing, for SQLite not to go through all events of the unit once for each sign-up.
    .where(Event.organisation_id + 0 == _UNIT, Event.deleted_at.is_(None), Event.status.not_in(CLOSED))
    .order_by(SignUp.arrival)
)
