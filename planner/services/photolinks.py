"""The link by which volunteers send photos: made and found; it is ended like every other link."""

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.enums import LinkPurpose
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Event, Link
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.services.guard import guard_event
from planner.services.links import make_link
from planner.services.photolog import log_photo


def find_photo_link(event: Event) -> Link | None:
    """The newest open link of the event for sending photos."""
    wanted = select(Link).where(Link.event_id == event.id, Link.purpose == LinkPurpose.PHOTOS)
    links = db.session.scalars(wanted.order_by(Link.id.desc()))
    return next((link for link in links if link.is_open), None)


def open_photo_link(event: Event, *, actor: Actor) -> Link:
    """Let volunteers send photos for a week; a second time it is the link that there is."""
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    if (found := find_photo_link(event)) is not None:
        return found
    usual = LINK_RULES[LinkPurpose.PHOTOS].usual
    assert usual is not None, "links that are handed out end by themselves"
    last_moment = clock.end_of(clock.today() + usual)
    link, _ = make_link(LinkPurpose.PHOTOS, expires_at=last_moment, actor=actor, event=event)
    log_photo(event, verb="开链接", subject=LinkPurpose.PHOTOS.label, actor=actor)
    return link
