"""The page of a link that only takes photos: it says what for and until when, and shows no list and no name."""

from dataclasses import dataclass

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from planner import clock
from planner.actors import Actor, Visitor
from planner.addresses import neighbourhood
from planner.days import Day, short_range
from planner.enums import LinkPurpose
from planner.errors import NotFound
from planner.intake.pictures.faults import MOST_BYTES
from planner.models import Event, Link
from planner.services.links import find_link
from planner.services.photos import VISITOR
from planner.services.signinglimits import check_photo, count_photo
from planner.views.compression import mark_secret
from planner.views.openpages import open_to_visitors, serve_visitors, show_ended
from planner.views.photosending import ACCEPT, SentFiles, begin_sending, phone_of_visitor, take_files, take_piece

bp = Blueprint("photolink", __name__, url_prefix="/p")
serve_visitors(bp, refusing=show_ended)
# The page names the addresses that its script sends to, and they hold the link.
bp.before_request(mark_secret)
Answer = str | Response | tuple[str, int]


@dataclass(frozen=True, slots=True)
class SendingPage:
    """What whoever has the link is told."""

    days: str
    caller: str
    title: str
    owner: str
    until: str
    accept: str
    most_mebibytes: int


@bp.get("/<token>")
@open_to_visitors
def show(token: str) -> str:
    """What to send, and the field that takes it."""
    phone_of_visitor()
    return _draw(_open(token)[0])


def _draw(link: Link, sent: SentFiles | None = None, refusal: str = "") -> str:
    event = _event_of(link)
    page = SendingPage(
        days=short_range(event.starts_on, event.ends_on, clock.today().year),
        caller=event.organisation.name,
        title=event.title,
        owner=event.owner.name,
        until=Day.of(link.ends_on).label(clock.today().year),
        accept=ACCEPT,
        most_mebibytes=MOST_BYTES // 2**20,
    )
    return render_template("photolink/show.html", page=page, token=link.token, sent=sent, refusal=refusal)


@bp.post("/<token>")
@open_to_visitors
def send(token: str) -> Answer:
    """Take the files of a plain form and say what became of them."""
    link, _, _ = _open(token)
    sent = take_files(lambda: _load_counted(token), phone_of_visitor())
    link, _, _ = _open(token)
    if not (sent.taken or sent.known or sent.refused):
        return _draw(link, refusal="先选照片，可以一次选很多张。"), 422
    return _draw(link, sent), 422 if sent.refused else 200


@bp.post("/<token>/uploads")
@open_to_visitors
def begin(token: str) -> Response:
    """Begin to send a file in pieces, or go on with it."""
    return begin_sending(lambda: _load_counted(token), phone_of_visitor())


@bp.put("/<token>/uploads/<upload>")
@open_to_visitors
def piece(token: str, upload: str) -> Response:
    """Take a piece of it."""
    return take_piece(lambda: _open(token)[1:], upload, phone_of_visitor())


def _open(token: str) -> tuple[Link, Event, Actor]:
    """The link, its event and whoever holds it; raises NotFound for every link that does not open."""
    link = find_link(LinkPurpose.PHOTOS, token)
    event = _event_of(link)
    return link, event, Visitor(link.id, VISITOR, event.id)


def _load_counted(token: str) -> tuple[Event, Actor]:
    """The same for one file more; raises NotAllowed TOO_OFTEN."""
    link, event, visitor = _open(token)
    address = neighbourhood(request.remote_addr or "")
    check_photo(link.id, address=address)
    count_photo(link.id, address=address)
    return event, visitor


def _event_of(link: Link) -> Event:
    if link.event is None:
        raise NotFound(link.rule.closed)
    return link.event
