"""Everybody of a shift at once: judged, or trained."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, url_for
from flask_login import current_user

from planner.errors import BadInput
from planner.extensions import db
from planner.forms.personrecords import ShiftEvaluationForm, ShiftTrainingForm, offer_shifts
from planner.forms.refusals import put_refusal, refusal_status
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import Access, can_take_steps
from planner.queries.dossier import current_dossier
from planner.queries.signups import current_slots
from planner.services.evaluations import evaluate_shift
from planner.services.personrecords import record_for_shift
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.hours import Answer
from planner.views.personrecordspage import with_refused
from planner.views.privacy import mark_private

bp = Blueprint("servedtogether", __name__, url_prefix="/events/<int:event_id>/volunteers/hours/together")
TogetherForm = ShiftEvaluationForm | ShiftTrainingForm


def _load(event_id: int) -> tuple[Event, Access]:
    mark_private()
    return load_event(event_id, can_take_steps, changes=Aggregate.PEOPLE)


def _offer(event: Event, form: TogetherForm) -> None:
    offer_shifts(form, [(slot.key, slot.label) for slot in current_slots(event)])


def _draw(event: Event, access: Access, refused: TogetherForm | None = None) -> str:
    evaluate = ShiftEvaluationForm(formdata=None)
    unit = current_dossier(event).facts.organisation
    train = ShiftTrainingForm(formdata=None, data={"organiser": unit})
    for form in (evaluate, train):
        _offer(event, form)
    forms = with_refused({"evaluate": evaluate, "train": train}, refused)
    return render_event("hours/together.html", event, access, tab="volunteers", forms=forms)


@bp.get("")
def show(event_id: int) -> str:
    """The two forms."""
    return _draw(*_load(event_id))


@bp.post("/evaluate")
def evaluate(event_id: int) -> Answer:
    """Judge everybody of a shift."""
    form = ShiftEvaluationForm()
    return _settle(
        event_id,
        form,
        lambda event: evaluate_shift(
            event,
            form.shift.data or "",
            stars=form.chosen_stars,
            words=form.words.data or "",
            actor=current_user,
        ),
        "已评价",
    )


@bp.post("/training")
def train(event_id: int) -> Answer:
    """Note a training of everybody of a shift."""
    form = ShiftTrainingForm()
    return _settle(
        event_id,
        form,
        lambda event: record_for_shift(event, form.shift.data or "", form.entry(), actor=current_user),
        "已登记培训",
    )


def _settle(event_id: int, form: TogetherForm, act: Callable[[Event], int], done: str) -> Answer:
    """Do it and go back to the list; what is refused is said where it was typed, and stays."""
    event, access = _load(event_id)
    _offer(event, form)
    try:
        if form.validate_on_submit():
            count = act(event)
            db.session.commit()
            flash(f"{done} {count} 人")
            return redirect(url_for("hours.show", event_id=event_id))
    except BadInput as refusal:
        db.session.rollback()
        event, access = _load(event_id)
        put_refusal(form, refusal)
    return _draw(event, access, form), refusal_status(form)
