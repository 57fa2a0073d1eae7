"""Events: the list, new ones, the overview page and the steps of an event's life."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.enums import EventStatus
from planner.errors import BadInput, LostUpdate
from planner.eventkinds import KINDS
from planner.extensions import db
from planner.forms.events import CopyEventForm, NewEventForm
from planner.forms.facts import FactsForm
from planner.forms.refusals import put_refusal
from planner.kinds import load_kind
from planner.models import Event
from planner.permissions import can_delete_event, can_edit_event, can_manage_team, can_read_event, can_work_on_event
from planner.queries.activity import recent_activity
from planner.queries.approvals import latest_revision
from planner.queries.checkup import current_readiness
from planner.queries.dossier import current_dossier
from planner.queries.organisations import drafting_organisations
from planner.services import events
from planner.views.eventoverview import overview_page, tell_volunteers
from planner.views.eventpage import render_event
from planner.views.factspage import facts_page
from planner.views.guard import load_event, open_to_guests
from planner.views.hourspage import tell_hours_due
from planner.views.papergaps import offer_plan_papers
from planner.views.toasts import offer_undo
from planner.views.volunteerheads import find_head_proposal
from planner.views.whodecides import waiting_note

bp = Blueprint("events", __name__, url_prefix="/events")


@bp.route("/new", methods=["GET", "POST"])
def new() -> str | Response | tuple[str, int]:
    """A new event from a kind; the empty kind is one of them."""
    organisations = drafting_organisations(current_user)
    form = NewEventForm(organisations=organisations, data={"kind": request.args.get("kind", "childrens_day")})
    if form.validate_on_submit() and (event := _create(form)):
        flash("活动建好了，下面是还差的内容")
        return redirect(url_for("events.show", event_id=event.id))
    kinds = [load_kind(code) for code in KINDS]
    return render_template("events/new.html", form=form, kinds=kinds), 422 if form.errors else 200


def _create(form: NewEventForm) -> Event | None:
    """Make the event and commit; None when it is refused, which the form then says."""
    try:
        event = events.create_event(
            form.kind.data,
            title=form.title.data or "",
            organisation_id=form.organisation_id.data,
            starts_on=form.starts_on.data,
            days=form.days.data or load_kind(form.kind.data).days,
            actor=current_user,
        )
    except BadInput as refusal:
        put_refusal(form, refusal)
        return None
    db.session.commit()
    return event


@bp.route("/<int:event_id>/copy", methods=["GET", "POST"])
def copy(event_id: int) -> str | Response | tuple[str, int]:
    """A new event from this one, with its dates moved and its people left behind."""
    original, _ = load_event(event_id)
    form = CopyEventForm(organisations=drafting_organisations(current_user), data={"title": original.title})
    if form.validate_on_submit() and (event := _copy(original, form)):
        flash("已沿用，人员、花名册和实际数字没有带过来")
        return redirect(url_for("events.show", event_id=event.id))
    return render_template("events/copy.html", form=form, event=original), 422 if form.errors else 200


def _copy(original: Event, form: CopyEventForm) -> Event | None:
    """Copy the event and commit; None when it is refused, which the form then says."""
    try:
        event = events.copy_event(
            original,
            title=form.title.data or "",
            organisation_id=form.organisation_id.data,
            starts_on=form.starts_on.data,
            actor=current_user,
        )
    except BadInput as refusal:
        put_refusal(form, refusal)
        return None
    db.session.commit()
    return event


@bp.get("/<int:event_id>")
@open_to_guests
def show(event_id: int) -> str:
    """The overview: where it stands, what is missing, what it is."""
    event, access = load_event(event_id)
    dossier = current_dossier(event)
    ready = current_readiness(event, dossier)
    revision = latest_revision(event.id)
    page = overview_page(
        event,
        access,
        dossier,
        ready=ready,
        revision=revision,
        waiting=None if access.is_guest else waiting_note(event, revision),
        hours=tell_hours_due(event, access),
        volunteers=tell_volunteers(event, dossier),
        steps=events.next_steps(event.status),
        papers=offer_plan_papers(event, access, dossier),
        log=recent_activity(event.id, 6),
    )
    return render_event("events/show.html", event, access, tab="events", dossier=dossier, ready=ready, page=page)


@bp.route("/<int:event_id>/facts", methods=["GET", "POST"])
@open_to_guests
def facts(event_id: int) -> str | Response | tuple[str, int]:
    """The facts, and the rows that stand with them: organisations, stops, head counts, phases."""
    editing = request.method == "POST"
    event, access = load_event(event_id, can_edit_event if editing else can_read_event)
    form, clash = FactsForm(obj=event), None
    if editing and form.validate_on_submit():
        clash = _save_facts(event, form)
        if clash is None and not form.errors:
            flash("已保存")
            return redirect(url_for("events.facts", event_id=event_id))
    dossier = current_dossier(event)
    page = facts_page(dossier, form, clash, find_head_proposal(event, access, dossier))
    answer = render_event(
        "events/facts.html", event, access, tab="facts", dossier=dossier, form=form, clash=clash, page=page
    )
    return answer, 409 if clash else 422 if form.errors else 200


def _save_facts(event: Event, form: FactsForm) -> LostUpdate | None:
    """Save and commit; a clash comes back, and the form then carries the version to save over or what was refused."""
    try:
        events.edit_facts(event, form.values(), version=form.version_number, actor=current_user)
    except LostUpdate as clash:
        form.accept_version(clash.version)
        return clash
    except BadInput as refusal:
        put_refusal(form, refusal)
        return None
    db.session.commit()
    return None


@bp.post("/<int:event_id>/advance")
def advance(event_id: int) -> Response:
    """Carry the event on: publish, begin, end, archive, cancel."""
    event, _ = load_event(event_id, can_work_on_event)
    wanted = request.form.get("to", "")
    if wanted not in {s.value for s in EventStatus}:
        raise BadInput("从页面上的按钮选下一步。")
    events.advance_event(event, EventStatus(wanted), actor=current_user)
    db.session.commit()
    flash(f"活动改为“{event.status.label}”")
    return redirect(url_for("events.show", event_id=event_id))


@bp.route("/<int:event_id>/cancel")
def cancel(event_id: int) -> str:
    """Ask before an event is cancelled."""
    event, access = load_event(event_id, can_work_on_event)
    return render_event("events/cancel.html", event, access, tab="events")


@bp.post("/<int:event_id>/delete")
def delete(event_id: int) -> Response:
    """Take an event off all lists; the next page offers to undo it."""
    event, _ = load_event(event_id, can_delete_event)
    events.delete_event(event, actor=current_user)
    db.session.commit()
    offer_undo(f"已删除“{event.title}”", url_for("events.restore", event_id=event_id))
    return redirect(url_for("listing.show"))


@bp.post("/<int:event_id>/restore")
def restore(event_id: int) -> Response:
    """Bring a deleted event back."""
    event, _ = load_event(event_id, can_manage_team, deleted=True)
    events.restore_event(event, actor=current_user, keep_days=current_app.config["RESTORE_DAYS"])
    db.session.commit()
    flash("已恢复")
    return redirect(url_for("events.show", event_id=event_id))
