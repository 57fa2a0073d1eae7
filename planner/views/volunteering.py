"""What the organiser settles of one volunteer: another shift, a place, a no, a leave, an absence; one added by hand."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from planner.enums import Sex
from planner.errors import BadInput
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.volunteers import (
    ByHandForm,
    ConfirmForm,
    LeaveAnswerForm,
    MoveForm,
    RefusalForm,
    StandingForm,
)
from planner.models import Event, SignUp
from planner.nouns import Aggregate
from planner.people.applicants import Applicant
from planner.permissions import Access, can_work_on_event
from planner.queries.dossier import current_dossier
from planner.queries.volunteerrules import find_rules_of_event
from planner.services import volunteering
from planner.services.signups import sign_up
from planner.views.answerspage import answers_shown
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.places import shift_url
from planner.views.privacy import log_opening, mark_private
from planner.views.volunteerforms import person_page, shift_choices
from planner.views.volunteerloading import PEOPLE_LIST, load_sign_up, pick_slot
from planner.views.volunteerspage import current_shifts

bp = Blueprint("volunteering", __name__, url_prefix="/events/<int:event_id>/volunteers")
PERSON = "/people/<int:sign_up_id>"
Answer = str | Response | tuple[str, int]


def _load(event_id: int, sign_up_id: int) -> tuple[Event, Access, SignUp]:
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    return event, access, load_sign_up(event_id, sign_up_id)


@bp.get(PERSON)
def show(event_id: int, sign_up_id: int) -> str:
    """One volunteer at one shift, and all that may be done."""
    event, access, found = _load(event_id, sign_up_id)
    answer = _page(event, access, found)
    log_opening(event_id, PEOPLE_LIST)
    return answer


def _page(event: Event, access: Access, found: SignUp, refused: FlaskForm | None = None) -> str:
    """The page with its forms, one of them as it was refused."""
    shifts = current_shifts(event)
    slot = pick_slot([shift.slot for shift in shifts], found.shift)
    forms = {"move": MoveForm(), "confirm": ConfirmForm(), "refuse": RefusalForm(), "leave": LeaveAnswerForm()}
    forms["standing"] = _standing_form(found)
    for name, form in forms.items():
        if isinstance(refused, type(form)):
            forms[name] = refused
    answers = answers_shown(found, slot, current_dossier(event), access)
    move = forms["move"]
    assert isinstance(move, MoveForm)
    move.shift.offer(shift_choices(shifts, besides=found.shift))
    return render_event(
        "volunteers/person.html",
        event,
        access,
        tab="volunteers",
        page=person_page(event, found, slot, access, find_rules_of_event(event), answers),
        forms=forms,
    )


def _standing_form(found: SignUp) -> StandingForm:
    person = found.volunteer
    return StandingForm(
        formdata=None,
        data={
            "experienced": person.experienced,
            "trained_until": person.trained_until,
            "checked_until": person.checked_until,
        },
    )


def _settle(
    event_id: int,
    sign_up_id: int,
    form: FlaskForm,
    settle: Callable[[Event, SignUp], object],
    done: str,
    prepare: Callable[[Event, SignUp], None] | None = None,
) -> Answer:
    """Do one thing and go back to the shift; what is refused is said on the page of the person."""
    event, access, found = _load(event_id, sign_up_id)
    shift = found.shift
    if prepare is not None:
        prepare(event, found)
    try:
        if form.validate_on_submit():
            settle(event, found)
            db.session.commit()
            flash(done)
            return redirect(shift_url(event_id, shift))
    except BadInput as refusal:
        db.session.rollback()
        event, access, found = _load(event_id, sign_up_id)
        put_refusal(form, refusal)
    return _page(event, access, found, form), refusal_status(form)


@bp.post(f"{PERSON}/move")
def move(event_id: int, sign_up_id: int) -> Answer:
    """Put somebody into another shift."""
    form = MoveForm()

    def offer(event: Event, found: SignUp) -> None:
        form.shift.offer(shift_choices(current_shifts(event), besides=found.shift))

    return _settle(
        event_id,
        sign_up_id,
        form,
        lambda event, found: volunteering.move_sign_up(event, found, form.shift.data, actor=current_user),
        "已换班，本人的页面会问能不能来",
        prepare=offer,
    )


@bp.post(f"{PERSON}/confirm")
def confirm(event_id: int, sign_up_id: int) -> Answer:
    """Give a place to somebody who waits."""
    form = ConfirmForm()
    return _settle(
        event_id,
        sign_up_id,
        form,
        lambda event, found: volunteering.confirm_sign_up(event, found, over=form.over.data, actor=current_user),
        "已补上",
    )


@bp.post(f"{PERSON}/refuse")
def refuse(event_id: int, sign_up_id: int) -> Answer:
    """Say no with a word."""
    form = RefusalForm()
    return _settle(
        event_id,
        sign_up_id,
        form,
        lambda event, found: volunteering.refuse_sign_up(event, found, word=form.word.data or "", actor=current_user),
        "已婉拒，本人的页面上有你写的话",
    )


@bp.post(f"{PERSON}/leave")
def answer_leave(event_id: int, sign_up_id: int) -> Answer:
    """Allow or decline a leave that was asked for late."""
    form, is_allowed = LeaveAnswerForm(), request.form.get("allowed") == "1"
    return _settle(
        event_id,
        sign_up_id,
        form,
        lambda event, found: volunteering.answer_leave(
            event, found, is_allowed=is_allowed, word=form.word.data or "", actor=current_user
        ),
        "准假了" if is_allowed else "没准假，本人的页面上有你写的话",
    )


@bp.post(f"{PERSON}/absence")
def mark_absence(event_id: int, sign_up_id: int) -> Answer:
    """Note that somebody did not come, or take it back."""
    is_absent = request.form.get("absent") == "1"
    return _settle(
        event_id,
        sign_up_id,
        LeaveAnswerForm(),
        lambda event, found: volunteering.mark_absence(event, found, is_absent=is_absent, actor=current_user),
        "已记未到" if is_absent else "已撤回未到",
    )


@bp.post(f"{PERSON}/standing")
def set_standing(event_id: int, sign_up_id: int) -> Answer:
    """What is known of a volunteer: served before, trained, record checked."""
    form = StandingForm()
    return _settle(
        event_id,
        sign_up_id,
        form,
        lambda event, found: volunteering.set_standing(event, found.volunteer, **form.values(), actor=current_user),
        "已保存",
    )


@bp.route("/add", methods=["GET", "POST"])
def add(event_id: int) -> Answer:
    """Somebody whom the organiser signs up."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    mark_private()
    form = ByHandForm()
    form.shift.offer(shift_choices(current_shifts(event)))
    if request.method == "GET":
        form.shift.data = request.args.get("shift", "")
    try:
        if form.validate_on_submit():
            made = sign_up(event, form.shift.data, [_applicant(form)], actor=current_user)
            db.session.commit()
            flash(f"{made[0].state.label}，告诉本人用手机号和口令打开自己的页面")
            return redirect(shift_url(event_id, form.shift.data))
    except BadInput as refusal:
        db.session.rollback()
        event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
        put_refusal(form, refusal)
    answer = render_event("volunteers/add.html", event, access, tab="volunteers", form=form)
    return answer, refusal_status(form) if form.errors else 200


def _applicant(form: ByHandForm) -> Applicant:
    return Applicant(
        name=form.name.data or "",
        phone=form.phone.data or "",
        sex=Sex(form.sex.data) if form.sex.data else None,
        born=form.month,
        unit=form.unit.data or "",
        skills=form.skills.data or "",
    )
