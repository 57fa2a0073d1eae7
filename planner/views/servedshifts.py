"""One shift of a volunteer: other hours with a reason; a shift or a whole post that is no voluntary service."""

from collections.abc import Callable

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm

from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.hours import CorrectionForm, ExclusionForm
from planner.forms.refusals import put_refusal, refusal_status
from planner.models import Event
from planner.nouns import Aggregate
from planner.permissions import Access, can_take_steps
from planner.queries.hours import Helper, read_helpers
from planner.services.excludedservice import exclude_service, include_service
from planner.services.hours import correct_hours, find_shift
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.hours import LIST, Answer, load_helper, settle
from planner.views.hourspage import list_posts, show_line
from planner.views.privacy import log_opening, mark_private
from planner.views.volunteernames import show_volunteer

bp = Blueprint("servedshifts", __name__, url_prefix="/events/<int:event_id>/volunteers/hours")
SHIFT, POST = "/people/<int:volunteer_id>/shifts/<int:sign_up_id>", "/posts/<post>"


def _drawer(sign_up_id: int) -> Callable[[Event, Access, Helper, FlaskForm | None], str]:
    """What draws the page of one shift, with one of its forms as it was refused."""

    def draw(event: Event, access: Access, helper: Helper, refused: FlaskForm | None = None) -> str:
        return render_event(
            "hours/shift.html",
            event,
            access,
            tab="volunteers",
            name=show_volunteer(helper.volunteer, access),
            volunteer_id=helper.volunteer.id,
            line=show_line(find_shift(helper, sign_up_id)),
            correct=refused if isinstance(refused, CorrectionForm) else CorrectionForm(formdata=None),
            exclude=refused if isinstance(refused, ExclusionForm) else ExclusionForm(formdata=None),
        )

    return draw


@bp.get(SHIFT)
def shift(event_id: int, volunteer_id: int, sign_up_id: int) -> str:
    """One shift of a volunteer, to be corrected or left out."""
    event, access, helper = load_helper(event_id, volunteer_id)
    page = _drawer(sign_up_id)(event, access, helper, None)
    log_opening(event_id, LIST)
    return page


@bp.post(SHIFT)
def correct(event_id: int, volunteer_id: int, sign_up_id: int) -> Answer:
    """Other hours of one shift, with a reason."""
    form = CorrectionForm()
    return settle(
        event_id,
        volunteer_id,
        form,
        lambda event, helper: correct_hours(
            event, helper.volunteer, sign_up_id, form.minutes, because=form.because.data or "", actor=current_user
        ),
        "已更正",
        _drawer(sign_up_id),
    )


@bp.post(f"{SHIFT}/exclude")
def exclude(event_id: int, volunteer_id: int, sign_up_id: int) -> Answer:
    """One shift is no voluntary service, or is one after all."""
    is_back = request.form.get("excluded") == "0"
    form = FlaskForm() if is_back else ExclusionForm()

    def act(event: Event, helper: Helper) -> None:
        find_shift(helper, sign_up_id)
        if isinstance(form, ExclusionForm):
            exclude_service(event, sign_up_id=sign_up_id, because=form.why.data or "", actor=current_user)
        else:
            include_service(event, sign_up_id=sign_up_id, actor=current_user)

    done = "又计时长了" if is_back else "这一班不计时长了"
    return settle(event_id, volunteer_id, form, act, done, _drawer(sign_up_id))


@bp.route(POST, methods=["GET", "POST"])
def post(event_id: int, post: str) -> Answer:
    """All the work of a post is no voluntary service, or is one after all."""
    event, access = load_event(event_id, can_take_steps, changes=Aggregate.PEOPLE)
    mark_private()
    form = ExclusionForm()
    try:
        if request.form.get("excluded") == "0":
            include_service(event, post=post, actor=current_user)
        elif form.validate_on_submit():
            exclude_service(event, post=post, because=form.why.data or "", actor=current_user)
        else:
            return _draw_post(event, access, post, form), 422 if form.errors else 200
    except BadInput as refusal:
        db.session.rollback()
        event, access = load_event(event_id, can_take_steps, changes=Aggregate.PEOPLE)
        put_refusal(form, refusal)
        return _draw_post(event, access, post, form), refusal_status(form)
    db.session.commit()
    flash("已保存，时长按新的算")
    return redirect(url_for("hours.show", event_id=event_id) + "#posts")


def _draw_post(event: Event, access: Access, key: str, form: ExclusionForm) -> str:
    found = next((one for one in list_posts(event, read_helpers(event)) if one.key == key), None)
    if found is None:
        raise NotFound("这个岗位没有人服务过，或者已经删掉。")
    return render_event("hours/post.html", event, access, tab="volunteers", post=found, form=form)
