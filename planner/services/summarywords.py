"""Words of a summary that the records contradict: written as these say, or kept with somebody's name."""

from planner.actors import Actor
from planner.dossier.outline import count_characters
from planner.errors import NotFound
from planner.models import Event, SummaryParagraph
from planner.permissions import can_write_summary
from planner.report.contradictions import Contradiction
from planner.report.drafting import DraftParagraph, link_text, rewrite
from planner.report.paragraphs import KeptWord, pin_figures, write_kept, write_parts
from planner.services.activity import LONG_NAME, record_change
from planner.services.guard import guard_event
from planner.services.summary import write_text
from planner.services.summarydesk import WHERE, name_paragraph, open_desk, put_row, refuse_unseen, touch_summary


def correct_word(
    event: Event, key: str, sentence: str, *, version: int, actor: Actor, text: str | None = None
) -> SummaryParagraph:
    """Write what the records say in the place of what that sentence is about, in `text` or else in what is saved.

    Raises NotFound for a contradiction that is no more, LostUpdate like `summary.save_paragraph`.
    """
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    typed = draft.text if text is None else text
    refuse_unseen(draft, version, typed)
    now = rewrite(draft, typed, desk.report)
    mended = now.text
    for each in reversed(_doubted(now, sentence)):
        mended = f"{mended[: each.start]}{each.fix or each.typed}{mended[each.end :]}"
    return write_text(event, chapter, draft, mended, actor=actor, verb="改成记录的数")


def keep_word(
    event: Event, key: str, sentence: str, *, version: int, actor: Actor, text: str | None = None
) -> SummaryParagraph:
    """Let stand what the records contradict: somebody says with their name that it is right. Raises like the other."""
    guard_event(event, actor, can_write_summary)
    desk = open_desk(event)
    chapter, draft = desk.find(key)
    typed = draft.text if text is None else text
    refuse_unseen(draft, version, typed)
    _doubted(rewrite(draft, typed, desk.report), sentence)
    row = put_row(event, chapter, draft, actor)
    kept = draft.paragraph.kept if draft.paragraph else ()
    row.kept = write_kept([*kept, KeptWord(sentence, actor.name[:LONG_NAME])])
    row.parts, row.characters = write_parts(pin_figures(link_text(draft, typed))), count_characters(typed)
    touch_summary(event)
    subject = name_paragraph(chapter)
    record_change(event, actor=actor, verb="坚持原文", subject=subject, where=WHERE, before=sentence, after=typed)
    return row


def _doubted(draft: DraftParagraph, sentence: str) -> list[Contradiction]:
    found = [each for each in draft.contradictions if each.sentence == sentence]
    if not found:
        raise NotFound("这一处已经和记录对得上，不用改。")
    return found
