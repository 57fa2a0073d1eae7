"""Into the app without its sign-in form: a session of a sample account, and the pages of the complete sample event."""

from typing import Any

from flask.sessions import SecureCookieSessionInterface
from sqlalchemy import select

from planner.extensions import db
from planner.models import Event, User
from planner.samples import load_sample
from planner.services.devices import begin_session
from tests.browser.conftest import LiveServer


def enter(page: Any, server: LiveServer, name: str = "周老师") -> None:
    """Give the page's browser the session of that person."""
    signer = SecureCookieSessionInterface().get_signing_serializer(server.app)
    assert signer
    with server.app.app_context():
        session_id = begin_session(db.session.scalars(select(User).where(User.name == name)).one())
        db.session.commit()
    cookie = signer.dumps({"_user_id": session_id, "_fresh": True})
    name = server.app.config["SESSION_COOKIE_NAME"]
    page.context.add_cookies([{"name": name, "value": cookie, "url": server.url}])


def sample_event(server: LiveServer, name: str = "hometown_tour") -> int:
    """The id of the complete sample event, or of another one."""
    title = load_sample(name).facts.title
    with server.app.app_context():
        return db.session.scalars(select(Event.id).where(Event.title == title)).one()


def event_without_volunteers(server: LiveServer) -> int:
    """The id of a sample event that takes no volunteers yet."""
    return sample_event(server, "summer_tour")
