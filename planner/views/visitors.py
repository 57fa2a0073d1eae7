"""Who is behind a link of somebody without an account, and by what their phone is known again."""

import re
from dataclasses import dataclass
from functools import cached_property

from flask import current_app, request
from werkzeug.wrappers import Response

from planner.actors import Visitor
from planner.dossier import Dossier, Post, SignUpQuestion
from planner.dossier.calling import Callee, callee_of_post
from planner.enums import LinkPurpose
from planner.errors import NotFound
from planner.extensions import db
from planner.models import Event, Link, SignUpDesk, Volunteer
from planner.people import Slot
from planner.queries.dossier import current_dossier, current_rows
from planner.queries.signups import current_slots, find_desk, list_desk_links, volunteer_of_link
from planner.services.links import find_link

NAME = "志愿者"
_COOKIE_PATH, _COOKIE_SECONDS = "/v", 400 * 24 * 3600
_LONGEST_TOKEN = 100
# Volunteers, and whoever says how it was.
_OF_LINK = re.compile(rf"/[vf]/[^/]{{1,{_LONGEST_TOKEN}}}")
_COOKIE = re.compile(r"planner_v([1-9]\d{0,8})", re.ASCII)
_MOST_EVENTS = 5


@dataclass(frozen=True)
class Opened:
    """What a link of somebody without an account has opened; what a request doesn't ask for is not read."""

    token: str
    event: Event
    link: Link

    @cached_property
    def visitor(self) -> Visitor:
        """Whoever holds the link, as services and logs know them: not by name."""
        return Visitor(self.link.id, NAME, self.link.event_id)

    @cached_property
    def row(self) -> SignUpDesk:
        """How the event takes volunteers; raises NotFound as for a link that does not open where it takes none."""
        if (found := find_desk(self.event.id)) is None:
            raise NotFound(self.link.rule.closed)
        return found

    @cached_property
    def dossier(self) -> Dossier:
        """The plan of the event as last committed."""
        return current_dossier(self.event)

    @cached_property
    def slots(self) -> tuple[Slot, ...]:
        """The shifts of the event."""
        return current_slots(self.event)

    def callee(self, post: Post) -> Callee | None:
        """Whom volunteers of a post call."""
        return callee_of_post(self.dossier, post, may_show_others=self.row.shows_phone)

    @property
    def questions(self) -> tuple[SignUpQuestion, ...]:
        """The organiser's own questions, to whomever."""
        return current_rows(self.event)["questions"]


@dataclass(frozen=True)
class Desk(Opened):
    """The public link of an event as somebody opened it."""


@dataclass(frozen=True)
class OwnPage(Opened):
    """The own page of a volunteer as they opened it."""

    volunteer: Volunteer


def name_queue(path: str) -> str:
    """What is sent to one link waits for what came there before."""
    found = _OF_LINK.match(path)
    return found[0] if found else ""


def open_desk(token: str) -> Desk:
    """The desk of a public link; raises NotFound, in the same words, for every link that does not open."""
    link = find_link(LinkPurpose.SIGN_UP, token)
    return Desk(token, _event_of(link), link)


def open_own_page(token: str) -> OwnPage:
    """The page of whoever has this link; raises NotFound like `open_desk`."""
    link = find_link(LinkPurpose.VOLUNTEER, token)
    volunteer = volunteer_of_link(link.id)
    if volunteer is None:
        raise NotFound(link.rule.closed)
    return OwnPage(token, _event_of(link), link, volunteer)


def _event_of(link: Link) -> Event:
    if link.event is None:
        raise NotFound(link.rule.closed)
    return link.event


def find_known(event: Event) -> tuple[Volunteer, str] | None:
    """The volunteer of this event whose page was opened on this phone, with its token."""
    token = request.cookies.get(_cookie_name(event.id), "")[:_LONGEST_TOKEN]
    if not token:
        return None
    try:
        link = find_link(LinkPurpose.VOLUNTEER, token)
    except NotFound:
        return None
    volunteer = volunteer_of_link(link.id)
    return (volunteer, token) if volunteer is not None and volunteer.event_id == event.id else None


def desks_known_here() -> list[tuple[str, str]]:
    """The public links of the events by which this phone is known, with their titles, where they still open.

    It goes by the cookies alone, so that a link that is wrong and one that has ended are answered alike.
    """
    ids = [int(found[1]) for name in request.cookies if (found := _COOKIE.fullmatch(name))][:_MOST_EVENTS]
    if not ids:
        return []
    return [(link.token, title) for link, title in list_desk_links(ids) if link.is_open and link.token]


def own_visitor(volunteer: Volunteer) -> Visitor:
    """A known volunteer, acting by the link of their own page."""
    assert volunteer.link_id is not None, "whoever is known has a link"
    return Visitor(volunteer.link_id, NAME, volunteer.event_id)


def token_of(volunteer: Volunteer) -> str:
    """The token of a volunteer's own page, as the link keeps it."""
    link = db.session.get(Link, volunteer.link_id) if volunteer.link_id else None
    return link.token if link else ""


def remember(response: Response, event_id: int, token: str) -> Response:
    """Let this phone be known, for the pages of volunteers only; no script can read by what."""
    response.set_cookie(
        _cookie_name(event_id),
        token,
        max_age=_COOKIE_SECONDS,
        path=_COOKIE_PATH,
        httponly=True,
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        samesite="Lax",
    )
    return response


def forget(response: Response, event_id: int) -> Response:
    """Nobody is known on this phone any more."""
    response.delete_cookie(_cookie_name(event_id), path=_COOKIE_PATH)
    return response


def _cookie_name(event_id: int) -> str:
    return f"planner_v{event_id}"
