"""Collecting what papers print of an event beside the text of its summary."""

from collections.abc import Iterator

from planner.people.feedback import FeedbackSummary
from planner.report.drafting import DraftChapter, lay_out
from planner.report.paragraphs import Summary
from planner.report.prose import Skeleton
from planner.report.records import Records
from planner.report.report import Report
from planner.report.resultrows import list_result_rows
from planner.report.results import FormLine, Results
from planner.report.supporters import list_supporters


def collect_results(report: Report, records: Records, summary: Summary, feedback: FeedbackSummary) -> Results:
    """What stands beside the text, as it is now.

    The short form and the letter home are made in every case: of what somebody wrote in those forms, and of what the
    records propose as far as nobody put it away.
    """
    return Results(
        facts=report.facts,
        parties=report.dossier.parties,
        rows=list_result_rows(report, records),
        feedback=feedback.tallies,
        handouts=records.ledger.handouts,
        supporters=list_supporters(records),
        short=tuple(
            FormLine(chapter.heading, "\n".join(_list_texts(chapter)))
            for chapter in lay_out(summary, report, Skeleton.SHORT)
        ),
        letter=tuple(text for chapter in lay_out(summary, report, Skeleton.LETTER) for text in _list_texts(chapter)),
    )


def _list_texts(chapter: DraftChapter) -> Iterator[str]:
    """What is written in a chapter and what is proposed, in its order."""
    return (text for each in chapter.paragraphs if (text := each.text.strip()))
