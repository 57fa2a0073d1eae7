"""The record of one volunteer besides hours, for who settles these: person, trainings, awards."""

from flask import Blueprint, request
from flask_login import current_user
from flask_wtf import FlaskForm

from planner.forms.personrecords import AwardForm, TrainingForm
from planner.models import Event
from planner.permissions import Access
from planner.queries.dossier import current_dossier
from planner.queries.hours import Helper
from planner.services.personrecords import RECORD, keep_details, record_entry, remove_entry
from planner.views.eventpage import render_event
from planner.views.hours import PERSON, Answer, Settle, load_helper, settle
from planner.views.personrecordspage import entry_forms, person_form, person_record_page, with_refused
from planner.views.privacy import log_opening
from planner.views.volunteernames import show_volunteer

bp = Blueprint("personrecords", __name__, url_prefix="/events/<int:event_id>/volunteers/hours")
RECORDS, PAGE = f"{PERSON}/record", "personrecords.show"


def _draw(event: Event, access: Access, helper: Helper, refused: FlaskForm | None = None) -> str:
    """The page with its forms, one of them as it was refused."""
    page, unit = person_record_page(event, helper.volunteer), current_dossier(event).facts.organisation
    forms = {"person": person_form(page, helper.volunteer, is_sent=False), **entry_forms(unit)}
    return render_event(
        "hours/record.html",
        event,
        access,
        tab="volunteers",
        page=page,
        forms=with_refused(forms, refused),
        name=show_volunteer(helper.volunteer, access),
        volunteer_id=helper.volunteer.id,
    )


@bp.get(RECORDS)
def show(event_id: int, volunteer_id: int) -> str:
    """What is recorded of one volunteer, and forms to add to it; its opening is logged."""
    event, access, helper = load_helper(event_id, volunteer_id)
    answer = _draw(event, access, helper)
    log_opening(event_id, RECORD)
    return answer


@bp.post(RECORDS)
def keep(event_id: int, volunteer_id: int) -> Answer:
    """Area, kinds, document."""
    event, _, helper = load_helper(event_id, volunteer_id)
    form = person_form(person_record_page(event, helper.volunteer), helper.volunteer, is_sent=True)
    return _settle(
        event_id,
        volunteer_id,
        form,
        lambda event, helper: keep_details(event, helper.volunteer, form.details(), actor=current_user),
    )


@bp.post(f"{RECORDS}/trainings")
def add_training(event_id: int, volunteer_id: int) -> Answer:
    """A training."""
    return _add(event_id, volunteer_id, TrainingForm())


@bp.post(f"{RECORDS}/awards")
def add_award(event_id: int, volunteer_id: int) -> Answer:
    """An award."""
    return _add(event_id, volunteer_id, AwardForm())


def _add(event_id: int, volunteer_id: int, form: TrainingForm | AwardForm) -> Answer:
    return _settle(
        event_id,
        volunteer_id,
        form,
        lambda event, helper: record_entry(event, helper.volunteer, form.entry(), actor=current_user),
    )


@bp.post(f"{RECORDS}/remove")
def remove(event_id: int, volunteer_id: int) -> Answer:
    """Take one of them out."""
    key = request.form.get("key", "")
    return _settle(
        event_id,
        volunteer_id,
        FlaskForm(),
        lambda event, helper: remove_entry(event, helper.volunteer, key, actor=current_user),
        "已删掉",
    )


def _settle(event_id: int, volunteer_id: int, form: FlaskForm, act: Settle, done: str = "已登记") -> Answer:
    return settle(event_id, volunteer_id, form, act, done, _draw, page=PAGE)
