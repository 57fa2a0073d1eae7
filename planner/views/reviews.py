"""Finance review: handing in a budget or a settlement, taking it back, 通过 or 退回."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.dossier import from_json
from planner.enums import ReviewSubject
from planner.errors import BadInput, NotAllowed, NotFound
from planner.extensions import db
from planner.forms.approvals import TakeBackForm
from planner.forms.refusals import put_refusal
from planner.forms.remarks import line_remarks
from planner.forms.reviews import HandInForm, ReviewForm
from planner.models import Event
from planner.permissions import Access, can_read_accounts, can_work_on_event
from planner.queries.finances import read_finances
from planner.queries.remarks import remarks_by_line
from planner.queries.reviews import find_review, latest_review
from planner.services import reviews
from planner.services.takebacks import take_back_pass
from planner.views.eventpage import render_event
from planner.views.guard import load_event
from planner.views.places import place_url
from planner.views.reviewpage import review_page, submit_page
from planner.views.whodecides import stance_to_review, who_reviews_next

bp = Blueprint("reviews", __name__, url_prefix="/events/<int:event_id>/reviews/<subject>")
_SUBMIT = {ReviewSubject.BUDGET: reviews.submit_budget, ReviewSubject.SETTLEMENT: reviews.submit_settlement}


def _subject(text: str) -> ReviewSubject:
    if text not in list(ReviewSubject):
        raise NotFound("没有这一种财务审核。")
    return ReviewSubject(text)


@bp.route("/new", methods=["GET", "POST"])
def submit(event_id: int, subject: str) -> str | Response | tuple[str, int]:
    """What the rules say, and the button that hands it to finance."""
    event, access = load_event(event_id, can_work_on_event)
    which, form = _subject(subject), HandInForm()
    if form.validate_on_submit():
        try:
            review = _SUBMIT[which](event, actor=current_user, remark=form.remark.data or "")
            db.session.commit()
            flash(f"{which.label}已送财务审核，第 {review.number} 次")
            return redirect(place_url(event_id, which.value))
        except (BadInput, NotAllowed) as problem:
            put_refusal(form, problem)
    return _submit_page(event, access, which, form), 422 if form.errors else 200


def _submit_page(event: Event, access: Access, which: ReviewSubject, form: HandInForm) -> str:
    money = read_finances(event)
    who = who_reviews_next(event, which, money, current_user)
    page = submit_page(event, access, money, which, latest_review(event.id, which), who)
    return render_event("reviews/submit.html", event, access, tab="budget", form=form, page=page)


@bp.post("/withdraw")
def withdraw(event_id: int, subject: str) -> Response:
    """Take back what waits."""
    event, _ = load_event(event_id, can_work_on_event)
    which = _subject(subject)
    reviews.withdraw_review(event, which, actor=current_user)
    db.session.commit()
    flash("已撤回，可以接着改")
    return redirect(place_url(event_id, which.value))


@bp.route("/<int:number>", methods=["GET", "POST"])
def decide(event_id: int, subject: str, number: int) -> str | Response | tuple[str, int]:
    """What was handed in, line by line; finance says 通过 or 退回."""
    event, access = load_event(event_id, can_read_accounts)
    which, form, refusal, status = _subject(subject), ReviewForm(), "", 200
    if form.validate_on_submit():
        try:
            _decide(event, which, number, form)
            return redirect(url_for("finance.show"))
        except BadInput as problem:
            put_refusal(form, problem)
        except NotAllowed as problem:
            refusal, status = problem.sentence, 409 if problem.reason == "WRONG_STATUS" else problem.status
        db.session.rollback()
        event, access = load_event(event_id, can_read_accounts)
    return _page(event, access, which, number, form, refusal), 422 if form.errors else status


def _decide(event: Event, which: ReviewSubject, number: int, form: ReviewForm) -> None:
    decision = form.read_decision()
    remarks = line_remarks(request.form)
    reviews.decide_review(event, which, number, decision, form.words.data or "", actor=current_user, remarks=remarks)
    db.session.commit()
    flash(f"已{decision.label}：{event.title}的{which.label}")


@bp.post("/<int:number>/take-back")
def take_back(event_id: int, subject: str, number: int) -> Response | tuple[str, int]:
    """Take 通过 back, with the reason; it waits for finance again."""
    event, access = load_event(event_id, can_read_accounts)
    which, form = _subject(subject), TakeBackForm()
    here = url_for(".decide", event_id=event_id, subject=which.value, number=number)
    try:
        take_back_pass(event, which, number, form.words.data or "", actor=current_user)
        db.session.commit()
        flash(f"已收回通过：{event.title}的{which.label}，又在等审核")
        return redirect(here)
    except BadInput as problem:
        db.session.rollback()
        put_refusal(form, problem)
    event, access = load_event(event_id, can_read_accounts)
    return _page(event, access, which, number, ReviewForm(formdata=None), "", back=form), 422


def _page(
    event: Event,
    access: Access,
    which: ReviewSubject,
    number: int,
    form: ReviewForm,
    refusal: str,
    back: TakeBackForm | None = None,
) -> str:
    review = find_review(event.id, which, number)
    if review is None:
        raise NotFound(f"没有第 {number} 次送审的{which.label}。")
    money = read_finances(event)
    if which == ReviewSubject.BUDGET:
        money = money.as_handed_in(from_json(review.snapshot))
    remarks, typed = remarks_by_line(event.id), line_remarks(request.form)
    stance = stance_to_review(event, review, money, current_user)
    page = review_page(event, access, money, review, remarks=remarks, typed=typed, stance=stance)
    back = back or TakeBackForm(formdata=None)
    return render_template("reviews/decide.html", event=event, page=page, form=form, back=back, refusal=refusal)
