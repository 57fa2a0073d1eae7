"""An event that takes volunteers, and people who sign up for it, for tests of their pages and services."""

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import time, timedelta
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from werkzeug.test import TestResponse

from planner import clock
from planner.days import Day
from planner.extensions import db
from planner.models import Link, SignUp, Volunteer
from planner.services.rows import add_row
from planner.services.signupdesk import open_desk, set_desk
from tests.planner.conftest import World
from tests.planner.submissions import event_of, user

InApp = Callable[[], AbstractContextManager[object]]
# Strokes as a finger draws them: x, y, x, y …
SIGNATURE = "[[10,10,20,20,30,30,40,40,50,50],[60,60,70,70,80,80,90,90]]"
ALONE: Mapping[str, str] = {
    "name": "林知远",
    "phone": "138 0000 0027",
    "sex": "f",
    "year": "1999",
    "month": "3",
    "emergency_name": "林先生",
    "emergency_phone": "13800000028",
    "risk": "y",
    "behaviour": "y",
}
MINOR: Mapping[str, str] = {
    **ALONE,
    "year": str(clock.today().year - 16),
    "month": "1",
    "guardian_name": "苏建国",
    "guardian_phone": "13800000029",
}
GROUP: Mapping[str, str] = {
    "unit": "云台一中高二（5）班",
    "name": "罗老师",
    "phone": "13800000051",
    "people": "陈晨\n欧阳清",
    "grown_up": "y",
    "risk": "y",
    "behaviour": "y",
}


@dataclass(frozen=True)
class Public:
    """The public page of the world's event, with a shift for two and one that overlaps with it."""

    token: str
    shift: str
    clash: str


def add_shift(world: World, title: str, *, days: int = 30, hours: tuple[int, int] = (9, 11), **more: Any) -> str:
    """A post with one shift so many days from today; returns the key of the shift."""
    places = more.pop("places", 2)
    values: dict[str, Any] = {"title": title, "place": "操场", "public": True, **more}
    post = add_row(event_of(world), "posts", values, actor=user(world, "周老师"))
    day = Day.of(clock.today() + timedelta(days=days))
    shift = {"post": post.key, "label": "", "day": day, "start": time(hours[0]), "end": time(hours[1])}
    return add_row(event_of(world), "shifts", {**shift, "places": places}, actor=user(world, "周老师")).key


def open_sign_up(world: World, **settings: Any) -> str:
    """Begin to take volunteers; returns the token of the public page."""
    desk = open_desk(event_of(world), actor=user(world, "周老师"))
    values: dict[str, Any] = {
        "opens_at": None,
        "closes_at": None,
        "benefits": "计志愿时长",
        "bring": "水杯",
        "leave_hours": 24,
    }
    values |= {"shows_phone": False, "version": desk.version, **settings}
    set_desk(event_of(world), actor=user(world, "周老师"), **values)
    db.session.flush()
    return db.session.get_one(Link, desk.link_id).token


def send(client: FlaskClient, token: str, shift: str, data: Mapping[str, str], **more: str) -> TestResponse:
    """Send the form of one person, or of a group where it names people."""
    query = "?group=1" if "people" in data else ""
    return client.post(f"/v/{token}/{shift}{query}", data={**data, **more})


def all_sign_ups() -> list[tuple[str, str]]:
    """Name and state of everybody who signed up, in order of arrival."""
    wanted = select(Volunteer, SignUp).where(SignUp.volunteer_id == Volunteer.id).order_by(SignUp.arrival)
    return [(volunteer.name, one.state.value) for volunteer, one in db.session.execute(wanted)]


def volunteer_named(name: str) -> Volunteer:
    """The volunteer of that name."""
    return next(one for one in db.session.scalars(select(Volunteer)) if one.name == name)


@dataclass(frozen=True)
class Mine:
    """The own page of somebody who has a shift of one place, and the public page."""

    token: str
    shift: str
    public: str

    @property
    def home(self) -> str:
        """The address of the own page."""
        return f"/v/me/{self.token}"


def sign_up_elsewhere(world: World, in_app: InApp, app: Flask, data: Mapping[str, str]) -> Mine:
    """Sign somebody up for the only place of a shift, on another phone."""
    with in_app():
        shift = add_shift(world, "栈道看护", places=1)
        public = open_sign_up(world)
        db.session.commit()
    location = send(app.test_client(), public, shift, data).location or ""
    return Mine(location.split("/")[3], shift, public)
