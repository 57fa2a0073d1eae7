"""Settling the hours of volunteers: approved one by one or in one step, corrected, judged, left out, handed out."""

from collections.abc import Callable

from flask import Blueprint, Response, flash, redirect, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response as AnyResponse

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.hours import EvaluationForm, HoursAnswerForm, RecordForm, WithdrawalForm
from planner.forms.refusals import put_refusal, refusal_status
from planner.models import Event
from planner.nouns import Aggregate
from planner.papers.servicerecords import print_records
from planner.permissions import Access, can_hand_out_records, can_take_steps
from planner.queries.hours import Helper, find_helper, find_request
from planner.services import hours as service
from planner.services.evaluations import evaluate_service
from planner.services.hours import VOLUNTEER_GONE
from planner.services.hoursrequests import answer_request, hand_out_records
from planner.views.downloads import attach_as
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.hourspage import helper_page, hours_page
from planner.views.once import free_key
from planner.views.privacy import log_opening, mark_private

bp = Blueprint("hours", __name__, url_prefix="/events/<int:event_id>/volunteers/hours")
PERSON, LIST = "/people/<int:volunteer_id>", "志愿服务时长"
Answer = str | AnyResponse | tuple[str, int]


def _load(event_id: int) -> tuple[Event, Access]:
    mark_private()
    return load_event(event_id, can_take_steps, changes=Aggregate.PEOPLE)


def load_helper(event_id: int, volunteer_id: int) -> tuple[Event, Access, Helper]:
    """The event and one of its volunteers, for who settles hours."""
    event, access = _load(event_id)
    helper = find_helper(event, volunteer_id)
    if helper is None:
        raise NotFound(VOLUNTEER_GONE)
    return event, access, helper


@bp.get("")
def show(event_id: int) -> str:
    """All volunteers with their hours; a list of persons whose opening is logged."""
    event, access = _load(event_id)
    answer = _draw_list(event, access)
    log_opening(event_id, LIST)
    return answer


def _draw_list(event: Event, access: Access, record: RecordForm | None = None) -> str:
    form = record or RecordForm(formdata=None)
    page = hours_page(event, access)
    return render_event("hours/show.html", event, access, tab="volunteers", page=page, form=form)


@bp.post("/approve")
def approve_plain(event_id: int) -> AnyResponse:
    """Approve all that needs no look."""
    event, _ = _load(event_id)
    count = service.approve_plain_hours(event, actor=current_user)
    db.session.commit()
    flash(f"已核定 {count} 人的时长")
    return redirect(url_for(".show", event_id=event_id))


@bp.post("/record")
def record(event_id: int) -> Answer:
    """The whole record as a table, for who enters it into the official system; what for is asked and logged."""
    mark_private()
    event, access = load_event(event_id, can_hand_out_records, changes=Aggregate.PEOPLE)
    form = RecordForm()
    if not form.validate_on_submit():
        return _draw_list(event, access, form), 422
    printed = print_records(event)
    # Pressed a second time it is handed out, and logged, a second time: no file is an answer to be kept.
    free_key()
    event, access = load_event(event_id, can_hand_out_records, changes=Aggregate.PEOPLE)
    hand_out_records(event, because=form.because.data or "", actor=current_user)
    db.session.commit()
    response = Response(printed.content, mimetype=printed.mime)
    attach_as(response, printed.name, plain=printed.plain_name)
    return response


@bp.get(PERSON)
def person(event_id: int, volunteer_id: int) -> str:
    """One volunteer: their shifts, and all that may be done."""
    event, access, helper = load_helper(event_id, volunteer_id)
    answer = draw_person(event, access, helper)
    log_opening(event_id, LIST)
    return answer


def draw_person(event: Event, access: Access, helper: Helper, refused: FlaskForm | None = None) -> str:
    """The page with its forms, one of them as it was refused."""
    page = helper_page(helper, access)
    forms = {
        "approve": FlaskForm(formdata=None),
        "evaluate": EvaluationForm(formdata=None, data={"stars": str(page.stars), "words": page.words}),
        "answer": HoursAnswerForm(formdata=None),
        "withdraw": WithdrawalForm(formdata=None),
    }
    for name, form in forms.items():
        if type(refused) is type(form):
            forms[name] = refused
    return render_event("hours/person.html", event, access, tab="volunteers", page=page, forms=forms)


Settle = Callable[[Event, Helper], object]
Draw = Callable[[Event, Access, Helper, FlaskForm], str]


def settle(
    event_id: int,
    volunteer_id: int,
    form: FlaskForm,
    act: Settle,
    done: str,
    draw: Draw = draw_person,
    *,
    page: str = "hours.person",
) -> Answer:
    """Do one thing about a volunteer and show a page of theirs; what is refused is said where it was typed."""
    event, access, helper = load_helper(event_id, volunteer_id)
    try:
        if form.validate_on_submit():
            act(event, helper)
            db.session.commit()
            flash(done)
            return redirect(url_for(page, event_id=event_id, volunteer_id=volunteer_id))
    except BadInput as refusal:
        db.session.rollback()
        event, access, helper = load_helper(event_id, volunteer_id)
        put_refusal(form, refusal)
    return draw(event, access, helper, form), refusal_status(form)


@bp.post(f"{PERSON}/approve")
def approve(event_id: int, volunteer_id: int) -> Answer:
    """Approve all that waits of one volunteer."""
    return settle(
        event_id,
        volunteer_id,
        FlaskForm(),
        lambda event, helper: service.approve_hours(event, helper.volunteer, actor=current_user),
        "已核定",
    )


@bp.post(f"{PERSON}/evaluate")
def evaluate(event_id: int, volunteer_id: int) -> Answer:
    """How somebody served."""
    form = EvaluationForm()
    return settle(
        event_id,
        volunteer_id,
        form,
        lambda event, helper: evaluate_service(
            event, helper.volunteer, stars=form.chosen_stars, words=form.words.data or "", actor=current_user
        ),
        "已评价",
    )


@bp.post(f"{PERSON}/requests/<int:request_id>")
def answer(event_id: int, volunteer_id: int, request_id: int) -> Answer:
    """Answer what a volunteer asks of their record."""
    form = HoursAnswerForm()

    def act(event: Event, helper: Helper) -> None:
        found = find_request(event, request_id)
        if found is None or found.volunteer_id != helper.volunteer.id:
            raise NotFound("这条请求不在这里。")
        answer_request(event, found, form.answer.data or "", actor=current_user)

    return settle(event_id, volunteer_id, form, act, "已回，本人的页面上有你写的话")
