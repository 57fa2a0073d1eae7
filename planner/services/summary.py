"""Paragraphs of a summary: taken over from what the records propose, written, moved, put away."""

from planner.actors import Actor
from planner.dossier.outline import count_characters
from planner.errors import BadInput, LostUpdate, NotFound
from planner.models import Event, SummaryParagraph
from planner.models.row import new_key
from planner.permissions import can_write_summary
from planner.queries.authorship import SUMMARY
from planner.report import Skeleton, SummaryChapter
from planner.report.drafting import DraftChapter, DraftParagraph, link_text
from planner.report.paragraphs import pin_figures, write_parts
from planner.services.activity import record_change
from planner.services.authorship import mark_row
from planner.services.guard import guard_event
from planner.services.summarydesk import (
    WHERE,
    name_paragraph,
    number_rows,
    open_desk,
    paragraph_row,
    put_row,
    refuse_unseen,
    summary_row,
    touch_summary,
)
from planner.services.textlog import record_text

MOST_CHARACTERS = 5000
MOST_PARAGRAPHS = 200
_WHY = "cancelled.why"


def save_paragraph(event: Event, key: str, text: str, *, version: int, actor: Actor) -> SummaryParagraph:
    """Save the text of a paragraph; a proposed one is taken over by it.

    Numbers that equal a figure of the paragraph stay linked to it. Raises NotFound when it is gone, LostUpdate, with
    what stands there now, when `version` is no longer its own, BadInput for a text that is too long.
    """
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    refuse_unseen(draft, version, text)
    if draft.paragraph is not None and draft.text == text and not draft.paragraph.is_away:
        return paragraph_row(event, key)
    return write_text(event, chapter, draft, text, actor=actor)


def write_text(
    event: Event, chapter: DraftChapter, draft: DraftParagraph, text: str, *, actor: Actor, verb: str = ""
) -> SummaryParagraph:
    """Write the text of a paragraph that the caller has on a locked desk; raises BadInput for one that is too long.

    Many small saves of one person are one entry of the log, but for what has a `verb` of its own.
    """
    if len(text) > MOST_CHARACTERS:
        raise BadInput(f"一段最多 {MOST_CHARACTERS} 个字，现在有 {len(text)} 个。分成几段。", field="text")
    before = "" if draft.is_offered else draft.text
    row = put_row(event, chapter, draft, actor)
    row.parts, row.characters = write_parts(pin_figures(link_text(draft, text))), count_characters(text)
    if row.is_away:
        row.is_away = False
        mark_row(event, SUMMARY, row.key, gone=False)
    touch_summary(event)
    subject = name_paragraph(chapter)
    if verb:
        record_change(event, actor=actor, verb=verb, subject=subject, where=WHERE, before=before, after=text)
    else:
        record_text(event, actor=actor, subject=subject, where=WHERE, before=before, after=text)
    return row


def take_passage(event: Event, key: str, *, actor: Actor) -> SummaryParagraph:
    """Take a proposed paragraph over as it stands; one that somebody has taken meanwhile stays as they have it."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    if not draft.is_offered:
        return paragraph_row(event, key)
    row = put_row(event, chapter, draft, actor)
    row.parts, row.characters = write_parts(pin_figures(draft.parts)), count_characters(draft.text)
    touch_summary(event)
    record_change(event, actor=actor, verb="采用", subject=name_paragraph(chapter), where=WHERE, after=draft.text)
    return row


def return_to_passage(event: Event, key: str, *, version: int, actor: Actor) -> SummaryParagraph:
    """Put what the records propose in the place of what somebody wrote; raises like `save_paragraph`."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    if draft.passage is None:
        raise NotFound("记录里没有这一段的提议了。")
    refuse_unseen(draft, version, draft.passage.text)
    return write_text(event, chapter, draft, draft.passage.text, actor=actor, verb="回到提议")


