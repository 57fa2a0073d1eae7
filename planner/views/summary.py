"""What came of an event: planned against actual, what is still asked, and the summary that is made of it."""

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from planner.errors import BadInput, LostUpdate
from planner.forms.actuals import ActualsPress
from planner.nouns import Aggregate
from planner.permissions import can_edit_event, can_read_accounts
from planner.queries.report import read_records
from planner.queries.summary import read_summary
from planner.report import build_report
from planner.report.drafting import lay_out
from planner.report.filed import file_draft
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.once import free_key
from planner.views.road import save_typed, tell_theirs
from planner.views.summarydesk import draw_summary
from planner.views.summaryfiledpage import read_filed_view

bp = Blueprint("summary", __name__, url_prefix="/events/<int:event_id>/summary")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """The report, what is asked, and the summary: the chapter that is written, or the version that was filed."""
    return draw_summary(*load_event(event_id))


@bp.get("/whole")
@open_to_guests
def whole(event_id: int) -> str:
    """The summary as it would be filed now, to be read as a whole."""
    event, access = load_event(event_id)
    summary = read_summary(event)
    report = build_report(read_records(event, with_accounts=can_read_accounts(access)))
    filed = file_draft(event.title, summary.skeleton, lay_out(summary, report), ())
    return render_event("summary/whole.html", event, access, tab="summary", page=read_filed_view(event, filed))


@bp.post("/answers")
@open_to_guests
def answer(event_id: int) -> str | Response | tuple[str, int]:
    """One of the questions: the offered number, another one, or that it is not to be written."""
    event, _ = load_event(event_id, can_edit_event, changes=Aggregate.REPORT)
    try:
        save_typed(event, ActualsPress.read(request.form.get("do", "")))
    except (BadInput, LostUpdate) as refusal:
        faults = {refusal.field: refusal.sentence} if isinstance(refusal, BadInput) else tell_theirs(refusal)
        free_key()
        return draw_summary(*load_event(event_id, changes=None), faults=faults), refusal.status
    return redirect(url_for(".show", event_id=event_id, section=request.args.get("section")))
