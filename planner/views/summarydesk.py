"""Putting the page of a summary together: with the editor, or with the version that was filed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import request
from flask_login import current_user

from planner import clock
from planner.errors import NotFound
from planner.models import Event, SummaryRevision
from planner.numerals import read_number
from planner.papers import list_summary_papers
from planner.permissions import FROZEN, Access, can_file_summary, can_read_accounts
from planner.queries.dossier import current_dossier
from planner.queries.feedback import read_feedback
from planner.queries.photos import current_album
from planner.queries.report import has_begun, read_records
from planner.queries.summary import find_summary_due, list_filed, read_summary
from planner.report import AskedNumber, Report, Skeleton, build_report, find_questions
from planner.report.drafting import DraftChapter, lay_out
from planner.report.filed import read_filed
from planner.report.paragraphs import Summary
from planner.report.readiness import judge_cancelled, judge_summary
from planner.report.results import Supporter
from planner.report.supporters import list_supporters
from planner.services.summaryfiling import may_return
from planner.views.eventpage import render_event
from planner.views.summaryeditorpage import make_editor, tell_deadline
from planner.views.summaryfiledpage import (
    FiledWords,
    list_others,
    origin_of_filed,
    read_filed_view,
    tell_said,
    tell_version,
)
from planner.views.summarypage import summary_page
from planner.views.summarypaperspage import SummaryPapers, summary_papers
from planner.views.summaryparagraphpage import ParagraphSheet
from planner.views.summaryparts import list_summary_parts


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """What somebody typed and could not be saved, and why not.

    In which paragraph, why an event was cancelled, or the words to a filed version.
    """

    opened: str = ""
    sheet: ParagraphSheet | None = None
    why: str | None = None
    words: FiledWords | None = None
    refused: str = ""


def draw_summary(
    event: Event, access: Access, *, faults: dict[str, str] | None = None, typed: Typed | None = None
) -> str:
    """The page of the summary as it stands; after a refusal with what was typed."""
    kept, revisions, today = read_summary(event), list_filed(event.id), clock.today()
    summary = _look_at(kept)
    records = read_records(event, with_accounts=can_read_accounts(access))
    report = build_report(records)
    number = read_number(request.args.get("version", ""), most_digits=4)
    number = number or (revisions[0].number if summary.is_filed and revisions else 0)
    asks = not number and has_begun(event, today) and event.status not in FROZEN
    questions = find_questions(report, records) if asks else ()
    typed = typed or Typed()
    if number:
        parts = _show_filed(event, access, summary, revisions, number, typed)
    else:
        parts = _show_editor(event, access, summary, report, questions, typed)
        parts["said"] = tell_said(event, summary.state, revisions[0] if revisions else None)
        parts["papers"] = _list_papers(event, access, list_supporters(records))
    page = summary_page(
        event,
        access,
        report,
        records,
        questions=questions,
        typed=request.form if request.method == "POST" else None,
        today=today,
        asked_figure=request.args.get("figure", ""),
        faults=faults,
        refused=typed.refused,
        is_other_form=summary.skeleton is not kept.skeleton,
        **parts,
    )
    links = list_summary_parts(event.id, access, "summary")
    return render_event("summary/show.html", event, access, tab="summary", page=page, parts=links)


def _look_at(summary: Summary) -> Summary:
    """The summary in the form that the address asks for: to be looked at, as it is written in its own."""
    form = request.args.get("form", "")
    return replace(summary, skeleton=Skeleton(form)) if form in set(Skeleton.offered()) else summary


def _show_editor(
    event: Event,
    access: Access,
    summary: Summary,
    report: Report,
    questions: Sequence[AskedNumber],
    typed: Typed,
) -> dict[str, Any]:
    """The parts of the page while it is written."""
    chapters = lay_out(summary, report)
    is_cancelled = summary.skeleton is Skeleton.CANCELLED
    found = judge_cancelled(chapters) if is_cancelled else judge_summary(chapters, questions, report)
    editor = make_editor(
        event,
        access,
        summary,
        chapters,
        found,
        section=request.args.get("section", ""),
        opened=typed.opened or request.args.get("open", ""),
        deadline=tell_deadline(find_summary_due(event), clock.today()),
        sheet=typed.sheet,
        quotes=read_feedback(event).quotes,
    )
    return {"editor": editor, "why": _tell_why(chapters) if typed.why is None else typed.why}


def _tell_why(chapters: Sequence[DraftChapter]) -> str:
    """Why an event was cancelled, as far as somebody wrote it."""
    return next((each.text for chapter in chapters for each in chapter.taken if each.passage is None), "")


def _show_filed(
    event: Event, access: Access, summary: Summary, revisions: Sequence[SummaryRevision], number: int, typed: Typed
) -> dict[str, Any]:
    """The parts of the page of that version; raises NotFound when there is none."""
    revision = next((each for each in revisions if each.number == number), None)
    if revision is None:
        raise NotFound("这一版总结不在这里。")
    filed = read_filed(revision.content)
    stands = summary.is_filed and revision.is_in_force
    view = replace(
        read_filed_view(event, filed, number),
        sentence=tell_version(revision),
        is_standing=stands,
        may_reopen=stands and can_file_summary(access),
        may_return=stands and not access.is_guest and may_return(event, revision, current_user),
        others=list_others(revisions, number),
        typed=typed.words or FiledWords(),
    )
    at = read_number(request.args.get("number", ""), most_digits=4)
    supporters = filed.results.supporters if filed.results else ()
    return {
        "filed": view,
        "origin": None if at is None else origin_of_filed(event, access, filed, at),
        "papers": _list_papers(event, access, supporters, number=number) if stands else None,
    }


def _list_papers(
    event: Event, access: Access, supporters: Sequence[Supporter], *, number: int = 0
) -> SummaryPapers | None:
    """The papers of the version that stands, or of the draft."""
    if not list_summary_papers(event, access):
        return None
    album = current_album(event, current_dossier(event))
    return summary_papers(event, access, album, number=number, has_supporters=bool(supporters))
