"""Chapters of the plan: saving their text, many small saves as one change."""

from datetime import timedelta

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import LostUpdate
from planner.extensions import db
from planner.models import Activity, Event, PlanSection
from planner.services.activity import record_change
from planner.services.authorship import note_author
from planner.services.guard import guard_rows
from planner.services.rows import find_row

# Saves of the same person within this time are one entry of the log: before the first, after the last.
TOGETHER = timedelta(minutes=10)
_VERB = "修改"


def save_section_text(event: Event, key: str, text: str, *, version: int, actor: Actor) -> PlanSection:
    """Save the text of a chapter.

    Raises NotFound when it is gone, LostUpdate, with what stands there now, when `version` is no longer its own;
    nothing is written then. The log keeps both texts whole.
    """
    guard_rows(event, "sections", actor)
    section = find_row(event, "sections", key)
    assert isinstance(section, PlanSection)
    if section.version != version:
        raise LostUpdate(
            f"{section.edited_by or '别人'}刚才也改了这一节，两边的文字都在下面。",
            who=section.edited_by,
            version=section.version,
            theirs={"text": section.text},
        )
    if section.text == text:
        return section
    before, section.text = section.text, text
    section.version += 1
    section.edited_by = actor.name
    note_author(event, "sections", key, actor=actor)
    _record(event, section, before, actor)
    return section


def _record(event: Event, section: PlanSection, before: str, actor: Actor) -> None:
    """Log the change, or let the actor's last entry go on when it is about the same text and recent."""
    subject, where = f"章节“{section.heading}”的正文", f"sections/{section.key}"
    last = db.session.scalar(
        select(Activity).where(Activity.event_id == event.id).order_by(Activity.id.desc()).limit(1)
    )
    entry = record_change(event, actor=actor, verb=_VERB, subject=subject, where=where)
    entry.before, entry.after = before, section.text
    if last is None or (last.verb, last.subject, last.where) != (entry.verb, entry.subject, entry.where):
        return
    same_actor = (last.actor, last.user_id) == (entry.actor, entry.user_id)
    if same_actor and last.after == before and abs(clock.now() - last.at) < TOGETHER:
        entry.before = last.before
        db.session.delete(last)
        db.session.flush()
