"""The first visit of an installation: organisation and administrator, against the code on the console."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from planner.errors import NotFound, PlannerError, TooBusy
from planner.extensions import db, limiter
from planner.forms.refusals import put_refusal
from planner.forms.users import SetUpForm
from planner.models import User
from planner.services.organisations import check_code, needs_setup, set_up
from planner.services.passwords import hash_password
from planner.views.devices import enter
from planner.views.guard import public

bp = Blueprint("setup", __name__, url_prefix="/setup")


@bp.route("", methods=["GET", "POST"])
@public
@limiter.limit("20/minute", methods=["POST"])
def show() -> str | Response | tuple[str, int]:
    """Open only while nobody exists."""
    if not needs_setup():
        raise NotFound("已经设置过了，直接登录。")
    form, code, busy = SetUpForm(), current_app.config.get("SETUP_CODE", ""), False
    if form.validate_on_submit():
        try:
            enter(_set_up(form, code))
            db.session.commit()
            flash("设置好了，可以加人、建活动")
            return redirect(url_for("dashboard.show"))
        except PlannerError as error:
            db.session.rollback()
            put_refusal(form, error)
            busy = isinstance(error, TooBusy)
    page = render_template("setup/show.html", form=form, ready=bool(code))
    return page, TooBusy.status if busy else 422 if form.errors else 200


def _set_up(form: SetUpForm, code: str) -> User:
    """The first administrator, of the first organisation. Hashing is slow: it holds no transaction."""
    typed = form.code.data or ""
    check_code(typed, expected_code=code)
    db.session.rollback()
    password_hash = hash_password(form.password.data or "")
    return set_up(
        form.organisation.data or "",
        form.name.data or "",
        form.account.data or "",
        password_hash,
        code=typed,
        expected_code=code,
    )
