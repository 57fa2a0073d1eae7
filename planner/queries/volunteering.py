"""Volunteers as the organiser sees them: shifts counted, the people of one, who is to be in two places at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, case, func, select
from sqlalchemy.orm import aliased, joinedload

from planner import clock
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Duty, Event, SignUp, Volunteer
from planner.people import Slot
from planner.people.board import Tally
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.events import CLOSED

LATELY = timedelta(hours=48)


def _count(condition: ColumnElement[bool]) -> ColumnElement[int]:
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def read_tallies(event_id: int, slots: Sequence[Slot]) -> dict[str, Tally]:
    """How the shifts of an event stand, by key; one statement."""
    has_place = SignUp.state.in_(HAVING_A_PLACE)
    since = clock.now() - LATELY
    wanted = (
        select(
            SignUp.shift,
            SignUp.known,
            _count(has_place),
            _count(SignUp.state == SignUpState.WAITING),
            _count(has_place & SignUp.leave_asked_at.is_not(None)),
            _count(has_place & (SignUp.absent_by != "")),
            _count(has_place & Volunteer.experienced),
            _count((SignUp.state == SignUpState.LEFT) & (SignUp.left_at >= since)),
        )
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .where(SignUp.event_id == event_id)
        .group_by(SignUp.shift, SignUp.known)
    )
    marks = {slot.key: slot.mark for slot in slots}
    found: dict[str, Tally] = {}
    for shift, known, taken, waiting, asked, absent, experienced, left in db.session.execute(wanted):
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
    wanted = (
        select(SignUp.shift, Duty.key, Duty.role, Event)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .join(Duty, Duty.phone_index == Volunteer.phone_index)
        .join(Event, Event.id == Duty.event_id)
        .where(SignUp.event_id == event.id, SignUp.state.in_(HAVING_A_PLACE), Duty.deleted_at.is_(None))
        .where(Event.organisation_id == event.organisation_id, Event.deleted_at.is_(None))
        .where(Event.status.not_in(CLOSED))
    )
    return [DoubleDuty(*row) for row in db.session.execute(wanted.order_by(SignUp.arrival))]


@dataclass(frozen=True, slots=True)
class DoubleShift:
    """A volunteer who serves, by the same phone, at another event of the unit as well."""

    shift: str
    known: str
    event_title: str


def list_double_shifts(event: Event) -> list[DoubleShift]:
    """Who serves at this event and on the same day, as they agreed to it, at another one of the unit; one statement."""
    there, helper = aliased(SignUp), aliased(Volunteer)
    wanted = (
        select(SignUp.shift, there.known, Event.title)
        .join(Volunteer, Volunteer.id == SignUp.volunteer_id)
        .join(helper, helper.phone_index == Volunteer.phone_index)
        .join(there, there.volunteer_id == helper.id)
        .join(Event, Event.id == there.event_id)
        .where(SignUp.event_id == event.id, SignUp.state.in_(HAVING_A_PLACE), there.event_id != event.id)
        # Plus nothing, for SQLite not to go through all events of the unit once for each sign-up.
        .where(there.state.in_(HAVING_A_PLACE), Event.organisation_id + 0 == event.organisation_id)
        .where(Event.deleted_at.is_(None), Event.status.not_in(CLOSED))
    )
    return [DoubleShift(*row) for row in db.session.execute(wanted.order_by(SignUp.arrival))]
