"""The desk of whoever writes a summary: locked, laid out; how its rows are written, numbered and named."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select

from planner import clock
from planner.actors import Actor
from planner.errors import LostUpdate, NotAllowed, NotFound
from planner.extensions import db
from planner.models import Event, SummaryParagraph
from planner.models import Summary as SummaryRow
from planner.nouns import Aggregate
from planner.queries.authorship import SUMMARY
from planner.queries.changes import lock_aggregate
from planner.queries.report import read_records
from planner.queries.summary import read_summary
from planner.report import Report, build_report
from planner.report.drafting import DraftChapter, DraftParagraph, find_draft, lay_out
from planner.report.paragraphs import Summary
from planner.report.records import Records
from planner.services.activity import LONG_NAME
from planner.services.authorship import note_author

# Where all of it stands, for the log and for findings.
WHERE = "summary"
FILED = "总结已经定稿，要改先写明原因重新打开。"
_GONE = "这一段不在这里，可能换了总结的样子。"


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryDesk:
    """What is on the desk of whoever writes: the summary, all records, and what both make together."""

    summary: Summary
    records: Records
    report: Report
    chapters: tuple[DraftChapter, ...]

    def find(self, key: str) -> tuple[DraftChapter, DraftParagraph]:
        """The paragraph of that key with its chapter; raises NotFound when it isn't there."""
        found = find_draft(self.chapters, key)
        if found is None:
            raise NotFound(_GONE)
        return found

    def chapter(self, code: str) -> DraftChapter:
        """The chapter of that code; raises NotFound when it isn't there."""
        found = next((chapter for chapter in self.chapters if chapter.code == code), None)
        if found is None:
            raise NotFound("这一节不在这里，可能已经删掉。")
        return found


def open_desk(event: Event) -> SummaryDesk:
    """Lock the report and lay out the summary; raises NotAllowed FILED once it stands."""
    lock_aggregate(event.id, Aggregate.REPORT)
    summary = read_summary(event)
    if summary.is_filed:
        raise NotAllowed(FILED, "FILED")
    records = read_records(event, with_accounts=True)
    report = build_report(records)
    return SummaryDesk(summary=summary, records=records, report=report, chapters=lay_out(summary, report))


def summary_row(event: Event) -> SummaryRow:
    """The row of the summary, made with the first thing that is written."""
    row = db.session.scalar(select(SummaryRow).where(SummaryRow.event_id == event.id))
    if row is None:
        row = SummaryRow(event_id=event.id, version=0)
        db.session.add(row)
        db.session.flush()
    return row


def touch_summary(event: Event) -> SummaryRow:
    """Something in the summary is another now: its version rises."""
    row = summary_row(event)
    row.version += 1
    return row


def paragraph_row(event: Event, key: str) -> SummaryParagraph:
    """The row of a paragraph that is there."""
    wanted = select(SummaryParagraph).where(SummaryParagraph.event_id == event.id, SummaryParagraph.key == key)
    return db.session.scalars(wanted).one()


def put_row(event: Event, chapter: DraftChapter, draft: DraftParagraph, actor: Actor) -> SummaryParagraph:
    """The row of a paragraph, by the hand of the actor; a new one stands where it was shown."""
    row = paragraph_row(event, draft.key) if draft.paragraph else _new_row(event, chapter, draft)
    row.version += 1
    row.edited_by, row.edited_at = actor.name[:LONG_NAME], clock.now()
    note_author(event, SUMMARY, row.key, actor=actor)
    return row


def _new_row(event: Event, chapter: DraftChapter, draft: DraftParagraph) -> SummaryParagraph:
    passage = draft.passage.key if draft.passage else ""
    row = SummaryParagraph(event_id=event.id, key=draft.key, chapter=chapter.code, passage=passage, version=0)
    row.parts, row.kept, row.characters, row.is_away = "[]", "[]", 0, False
    db.session.add(row)
    db.session.flush()
    shown = [each.key for each in chapter.paragraphs if not each.is_offered or each.key == draft.key]
    number_rows(event, shown if draft.key in shown else [*shown, draft.key])
    return row


def number_rows(event: Event, order: Sequence[str]) -> None:
    """Let these paragraphs stand in this order."""
    wanted = select(SummaryParagraph).where(SummaryParagraph.event_id == event.id, SummaryParagraph.key.in_(order))
    for row in db.session.scalars(wanted):
        row.position = order.index(row.key)


def refuse_unseen(draft: DraftParagraph, version: int, text: str) -> None:
    """Let nobody write over what they have not seen; the same text twice is no clash."""
    if draft.version == version or draft.paragraph is None or draft.text == text:
        return
    who = draft.paragraph.edited_by
    sentence = f"{who or '别人'}刚才也改了这一段，两边的文字都在下面。"
    raise LostUpdate(sentence, who=who, version=draft.version, theirs={"text": draft.text})


def name_paragraph(chapter: DraftChapter) -> str:
    """总结“基本情况”的一段."""
    return f"总结“{chapter.heading}”的一段"
