"""Approval: the queue, submitting, the page that is read in 30 seconds, versions and what changed between them."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import EventStatus
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.forms.approvals import DecisionForm, SubmitForm, TakeBackForm
from planner.forms.refusals import put_refusal
from planner.models import Event
from planner.paging import MOST_WAITING, Count
from planner.permissions import Access, can_work_on_event
from planner.queries.approvals import (
    find_revision,
    latest_revision,
    list_decided,
    list_revisions,
    waiting_for,
    waiting_of,
)
from planner.queries.summary import summaries_to_read
from planner.services import approvals
from planner.services.takebacks import take_back_agreement
from planner.views.approvalpages import Brief, QueuePage, list_entries, list_mine, list_summaries
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.revisionpages import compare_page, revisions_page
from planner.views.submitpage import submit_page

bp = Blueprint("approvals", __name__, url_prefix="")
_DECIDED_SHOWN = 10


@bp.get("/approvals")
def queue() -> str:
    """What waits for me, what I decided lately, what of mine waits."""
    waiting = waiting_for(current_user)
    page = QueuePage(
        waiting=list_entries(waiting[:MOST_WAITING]),
        count=Count.waiting(len(waiting)),
        mine=list_mine(waiting_of(current_user)),
        decided=tuple(list_decided(current_user, _DECIDED_SHOWN)),
        summaries=list_summaries(summaries_to_read(current_user)),
    )
    return render_template("approvals/queue.html", page=page)


@bp.route("/events/<int:event_id>/submit", methods=["GET", "POST"])
def submit(event_id: int) -> str | Response | tuple[str, int]:
    """What is still open, and the button that hands the event to the approvers."""
    event, access = load_event(event_id, can_work_on_event)
    if request.method == "GET" and event.status == EventStatus.SUBMITTED:
        return redirect(url_for(".decide", event_id=event_id))
    form = SubmitForm()
    if form.validate_on_submit():
        try:
            revision = approvals.submit_event(event, actor=current_user, remark=form.remark.data or "")
            db.session.commit()
            flash(f"已提交第 {revision.number} 版，等审批人回话")
            return redirect(url_for("events.show", event_id=event_id))
        except BadInput as refusal:
            put_refusal(form, refusal)
    page = submit_page(event, current_user)
    return render_event("approvals/submit.html", event, access, form=form, page=page), 422 if form.errors else 200


@bp.post("/events/<int:event_id>/withdraw")
def withdraw(event_id: int) -> Response:
    """Take a submission back to the drafting table."""
    event, _ = load_event(event_id, can_work_on_event)
    approvals.withdraw_event(event, actor=current_user)
    db.session.commit()
    flash("已撤回，可以接着改")
    return redirect(url_for("events.show", event_id=event_id))


@bp.route("/events/<int:event_id>/approval", methods=["GET", "POST"])
def decide(event_id: int) -> str | Response | tuple[str, int]:
    """The newest submission on one page; its approver says 同意, 退回修改 or 不同意."""
    event, access = load_event(event_id)
    form, stale = DecisionForm(), ""
    if form.validate_on_submit():
        try:
            decision, number = form.read_decision(), form.revision_number()
            approvals.decide_event(event, decision, form.words.data or "", actor=current_user, number=number)
            db.session.commit()
            flash(f"已{decision.label}：{event.title}")
            return redirect(url_for(".queue"))
        except BadInput as refusal:
            put_refusal(form, refusal)
        except NotAllowed as refusal:
            if refusal.reason != "WRONG_STATUS":
                raise
            db.session.rollback()
            stale, (event, access) = refusal.sentence, load_event(event_id)
    page = _decide_page(event, access, form=form, stale=stale)
    return page, 409 if stale else 422 if form.errors else 200


@bp.post("/events/<int:event_id>/approval/take-back")
def take_back(event_id: int) -> Response | tuple[str, int]:
    """Take 同意 back, with the reason; the version waits again."""
    event, access = load_event(event_id)
    form = TakeBackForm()
    try:
        take_back_agreement(event, form.words.data or "", actor=current_user)
        db.session.commit()
        flash(f"已收回同意：{event.title}，又在等审批")
        return redirect(url_for(".decide", event_id=event_id))
    except BadInput as refusal:
        db.session.rollback()
        put_refusal(form, refusal)
    event, access = load_event(event_id)
    return _decide_page(event, access, form=DecisionForm(formdata=None), back=form), 422


def _decide_page(
    event: Event, access: Access, *, form: DecisionForm, stale: str = "", back: TakeBackForm | None = None
) -> str:
    newest = latest_revision(event.id)
    revision = find_revision(event.id, newest.number) if newest else None
    if revision is None:
        raise NotFound("这个活动还没有提交过审批。")
    former = find_revision(event.id, revision.number - 1)
    brief = Brief.of(event, revision, former, access, current_user)
    form.number.data = str(revision.number)
    return render_template(
        "approvals/decide.html",
        event=event,
        access=access,
        form=form,
        back=back or TakeBackForm(formdata=None),
        stale=stale,
        page=brief,
    )


@bp.get("/events/<int:event_id>/revisions")
def revisions(event_id: int) -> str:
    """All versions with what was said of them; two can be compared."""
    event, access = load_event(event_id)
    page = revisions_page(event, list_revisions(event.id))
    return render_event("approvals/revisions.html", event, access, page=page)


@bp.get("/events/<int:event_id>/compare")
def compare(event_id: int) -> str:
    """What changed from one version to another; 0 is the event as it stands now."""
    event, access = load_event(event_id)
    page = compare_page(event, access, request.args.get("old", ""), request.args.get("new", ""))
    return render_event("approvals/compare.html", event, access, page=page)
