"""Filing a summary, sending it back, opening it again; the note on an event that was cancelled."""

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, LostUpdate
from planner.extensions import db
from planner.forms.summary import CancelledForm, ReopenSummaryForm, ReturnSummaryForm
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import Access, can_file_summary, can_read_event
from planner.services.summary import write_why_cancelled
from planner.services.summaryfiling import file_summary, reopen_summary, return_summary
from planner.views.guard import load_event
from planner.views.once import free_key
from planner.views.summarydesk import Typed, draw_summary
from planner.views.summaryfiledpage import FiledWords

bp = Blueprint("summaryfiling", __name__, url_prefix="/events/<int:event_id>/summary")
Answer = Response | tuple[str, int]


@bp.post("/file")
def file(event_id: int) -> Answer:
    """File the summary as it was seen; while something is missing the page says what."""
    event, _ = load_event(event_id, can_file_summary, changes=Aggregate.REPORT)
    form = CancelledForm()
    try:
        version = form.version_number
        if form.text.raw_data:
            version = write_why_cancelled(event, form.text.data or "", version=version, actor=current_user)
        revision = file_summary(event, version=version, actor=current_user)
        db.session.commit()
    except (BadInput, LostUpdate) as refusal:
        free_key()
        why = form.text.data if form.text.raw_data else None
        typed = Typed(why=why, refused=refusal.sentence)
        return draw_summary(*load_event(event_id, changes=None), typed=typed), refusal.status
    flash(f"第 {revision.number} 版已定稿")
    return redirect(url_for("summary.show", event_id=event_id))


@bp.post("/versions/<int:number>/return")
def send_back(event_id: int, number: int) -> Answer:
    """An approver sends a filed version back, with words."""
    event, access = load_event(event_id, can_read_event, changes=Aggregate.REPORT)
    form = ReturnSummaryForm()
    if not form.validate_on_submit():
        typed = FiledWords(to_return=form.words.data or "", about=form.chapter.data or "", is_return=True)
        return _refuse(event, access, form, typed)
    words, chapter = form.words.data or "", form.chapter.data or ""
    return_summary(event, number, words, chapter=chapter, actor=current_user)
    db.session.commit()
    flash("已退回，组织者看得到你写的")
    return redirect(url_for("summary.show", event_id=event_id))


@bp.post("/versions/<int:number>/reopen")
def reopen(event_id: int, number: int) -> Answer:
    """Open a filed summary again, with a reason."""
    event, access = load_event(event_id, can_file_summary, changes=Aggregate.REPORT)
    form = ReopenSummaryForm()
    if not form.validate_on_submit():
        return _refuse(event, access, form, FiledWords(to_reopen=form.words.data or "", is_reopening=True))
    reopen_summary(event, number, form.words.data or "", actor=current_user)
    db.session.commit()
    flash("重新打开了，改完再定稿")
    return redirect(url_for("summary.show", event_id=event_id))


def _refuse(event: Event, access: Access, form: ReturnSummaryForm | ReopenSummaryForm, typed: FiledWords) -> Answer:
    """The page with what was written, in its open form."""
    refused = str(next(iter(form.words.errors), ""))
    return draw_summary(event, access, typed=Typed(refused=refused, words=typed)), 422
