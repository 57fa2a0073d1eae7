"""The links about photos: one by which volunteers send them, one that shows those that were cleared.

Made and found here; they are ended like every other link.
"""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.enums import LinkPurpose
from planner.extensions import db
from planner.linkrules import LINK_RULES
from planner.models import Event, Link
from planner.nouns import Aggregate
from planner.permissions import can_take_steps, can_work_on_event
from planner.queries.changes import lock_aggregate
from planner.services.guard import guard_event
from planner.services.links import make_link
from planner.services.photolog import log_photo


def find_photo_link(event: Event) -> Link | None:
    """The newest open link of the event for sending photos."""
    return find_open_links(event).get(LinkPurpose.PHOTOS)


def find_gallery(event: Event) -> Link | None:
    """The newest open link that shows the photos of the event to everybody."""
    return find_open_links(event).get(LinkPurpose.GALLERY)


def find_open_links(event: Event) -> Mapping[LinkPurpose, Link]:
    """The newest open link about photos of each purpose; one statement."""
    purposes = (LinkPurpose.PHOTOS, LinkPurpose.GALLERY)
    wanted = select(Link).where(Link.event_id == event.id, Link.purpose.in_(purposes)).order_by(Link.id)
    return {link.purpose: link for link in db.session.scalars(wanted) if link.is_open}


def open_photo_link(event: Event, *, actor: Actor) -> Link:
    """Let volunteers send photos for a week; a second time it is the link that there is."""
    guard_event(event, actor, can_work_on_event)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    if (found := find_photo_link(event)) is not None:
        return found
    last_moment = clock.end_of(usual_end(LinkPurpose.PHOTOS))
    link, _ = make_link(LinkPurpose.PHOTOS, expires_at=last_moment, actor=actor, event=event)
    log_photo(event, verb="开链接", subject=LinkPurpose.PHOTOS.label, actor=actor)
    return link


def open_gallery(event: Event, ends_on: date, *, shows_captions: bool, actor: Actor) -> Link:
    """Show the photos that may leave the house to whoever has the link, until the end of that day.

    A second time it is the link that there is. Raises BadInput for a day that is past.
    """
    guard_event(event, actor, can_take_steps)
    lock_aggregate(event.id, Aggregate.PHOTOS)
    if (found := find_gallery(event)) is not None:
        return found
    link, _ = make_link(LinkPurpose.GALLERY, expires_at=clock.end_of(ends_on), actor=actor, event=event)
    link.shows_captions = shows_captions
    words = "带说明" if shows_captions else "不带说明"
    log_photo(event, verb="开链接", subject=LinkPurpose.GALLERY.label, after=words, actor=actor)
    return link


def usual_end(purpose: LinkPurpose) -> date:
    """The last day of a link that is handed out, unless somebody says another."""
    usual = LINK_RULES[purpose].usual
    assert usual is not None, "links that are handed out end by themselves"
    return clock.today() + usual
