"""The public album: photos that somebody has cleared one by one, for whoever has the link; no names, nothing else."""

from dataclasses import dataclass
from typing import NamedTuple

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from planner import clock
from planner.days import Day, short_range
from planner.enums import LinkPurpose
from planner.errors import NotFound
from planner.intake.pictures.results import SMALL
from planner.models import Event, Link
from planner.people.hiddennames import PersonHider
from planner.pictures import ClearedPhoto
from planner.queries.feedback import find_hider
from planner.queries.photos import current_cleared_photos, find_leaving_copies
from planner.services.links import find_link
from planner.views.openpages import open_to_visitors, serve_visitors, show_ended
from planner.views.pager import Pager, read_pager
from planner.views.photofiles import send_better

bp = Blueprint("gallery", __name__, url_prefix="/g")
serve_visitors(bp, refusing=show_ended)
MOST_ON_A_PAGE = 60


class Picture(NamedTuple):
    """A photo of the album; its addresses begin where the page is, so that the page does not hold the link."""

    small: str
    large: str
    width: int
    height: int
    caption: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GalleryPage:
    """What whoever has the link sees."""

    title: str
    unit: str
    days: str
    until: str
    count: int
    pictures: tuple[Picture, ...]
    pager: Pager


@bp.get("/<token>/")
@open_to_visitors
def show(token: str) -> str:
    """The photos that may leave the house, as they hang on the wall."""
    link, event = _open(token)
    photos = current_cleared_photos(event)
    pager = read_pager(len(photos), MOST_ON_A_PAGE)
    hider = find_hider(event.id) if link.shows_captions else None
    page = GalleryPage(
        title=event.title,
        unit=event.organisation.name,
        days=short_range(event.starts_on, event.ends_on, clock.today().year),
        until=Day.of(link.ends_on).label(clock.today().year),
        count=len(photos),
        pictures=tuple(_draw(found, hider) for found in pager.cut(photos, MOST_ON_A_PAGE)),
        pager=pager,
    )
    return render_template("gallery/show.html", page=page)


def _draw(found: ClearedPhoto, hider: PersonHider | None) -> Picture:
    photo = found.photo
    longest = max(photo.width, photo.height, 1)
    width, height = (max(side * SMALL // longest, 1) for side in (photo.width, photo.height))
    caption = hider.hide(photo.caption) if hider else ""
    address = f"{photo.key}/{photo.drawn_number}"
    return Picture(f"{address}-400", f"{address}-1600", width, height, caption)


@bp.get("/<token>/<key>/<int:number>-<int:edge>")
@open_to_visitors
def copy(token: str, key: str, number: int, edge: int) -> Response:
    """A copy of one of them, while it hides what it hid under this address."""
    _, event = _open(token)
    return send_better(find_leaving_copies(event.id, key, number, edge), f"photo-{key}")


def _open(token: str) -> tuple[Link, Event]:
    """The link and its event; raises NotFound for every link that does not open."""
    link = find_link(LinkPurpose.GALLERY, token)
    if link.event is None:
        raise NotFound(link.rule.closed)
    return link, link.event