def put_paragraph_away(event: Event, key: str, *, version: int, actor: Actor) -> SummaryParagraph:
    """Leave a paragraph out, proposed or written; nothing of it is lost. Raises like `save_paragraph`."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    refuse_unseen(draft, version, draft.text)
    row = put_row(event, chapter, draft, actor)
    if draft.is_offered:
        row.parts = write_parts(pin_figures(draft.parts))
        row.characters = count_characters(draft.text)
    row.is_away = True
    mark_row(event, SUMMARY, key, gone=True)
    touch_summary(event)
    record_change(event, actor=actor, verb="不用", subject=name_paragraph(chapter), where=WHERE, before=draft.text)
    return row


def put_paragraph_back(event: Event, key: str, *, actor: Actor) -> SummaryParagraph:
    """Put a paragraph back that was left out, as it was."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    if draft.paragraph is None or not draft.paragraph.is_away:
        raise NotFound("这一段没有拿掉，不用放回。")
    row = put_row(event, chapter, draft, actor)
    row.is_away = False
    mark_row(event, SUMMARY, key, gone=False)
    touch_summary(event)
    record_change(event, actor=actor, verb="放回", subject=name_paragraph(chapter), where=WHERE, after=draft.text)
    return row


def move_paragraph_up(event: Event, key: str, *, actor: Actor) -> SummaryParagraph:
    """Move a paragraph before the one above it; the first stays where it is."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, _ = desk.find(key)
    order = [each.key for each in chapter.paragraphs if not each.is_offered]
    at = order.index(key) if key in order else 0
    if at == 0:
        return paragraph_row(event, key)
    order[at - 1], order[at] = order[at], order[at - 1]
    number_rows(event, order)
    touch_summary(event)
    record_change(event, actor=actor, verb="上移", subject=name_paragraph(chapter), where=WHERE)
    return paragraph_row(event, key)


def add_paragraph(event: Event, code: str, *, text: str = "", actor: Actor) -> SummaryParagraph:
    """Add a paragraph of one's own at the end of a chapter, empty or with a text; raises BadInput when there are too
    many.
    """
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter = desk.chapter(code)
    if len(desk.summary.paragraphs) >= MOST_PARAGRAPHS:
        raise BadInput(f"一份总结最多 {MOST_PARAGRAPHS} 段，把短的并成一段。")
    draft = DraftParagraph(key=new_key(), parts=())
    if text:
        return write_text(event, chapter, draft, text, actor=actor, verb="加一段")
    row = put_row(event, chapter, draft, actor)
    touch_summary(event)
    record_change(event, actor=actor, verb="加一段", subject=name_paragraph(chapter), where=WHERE)
    return row


def choose_skeleton(event: Event, skeleton: Skeleton, *, actor: Actor) -> None:
    """Write the summary in another form; what was written in the one before stays there and comes back with it."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    if skeleton not in Skeleton.offered() or desk.summary.skeleton is Skeleton.CANCELLED:
        raise BadInput("没有这种样子的总结。")
    if desk.summary.skeleton is skeleton:
        return
    touch_summary(event).skeleton = skeleton
    before = desk.summary.skeleton.label
    record_change(event, actor=actor, verb="换样子", subject="总结", where=WHERE, before=before, after=skeleton.label)


def write_why_cancelled(event: Event, text: str, *, version: int, actor: Actor) -> int:
    """Write why an event was cancelled; returns the version of the summary then.

    Raises LostUpdate when it is not the one of that `version` any more.
    """
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    if desk.summary.version != version:
        raise LostUpdate("刚才有人也写了，看一遍再定稿。", who="", version=desk.summary.version, theirs={})
    chapter = desk.chapter(SummaryChapter.WHY)
    draft = next((each for each in chapter.taken if each.passage is None), None)
    write_text(event, chapter, draft or DraftParagraph(key=_WHY, parts=()), text, actor=actor)
    return summary_row(event).version
