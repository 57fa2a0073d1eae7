"""How much is still to be settled of hours, event by event, and what somebody served elsewhere in the unit."""

from collections.abc import Iterable

from sqlalchemy import and_, func, or_, select

from budgets.persons import plain_person
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Attendance, Event, HoursRequest, ServiceHours, Shift, SignUp, Volunteer
from planner.models.columns import index_candidates
from planner.people.hoursdue import find_due
from planner.queries.excludedservice import IS_EXCLUDED
from planner.queries.volunteerrules import find_rules_of_event
from planner.workdays import WorkdayCount


def count_waiting(event_ids: Iterable[int]) -> dict[int, int]:
    """How many volunteers of each of these events have hours that nobody approved; one statement.

    Who was marked as absent, and whose work is no voluntary service, waits for nothing.
    """
    stands = and_(Shift.event_id == SignUp.event_id, Shift.key == SignUp.shift, Shift.deleted_at.is_(None))
    came = or_(Attendance.arrived_at.is_not(None), Attendance.left_at.is_not(None))
    wanted = (
        select(SignUp.event_id, func.count(SignUp.volunteer_id.distinct()))
        .outerjoin(Shift, stands)
        .outerjoin(Attendance, Attendance.sign_up_id == SignUp.id)
        .outerjoin(ServiceHours, ServiceHours.sign_up_id == SignUp.id)
        .where(SignUp.event_id.in_(list(event_ids)), ~IS_EXCLUDED)
        .where(ServiceHours.approved_at.is_(None), SignUp.absent_by == "")
        .where(or_(came, and_(SignUp.state == SignUpState.CONFIRMED, Shift.id.is_not(None))))
        .group_by(SignUp.event_id)
    )
    return {row[0]: row[1] for row in db.session.execute(wanted)}


def count_requests(event_ids: Iterable[int]) -> dict[int, int]:
    """How many volunteers of each of these events wait for an answer about their record; one statement."""
    wanted = select(HoursRequest.event_id, func.count()).where(HoursRequest.answered_at.is_(None))
    of_events = wanted.where(HoursRequest.event_id.in_(list(event_ids)))
    return {row[0]: row[1] for row in db.session.execute(of_events.group_by(HoursRequest.event_id))}


def find_hours_due(event: Event) -> WorkdayCount | None:
    """By when the hours of an event are to be recorded, by the rules of its unit; None while it has no day."""
    last = event.last_date or event.first_date
    return find_due(last, find_rules_of_event(event).record_workdays) if last else None


def sum_elsewhere(event: Event, volunteer: Volunteer) -> int:
    """The minutes approved of the same person, by name and phone, at other events of the unit; one statement."""
    if not volunteer.phone:
        return 0
    wanted = (
        select(Volunteer.name, ServiceHours.minutes)
        .join(ServiceHours, ServiceHours.volunteer_id == Volunteer.id)
        .join(Event, Event.id == Volunteer.event_id)
        .where(Volunteer.phone_index.in_(index_candidates(volunteer.phone)), Volunteer.event_id != event.id)
        .where(Event.organisation_id == event.organisation_id, Event.deleted_at.is_(None))
        .where(ServiceHours.approved_at.is_not(None))
    )
    plain = plain_person(volunteer.name)
    return sum(minutes for name, minutes in db.session.execute(wanted) if plain_person(name) == plain)
