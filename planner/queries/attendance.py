"""Reading when volunteers came and went."""

from collections.abc import Iterable

from sqlalchemy import func, or_, select

from planner import clock
from planner.extensions import db
from planner.models import Attendance, Event, PostPosition, SignUp
from planner.people import ServiceStint
from planner.people.attendance import Span, find_span, make_stint
from planner.people.positions import GeoPoint
from planner.people.waitinglist import HAVING_A_PLACE
from planner.queries.signups import read_slots


def read_stints(event: Event, volunteer_id: int | None = None) -> dict[int, ServiceStint]:
    """What hours are counted from, by the id of the sign-up: of all who have a place, or came without one.

    Of one volunteer only, where one is named. Whoever neither came nor left is there without moments, whoever is marked
    as absent too. Left out are shifts whose day or hours are not known, of which nobody can say what they count. One
    statement besides those of the shifts.
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
        span = find_span(slots.get(sign_up.shift), kept_span(noted))
        if span is not None:
            found[sign_up.id] = make_stint(
                str(sign_up.id),
                span,
                arrived_at=clock.on_the_wall(noted.arrived_at) if noted else None,
                left_at=clock.on_the_wall(noted.left_at) if noted else None,
                is_absent=bool(sign_up.absent_by),
            )
    return found


def find_attendance(sign_up_id: int) -> Attendance | None:
    """What is noted of a sign-up, as it stands in the database."""
    wanted = select(Attendance).where(Attendance.sign_up_id == sign_up_id)
    return db.session.scalar(wanted.execution_options(populate_existing=True))


def attendance_of(sign_up_ids: Iterable[int]) -> dict[int, Attendance]:
    """What is noted of these sign-ups, by their ids; one statement."""
    found = db.session.scalars(select(Attendance).where(Attendance.sign_up_id.in_(list(sign_up_ids))))
    return {noted.sign_up_id: noted for noted in found}


def count_arrivals(event_id: int, shift: str) -> int:
    """How many have checked in at a shift."""
    wanted = select(func.count()).select_from(Attendance).join(SignUp, SignUp.id == Attendance.sign_up_id)
    of_shift = wanted.where(SignUp.event_id == event_id, SignUp.shift == shift)
    return db.session.scalar(of_shift.where(Attendance.arrived_at.is_not(None))) or 0


def find_position(event_id: int, post: str) -> GeoPoint | None:
    """Where a post is, if that was said."""
    wanted = select(PostPosition).where(PostPosition.event_id == event_id, PostPosition.post == post)
    row = db.session.scalar(wanted)
    return GeoPoint(row.latitude, row.longitude) if row else None


def positions_of_posts(event_id: int) -> dict[str, PostPosition]:
    """Where the posts of an event are, by the keys of those of which that was said."""
    found = db.session.scalars(select(PostPosition).where(PostPosition.event_id == event_id))
    return {row.post: row for row in found}


def kept_span(noted: Attendance | None) -> Span | None:
    """The shift as it was when somebody came or went; None while neither is noted."""
    if noted is None or (noted.arrived_at is None and noted.left_at is None):
        return None
    return Span(clock.on_the_wall(noted.starts_at), clock.on_the_wall(noted.ends_at))
