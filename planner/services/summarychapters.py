"""Chapters that somebody adds to the form of a summary."""

from sqlalchemy import select

from planner.actors import Actor
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.models import Event, OwnChapter
from planner.permissions import can_write_summary
from planner.services.activity import record_change
from planner.services.guard import guard_event
from planner.services.summarydesk import WHERE, open_desk, touch_summary

MOST_HEADING = 60
MOST_CHAPTERS = 10


def add_chapter(event: Event, heading: str, *, after: str, actor: Actor) -> OwnChapter:
    """Add a chapter behind the one of that code; raises BadInput without a heading, or when there are enough."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    before = desk.chapter(after)
    heading = _check(heading)
    if sum(chapter.is_own for chapter in desk.chapters) >= MOST_CHAPTERS:
        raise BadInput(f"最多自己加 {MOST_CHAPTERS} 节。", field="heading")
    chapter = OwnChapter(event_id=event.id, skeleton=desk.summary.skeleton, after=before.code, heading=heading)
    db.session.add(chapter)
    touch_summary(event)
    db.session.flush()
    record_change(event, actor=actor, verb="加一节", subject=f"总结“{heading}”", where=WHERE)
    return chapter


def rename_chapter(event: Event, key: str, heading: str, *, actor: Actor) -> OwnChapter:
    """Give a chapter of one's own another heading; raises BadInput without one, NotFound when it isn't there."""
    guard_event(event, actor, can_write_summary)
    open_desk(event)
    chapter, heading = _find(event, key), _check(heading)
    before, chapter.heading = chapter.heading, heading
    touch_summary(event)
    record_change(event, actor=actor, verb="改标题", subject="总结的一节", where=WHERE, before=before, after=heading)
    return chapter


def remove_chapter(event: Event, key: str, *, actor: Actor) -> None:
    """Take a chapter of one's own off; raises BadInput while anything was ever written in it, as nothing is lost."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter = _find(event, key)
    laid_out = next((each for each in desk.chapters if each.code == key), None)
    if laid_out is not None and (laid_out.paragraphs or laid_out.away):
        raise BadInput("这一节里有写过的段落，先留着；不想印，把段落拿掉就行。")
    for behind in db.session.scalars(
        select(OwnChapter).where(OwnChapter.event_id == event.id, OwnChapter.after == key)
    ):
        behind.after = chapter.after
    db.session.delete(chapter)
    touch_summary(event)
    record_change(event, actor=actor, verb="拿掉一节", subject=f"总结“{chapter.heading}”", where=WHERE)


def _find(event: Event, key: str) -> OwnChapter:
    chapter = db.session.scalar(select(OwnChapter).where(OwnChapter.event_id == event.id, OwnChapter.key == key))
    if chapter is None:
        raise NotFound("这一节不在这里，可能已经拿掉。")
    return chapter


def _check(heading: str) -> str:
    heading = " ".join(heading.split())
    if not heading:
        raise BadInput("写这一节的标题，像“媒体报道”。", field="heading")
    if len(heading) > MOST_HEADING:
        raise BadInput(f"标题最多 {MOST_HEADING} 个字，现在有 {len(heading)} 个。", field="heading")
    return heading
