"""Reading when volunteers came and went."""

from datetime import datetime

from sqlalchemy import or_, select

from planner import clock
from planner.extensions import db
from planner.models import Attendance, Event, SignUp
from planner.people import ServiceStint
from planner.people.attendance import Span, find_span, make_stint
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.signups import read_slots


def read_stints(event: Event, volunteer_id: int | None = None) -> dict[int, ServiceStint]:
    """What hours are counted from, by the id of the sign-up: of all who have a place, or came without one.

    Of one volunteer only, where one is named.
    Whoever neither came nor left is there without moments, whoever is marked as absent too. Left out are shifts whose
    day or hours are not known, of which nobody can say what they count. One statement besides those of the shifts.
    """
    slots = {slot.key: slot for slot in read_slots(event)}
    wanted = (
        select(SignUp, Attendance)
        .outerjoin(Attendance, Attendance.sign_up_id == SignUp.id)
        .where(SignUp.event_id == event.id)
        .where(
            or_(SignUp.state.in_(HAVING_A_PLACE), Attendance.arrived_at.is_not(None), Attendance.left_at.is_not(None))
        )
        .order_by(SignUp.arrival)
    )
    if volunteer_id is not None:
        wanted = wanted.where(SignUp.volunteer_id == volunteer_id)
    found: dict[int, ServiceStint] = {}
    for sign_up, noted in db.session.execute(wanted):
        span = find_span(slots.get(sign_up.shift), kept_span(noted) if noted else None)
        if span is not None:
            found[sign_up.id] = make_stint(
                str(sign_up.id),
                span,
                arrived_at=wall(noted.arrived_at) if noted else None,
                left_at=wall(noted.left_at) if noted else None,
                is_absent=bool(sign_up.absent_by),
            )
    return found


def kept_span(noted: Attendance) -> Span:
    """The shift as it was when somebody came."""
    return Span(clock.local(noted.starts_at).replace(tzinfo=None), clock.local(noted.ends_at).replace(tzinfo=None))


def wall(moment: datetime | None) -> datetime | None:
    """A moment by the clock on the wall in Shanghai, as shifts are written."""
    return clock.local(moment).replace(tzinfo=None) if moment else None
