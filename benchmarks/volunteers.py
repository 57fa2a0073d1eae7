"""The volunteers that measurements run on: an event with many of them, in many shifts."""

from datetime import time, timedelta
from pathlib import Path

from planner import clock, create_app
from planner.actors import Visitor
from planner.days import Day
from planner.extensions import db
from planner.models import Event, User
from planner.people.applicants import Applicant
from planner.queries.signups import find_desk
from planner.services.rows import add_row
from planner.services.signupdesk import open_desk
from planner.services.signups import sign_up

VOLUNTEERS, POSTS, DAYS = 300, 8, 5
SHIFTS = POSTS * DAYS


def take_volunteers(event: Event, owner: User) -> str:
    """Ask for volunteers and let them come, half the shifts are full, some have a line; the public link's token."""
    open_desk(event, actor=owner)
    db.session.flush()
    desk = find_desk(event.id)
    assert desk is not None
    visitor = Visitor(desk.link_id, "志愿者", event.id)
    shifts = [shift for post in range(POSTS) for shift in _add_post(event, owner, post)]
    for number in range(VOLUNTEERS):
        one = Applicant(name=_name(number), phone=f"139{number:08d}", born=(1999, 3), agrees=True)
        sign_up(event, shifts[number % SHIFTS], [one], actor=visitor)
    return desk.link.token


def _name(number: int) -> str:
    """Of three signs; every fortieth is called like somebody before."""
    given = number % (VOLUNTEERS - VOLUNTEERS // 40)
    return "林苏周陈罗沈顾许叶江"[given % 10] + "知子一小星思"[given // 10 % 6] + "远恩墨禾鸣辰安"[given // 60]


def _add_post(event: Event, owner: User, number: int) -> list[str]:
    """A post with a shift on each day; the keys of its shifts."""
    values = {"title": f"第 {number + 1} 组引导", "place": "县文化馆", "meeting": "东门", "public": True}
    post = add_row(event, "posts", values, actor=owner)
    first = clock.today() + timedelta(days=30)
    keys = []
    for day in range(DAYS):
        times = {"day": Day.of(first + timedelta(days=day)), "start": time(8 + number), "end": time(9 + number)}
        shift = {"post": post.key, "label": "", "places": VOLUNTEERS // SHIFTS + 2 * (day % 2) - (day == 0), **times}
        keys.append(add_row(event, "shifts", shift, actor=owner).key)
    return keys


def ask_for_volunteers(folder: Path) -> str:
    """In an instance with sample data, the same for its first event; the address of its public page."""
    with create_app({"INSTANCE_DIR": str(folder), "RATELIMIT_ENABLED": False}).app_context():
        event = db.session.scalars(db.select(Event).order_by(Event.id)).first()
        assert event is not None
        token = take_volunteers(event, db.session.get_one(User, event.owner_id))
        db.session.commit()
        return f"/v/{token}"
