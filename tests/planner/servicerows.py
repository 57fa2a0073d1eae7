"""Volunteers who serve, written past the services; call them inside `with in_app()`."""

from datetime import date

from planner import clock
from planner.days import Day
from planner.enums import EventStatus, SignUpState
from planner.extensions import db
from planner.models import Attendance, Event, ServiceHours, SignUp, Volunteer
from tests.planner.conftest import World


def serving_event(
    world: World,
    title: str,
    day: date | None,
    *,
    unit: str = "school",
    owner: str = "周老师",
    status: EventStatus = EventStatus.PUBLISHED,
) -> int:
    """An event on that day; its id."""
    event = Event(
        organisation_id=world.units[unit],
        owner_id=world.users[owner],
        title=title,
        kind="blank",
        status=status,
        starts_on=day and Day.of(day),
        ends_on=day and Day.of(day),
        first_date=day,
        last_date=day,
    )
    db.session.add(event)
    db.session.flush()
    return event.id


def serve(
    event: int, phone: str, *shifts: str, state: SignUpState = SignUpState.CONFIRMED, absent_by: str = ""
) -> list[SignUp]:
    """Somebody with these shifts of an event."""
    volunteer = Volunteer(event_id=event, name="林知远", phone=phone)
    made = [
        SignUp(event_id=event, volunteer=volunteer, shift=shift, state=state, arrival=1, absent_by=absent_by)
        for shift in shifts
    ]
    db.session.add_all(made)
    db.session.flush()
    return made


def arrive(sign_up: SignUp, *, minutes: int | None = None, is_approved: bool = True) -> None:
    """They came; so many minutes were settled."""
    now = clock.now()
    db.session.add(Attendance(sign_up_id=sign_up.id, starts_at=now, ends_at=now, arrived_at=now))
    if minutes is not None:
        settled = ServiceHours(
            event_id=sign_up.event_id,
            volunteer_id=sign_up.volunteer_id,
            sign_up_id=sign_up.id,
            day=clock.today(),
            minutes=minutes,
            approved_at=now if is_approved else None,
        )
        db.session.add(settled)
    db.session.flush()
