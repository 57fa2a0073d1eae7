"""The budget tab: lines with what the rules and finance say of them, plan against actual, versions."""

from flask import Blueprint, flash, redirect, request
from flask_login import current_user
from werkzeug.wrappers import Response

from budgets import Line
from planner.dossier import from_json
from planner.enums import RemarkKind, ReviewSubject
from planner.errors import BadInput, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal
from planner.forms.remarks import RemarkForm
from planner.models import Event
from planner.nouns import Aggregate
from planner.numerals import read_number
from planner.permissions import can_read_accounts
from planner.places import place_of
from planner.queries.finances import current_finances, read_finances
from planner.queries.remarks import is_about_double, open_questions, remarks_by_line
from planner.queries.reviews import find_review, list_reviews
from planner.services.remarks import remark_line
from planner.views.budgetpage import budget_page
from planner.views.comparepage import BudgetVersion, compare_page
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.moneypage import list_questions, remark_page
from planner.views.places import place_url
from planner.views.whodecides import bar_from_review, tell_reviewers

bp = Blueprint("budget", __name__, url_prefix="/events/<int:event_id>/budget")


@bp.get("")
@open_to_guests
def show(event_id: int) -> str:
    """Lines by category with their sums; for members also what was spent and what finance says."""
    event, access = load_event(event_id)
    money = current_finances(event)
    knows = can_read_accounts(access)
    reviews = list_reviews(event.id, ReviewSubject.BUDGET) if knows else []
    remarks = remarks_by_line(event.id) if knows else {}
    is_barred = bool(reviews) and bar_from_review(event, reviews[0], money, current_user) is not None
    page = budget_page(event, access, money, reviews, remarks, is_barred=is_barred)
    questions = list_questions(event, access, remarks)
    return render_event(
        "budget/show.html",
        event,
        access,
        noun="budget",
        dossier=money.dossier,
        page=page,
        questions=questions,
        waits_for=tell_reviewers(event, reviews[0] if reviews else None, money),
    )


@bp.route("/<key>/remark", methods=["GET", "POST"])
def remark(event_id: int, key: str) -> str | Response | tuple[str, int]:
    """Say something of a line: finance its opinion, the organiser an answer or the reason of an over-run."""
    event, access = load_event(event_id, can_read_accounts, changes=Aggregate.MONEY)
    line = _asked_line(event, key) if is_about_double(key) else current_line(event, key)
    form = RemarkForm(data={"kind": request.args.get("kind") or RemarkKind.ANSWER})
    if form.validate_on_submit():
        kind = RemarkKind(str(form.kind.data))
        try:
            remark_line(event, key, kind, form.text.data or "", actor=current_user)
            db.session.commit()
            flash(f"已写{kind.label}")
            return redirect(_place_of_remark(event_id, kind, key))
        except BadInput as refusal:
            put_refusal(form, refusal)
    page = remark_page(line, form.kind.data, _place_of_remark(event_id, RemarkKind.ANSWER, key))
    html = render_event("budget/remark.html", event, access, noun="budget", form=form, page=page)
    return html, 422 if form.errors else 200


def _place_of_remark(event_id: int, kind: RemarkKind, key: str) -> str:
    if is_about_double(key):
        return place_url(event_id, "expenses")
    return place_url(event_id, "settlement" if kind == RemarkKind.REASON else place_of("budget", key))


def current_line(event: Event, key: str) -> Line:
    """The line of the budget that stands, or of the one that passed; raises NotFound when neither has it."""
    money = read_finances(event)
    line = money.budget.line(key) or money.allowed.line(key)
    if line is None:
        raise NotFound("这条预算明细已经删掉或不在这里。")
    return line


def _asked_line(event: Event, key: str) -> Line:
    """The question about a double in the place of a line; raises NotFound when it was answered meanwhile."""
    question = next((remark for remark in open_questions(remarks_by_line(event.id)) if remark.line == key), None)
    if question is None:
        raise NotFound("这个问题已经回过了，或者不在这里。")
    return Line(key, "", question.text)


@bp.get("/compare")
def versions(event_id: int) -> str:
    """What changed from one version of the budget to another; 0 is the budget as it stands."""
    event, access = load_event(event_id, can_read_accounts)
    old, new = (find_version(event, request.args.get(name, "")) for name in ("old", "new"))
    page = compare_page(old, new, list_reviews(event.id, ReviewSubject.BUDGET))
    return render_event("budget/compare.html", event, access, noun="budget", page=page)


def find_version(event: Event, text: str) -> BudgetVersion:
    """The budget as it was handed in with that number, 0 or nothing for the one that stands; raises NotFound."""
    number = read_number(text or "0", most_digits=6)
    if number == 0:
        return BudgetVersion(0, current_finances(event).budget)
    review = find_review(event.id, ReviewSubject.BUDGET, number) if number else None
    if review is None:
        raise NotFound(f"没有“第 {text[:10]} 次”送审的预算。")
    return BudgetVersion(review.number, from_json(review.snapshot).full_budget)
