"""How much is still to be settled of hours, event by event, and what somebody served elsewhere in the unit."""

from collections.abc import Iterable
from typing import TypeVarTuple

from sqlalchemy import Select, and_, func, or_, select
from sqlalchemy.orm import joinedload

from budgets.persons import plain_person
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import Attendance, Event, HoursRequest, ServiceHours, Shift, SignUp, Volunteer
from planner.models.columns import index_candidates
from planner.people.hoursdue import find_due
from planner.queries.excludedservice import IS_EXCLUDED
from planner.queries.volunteerrules import find_rules_of_event
from planner.workdays import WorkdayCount

Found = TypeVarTuple("Found")


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
    rows = db.session.execute(_elsewhere(select(Volunteer.name, ServiceHours.minutes), event, volunteer))
    plain = plain_person(volunteer.name)
    return sum(minutes for name, minutes in rows if plain_person(name) == plain)


def find_elsewhere(event: Event, volunteer: Volunteer) -> list[int]:
    """The ids of those events, in order: nothing else of them is read, so that they can be locked first."""
    if not volunteer.phone:
        return []
    rows = db.session.execute(_elsewhere(select(Volunteer.name, Volunteer.event_id), event, volunteer))
    plain = plain_person(volunteer.name)
    return sorted({event_id for name, event_id in rows if plain_person(name) == plain})


def read_elsewhere(event: Event, volunteer: Volunteer) -> list[tuple[Event, Volunteer, ServiceHours]]:
    """Those hours, each with its event and with the volunteer that the person is there, by days; one statement."""
    if not volunteer.phone:
        return []
    wanted = select(Event, Volunteer, ServiceHours).options(joinedload(Event.organisation), joinedload(Event.owner))
    rows = db.session.execute(_elsewhere(wanted, event, volunteer).order_by(ServiceHours.day, ServiceHours.id))
    plain = plain_person(volunteer.name)
    return [(row[0], row[1], row[2]) for row in rows if plain_person(row[1].name) == plain]


def _elsewhere(wanted: Select[*Found], event: Event, volunteer: Volunteer) -> Select[*Found]:
    """Approved hours under the phone of a volunteer at other events of the unit."""
    return (
        wanted.select_from(Volunteer)
        .join(ServiceHours, ServiceHours.volunteer_id == Volunteer.id)
        .join(Event, Event.id == Volunteer.event_id)
        .where(Volunteer.phone_index.in_(index_candidates(volunteer.phone)), Volunteer.event_id != event.id)
        .where(Event.organisation_id == event.organisation_id, Event.deleted_at.is_(None))
        .where(ServiceHours.approved_at.is_not(None))
    )
