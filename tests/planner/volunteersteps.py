"""Steps that tests of volunteers begin with; call them inside `with in_app()`."""

from datetime import time
from typing import Any

from planner.actors import Visitor
from planner.days import Day
from planner.enums import SignUpState
from planner.extensions import db
from planner.models import FiledVolunteer, SignUp, Volunteer
from planner.people.applicants import Applicant
from planner.queries.signups import find_desk
from planner.services.rows import add_row
from planner.services.signupdesk import open_desk
from planner.services.signups import sign_up as sign_up_people
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

POST: dict[str, Any] = {"title": "栈道看护", "meeting": "红军山停车场", "least_age": None}
DAY = Day(6, 1, 2027)


def asking(world: World, *, places: int = 2, start: int = 9, end: int = 11, **post: Any) -> str:
    """A shift of a post of its own that volunteers may sign up for; returns its key. Committed."""
    event, actor = event_of(world), user(world, "周老师")
    open_desk(event, actor=actor)
    added = add_row(event, "posts", POST | post, actor=actor)
    values = {"post": added.key, "day": DAY, "start": time(start), "end": time(end), "places": places}
    shift = add_row(event, "shifts", values, actor=actor)
    db.session.commit()
    return shift.key


def asking_for_days(world: World, count: int) -> list[str]:
    """A post with one shift on each of so many days; the keys of its shifts. Committed."""
    event, actor = event_of(world), user(world, "周老师")
    post = add_row(event, "posts", POST, actor=actor)
    values = {"post": post.key, "start": time(9), "end": time(11), "places": 2}
    days = [values | {"day": Day(6, day, 2027)} for day in range(1, count + 1)]
    keys = [add_row(event, "shifts", each, actor=actor).key for each in days]
    db.session.commit()
    return keys


def visitor(world: World) -> Visitor:
    """Somebody who scanned the poster."""
    desk = find_desk(world.event)
    assert desk is not None
    return Visitor(desk.link_id, "志愿者", world.event)


def applicant(name: str = "林知远", phone: str = "13800001111", **more: Any) -> Applicant:
    """A grown-up who agrees."""
    return Applicant(**{"name": name, "phone": phone, "born": (1998, 3), "agrees": True, **more})


def signed_up(world: World, shift: str, *names: str, **more: Any) -> list[SignUp]:
    """These people one after the other, each with a number of their own; committed."""
    made = [
        sign_up_people(
            event_of(world), shift, [applicant(name, f"139{ord(name[0]):08d}", **more)], actor=visitor(world)
        )[0]
        for name in names
    ]
    db.session.commit()
    return made


def states_of(shift: str) -> list[tuple[str, SignUpState]]:
    """Who signed up for a shift and how that stands, in order of arrival."""
    wanted = db.select(SignUp.arrival, Volunteer.name, SignUp.state).join(SignUp.volunteer)
    rows = db.session.execute(wanted.where(SignUp.shift == shift).order_by(SignUp.arrival))
    return [(name, state) for _, name, state in rows]


def page_of(sign_up: SignUp) -> Visitor:
    """The volunteer on their own page."""
    return page_of_volunteer(sign_up.volunteer)


def page_of_volunteer(volunteer: Volunteer) -> Visitor:
    """The same by who they are."""
    return Visitor(volunteer.link_id or 0, "志愿者", volunteer.event_id)


def on_file(world: World, *names: str, **more: Any) -> list[FiledVolunteer]:
    """These people, grown up, in the file of the school, each with a number of their own; committed."""
    made = [
        FiledVolunteer(
            organisation_id=world.units["school"],
            **{"name": name, "phone": f"139{ord(name[0]):08d}", "born": "1998-03", "agreement": "2026-11", **more},
        )
        for name in names
    ]
    db.session.add_all(made)
    db.session.commit()
    return made


def in_file() -> list[tuple[str, str]]:
    """Name and phone of everybody who stands in a file, in the order in which they came."""
    found = db.session.scalars(db.select(FiledVolunteer).order_by(FiledVolunteer.id))
    return [(one.name, one.phone) for one in found]
