"""Signing in and out, passwords."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, redirect, render_template, request, session, url_for
from flask_login import current_user, login_user, logout_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, NotAllowed
from planner.extensions import db, limiter
from planner.forms.accounts import ChangePasswordForm, NewPasswordForm, SignInForm
from planner.forms.refusals import put_refusal
from planner.models import Link, User
from planner.services import accounts
from planner.views.guard import open_to_guests, public
from planner.views.links import is_at_this_machine

bp = Blueprint("accounts", __name__)
ONLY_HERE = "示例账号只能在本机（127.0.0.1）登录。"


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("60/minute", methods=["POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Phone or e-mail and password; wrong ones slow account and address down."""
    if current_user.is_authenticated and request.method == "GET":
        return redirect(url_for("dashboard.show"))
    form = SignInForm(data={"next": request.args.get("next", "")})
    if form.validate_on_submit():
        try:
            enter(_check(form))
            return redirect(safe_path(form.next.data))
        except NotAllowed as error:
            put_refusal(form, error)
        finally:
            db.session.commit()
    return render_template("accounts/sign_in.html", form=form), 422 if form.errors else 200


def _check(form: SignInForm) -> User:
    """The user of these words, if they may come in from where they are."""
    user = accounts.sign_in(
        form.account.data or "",
        form.password.data or "",
        address=request.remote_addr or "",
        free_tries=current_app.config["SIGN_IN_FREE_TRIES"],
        window=timedelta(minutes=current_app.config["SIGN_IN_WINDOW_MINUTES"]),
    )
    if user.is_sample and not is_at_this_machine():
        raise NotAllowed(ONLY_HERE, "SAMPLE_ACCOUNT")
    return user


def enter(person: User | Link) -> None:
    """Begin a fresh session, for a user or a guest."""
    session.clear()
    login_user(person)
    session.permanent = True


def safe_path(path: str | None) -> str:
    """A path of ours to go on to; anything else leads to the desk."""
    if path and path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable():
        return path
    return url_for("dashboard.show")


@bp.post("/sign-out")
@open_to_guests
def sign_out() -> Response:
    """End this session."""
    logout_user()
    session.clear()
    return redirect(url_for("accounts.sign_in"))


@bp.get("/me")
def me() -> str:
    """Who I am, what I am where, my password, my sessions."""
    return render_template("accounts/me.html", form=ChangePasswordForm())


@bp.post("/me/password")
@limiter.limit("10/minute")
def change_password() -> Response | tuple[str, int]:
    """A new password; every other session ends."""
    form = ChangePasswordForm()
    if form.validate_on_submit():
        try:
            accounts.change_password(current_user, form.old.data or "", form.password.data or "")
            db.session.commit()
            enter(current_user._get_current_object())
            flash("密码已改，其他设备上已退出")
            return redirect(url_for("accounts.me"))
        except BadInput as error:
            put_refusal(form, error)
    return render_template("accounts/me.html", form=form), 422


@bp.post("/me/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """End every session of mine, this one too."""
    accounts.sign_out_everywhere(current_user, actor=current_user)
    db.session.commit()
    return sign_out()


@bp.route("/password/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute")
def set_password(token: str) -> str | Response | tuple[str, int]:
    """Set a password through a one-time link; afterwards one is signed in."""
    form = NewPasswordForm()
    if form.validate_on_submit():
        user = accounts.redeem_password_link(token, form.password.data or "")
        db.session.commit()
        enter(user)
        flash("密码设好了")
        return redirect(url_for("dashboard.show"))
    user = accounts.find_password_owner(token)
    return render_template("accounts/password.html", form=form, name=user.name), 422 if form.errors else 200
