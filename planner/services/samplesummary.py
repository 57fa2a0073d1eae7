"""The sample event that is over: planned, approved, held, told of, with a summary that was filed."""

from datetime import timedelta

from planner import clock
from planner.actors import CONSOLE
from planner.actualkinds import Outcome
from planner.enums import Decision, EventStatus
from planner.models import Event, SummaryRevision, User
from planner.places import place_of
from planner.queries.dossier import read_dossier
from planner.queries.feedback import list_voices
from planner.queries.summary import read_summary
from planner.report.actuals import ALL_INCIDENTS, WHOLE_SCHEDULE
from planner.samples.pastevent import PastEvent
from planner.services.actuals import ActualChange, ImpressionChange, save_actuals
from planner.services.approvals import decide_event, submit_event
from planner.services.events import advance_event
from planner.services.feedback import give_feedback
from planner.services.feedbackdesk import close_feedback, open_feedback
from planner.services.feedbackquotes import choose_quote
from planner.services.rows import add_rows
from planner.services.summary import add_paragraph, save_paragraph, take_passage
from planner.services.summarydesk import open_desk
from planner.services.summaryfiling import file_summary


def tell_past_event(event: Event, past: PastEvent, *, owner: User, approver: User) -> SummaryRevision:
    """Carry a draft of its plan through to the end, each step as people take it."""
    revision = submit_event(event, actor=owner, remark="请领导审阅")
    decide_event(event, Decision.AGREE, past.approval, actor=approver, number=revision.number)
    for status in (EventStatus.PUBLISHED, EventStatus.ONGOING, EventStatus.ENDED):
        advance_event(event, status, actor=owner)
    _keep_accounts(event, past, owner)
    _say_what_happened(event, past, owner)
    _take_feedback(event, past, owner)
    return _write_summary(event, past, owner)


def _keep_accounts(event: Event, past: PastEvent, owner: User) -> None:
    lines = {line.item: line for line in read_dossier(event).budget}
    bought = zip(past.rows["expenses"], past.paid_for, strict=True)
    paid = [{**values, "line": lines[item].key, "source": lines[item].source} for values, item in bought]
    for noun, rows in (past.rows | {"expenses": paid}).items():
        add_rows(event, noun, rows, actor=owner)


def _say_what_happened(event: Event, past: PastEvent, owner: User) -> None:
    dossier = read_dossier(event)
    said = [ActualChange(place=place, outcome=Outcome.HELD) for place in (WHOLE_SCHEDULE, ALL_INCIDENTS)]
    said += [
        ActualChange(place=place_of("head_counts", row.key), number=past.came[row.group]) for row in dossier.head_counts
    ]
    for item in dossier.schedule:
        if item.title in past.changed:
            outcome, words = past.changed[item.title]
            said.append(ActualChange(place=place_of("schedule", item.key), outcome=outcome, words=words))
    for supply in dossier.supplies:
        if supply.name in past.left:
            said.append(ActualChange(place=place_of("supplies", supply.key), number=past.left[supply.name]))
    impression = ImpressionChange(well=past.well, badly=past.badly, sentence=past.sentence)
    save_actuals(event, said, impression, actor=owner)


def _take_feedback(event: Event, past: PastEvent, owner: User) -> None:
    open_feedback(event, clock.today() + timedelta(days=1), actor=owner)
    for number, said in enumerate(past.feedback, start=1):
        give_feedback(event, said, mark=f"sample-{number}", actor=CONSOLE)
    keys = {voice.words: voice.key for voice in list_voices(event.id)}
    for quote in past.quotes:
        choose_quote(event, keys[quote], quote, actor=owner)
    close_feedback(event, actor=owner)


def _write_summary(event: Event, past: PastEvent, owner: User) -> SummaryRevision:
    """All that the records propose is taken over, the rest is written."""
    offered = [draft.key for chapter in open_desk(event).chapters for draft in chapter.offered]
    for key in offered:
        take_passage(event, key, actor=owner)
    for chapter, text in past.words:
        row = add_paragraph(event, chapter, actor=owner)
        save_paragraph(event, row.key, text, version=row.version, actor=owner)
    return file_summary(event, version=read_summary(event).version, actor=owner)
