"""Signing in and out, passwords."""

from datetime import timedelta

from flask import Blueprint, current_app, flash, g, redirect, render_template, request, url_for
from flask_login import current_user
from flask_wtf import FlaskForm
from werkzeug.wrappers import Response

from planner.addresses import neighbourhood
from planner.database import reading
from planner.errors import BadInput, NotAllowed, TooBusy
from planner.extensions import db, limiter
from planner.forms.accounts import ChangePasswordForm, NewPasswordForm, SignInForm
from planner.forms.refusals import put_refusal
from planner.models import User
from planner.queries.devices import list_devices
from planner.queries.links import invitations_for
from planner.requestqueues import WAITED
from planner.services import accounts
from planner.services.accounts import Try
from planner.services.attempts import forget_tries
from planner.services.passwords import check_room, hash_password, renew_hash, verify_password
from planner.views.devices import MARKS_COOKIE, enter, known_marks, leave
from planner.views.guard import open_to_guests, public
from planner.views.links import is_at_this_machine
from planner.views.mepage import me_page
from planner.views.once import free_key

bp = Blueprint("accounts", __name__)
ONLY_HERE = "示例账号只能在本机（127.0.0.1）登录。"


def name_queue(path: str, cookies: str) -> str:
    """Who signs in waits for others who do; those who say that they did so here before wait apart from strangers."""
    if path != "/sign-in":
        return ""
    return "known" if f"{MARKS_COOKIE}=" in cookies else "strangers"


@bp.route("/sign-in", methods=["GET", "POST"])
@public
@limiter.limit("60/minute", methods=["POST"])
def sign_in() -> str | Response | tuple[str, int]:
    """Phone or e-mail and password; wrong ones slow account and address down."""
    if current_user.is_authenticated and request.method == "GET":
        return redirect(url_for("dashboard.show"))
    form, status = SignInForm(data={"next": request.args.get("next", "")}), 200
    if form.validate_on_submit():
        try:
            enter(_check(form))
            db.session.commit()
            return redirect(safe_path(form.next.data))
        except (NotAllowed, TooBusy) as error:
            db.session.rollback()
            put_refusal(form, error)
            status = error.status
    return render_template("accounts/sign_in.html", form=form), _status(form, status)


def _check(form: SignInForm) -> User:
    """The user of these words, if they may come in from where they are. Hashing is slow: it holds no transaction."""
    password = form.password.data or ""
    tried = _prepare(form)
    counted = accounts.count_sign_in(tried)
    db.session.commit()
    try:
        is_right = verify_password(tried.password_hash, password, is_stranger=tried.is_stranger)
        renewed = renew_hash(tried.password_hash, password) if is_right else ""
    except TooBusy:
        forget_tries(counted)
        db.session.commit()
        raise
    user = accounts.finish_sign_in(tried, is_right, renewed_hash=renewed)
    if user.is_sample and not is_at_this_machine():
        raise NotAllowed(ONLY_HERE, "SAMPLE_ACCOUNT")
    return user


def _prepare(form: SignInForm) -> Try:
    """What is tried; whoever is refused here, as nearly all are while many guess, keeps no writer waiting."""
    free_key()
    marks, waited = known_marks(), request.environ.get(WAITED, 0.0)
    if not marks:
        check_room(waited=waited)
    with reading():
        tried = accounts.prepare_sign_in(
            form.account.data or "",
            address=neighbourhood(request.remote_addr or ""),
            marks=marks,
            free_tries=current_app.config["SIGN_IN_FREE_TRIES"],
            window=timedelta(minutes=current_app.config["SIGN_IN_WINDOW_MINUTES"]),
        )
    db.session.rollback()
    if tried.is_stranger:
        check_room(waited=waited)
    return tried


def _status(form: FlaskForm, status: int) -> int:
    """That of a page with a form: 503 when it is to be sent again later, else 422 when it was refused."""
    if status == TooBusy.status:
        return status
    return 422 if form.errors else 200


def safe_path(path: str | None) -> str:
    """A path of ours to go on to; anything else leads to the desk."""
    if path and path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable():
        return path
    return url_for("dashboard.show")


@bp.post("/sign-out")
@open_to_guests
def sign_out() -> Response:
    """End this session, for good."""
    leave()
    db.session.commit()
    return redirect(url_for("accounts.sign_in"))


@bp.get("/me")
def me() -> str:
    """Who I am, what I am where, who invites me, my password, my sessions."""
    return _page(ChangePasswordForm())


def _page(form: ChangePasswordForm) -> str:
    lifetime = current_app.permanent_session_lifetime
    page = me_page(
        devices=list_devices(current_user, lifetime),
        here=g.get("device_id"),
        invitations=invitations_for(current_user),
    )
    return render_template("accounts/me.html", form=form, page=page)


@bp.post("/me/password")
@limiter.limit("10/minute")
def change_password() -> Response | tuple[str, int]:
    """A new password; every other session ends."""
    form, status = ChangePasswordForm(), 200
    if form.validate_on_submit():
        try:
            enter(_change_password(form))
            db.session.commit()
            flash("密码已改，其他设备上已退出")
            return redirect(url_for("accounts.me"))
        except (BadInput, TooBusy) as error:
            db.session.rollback()
            put_refusal(form, error)
            status = error.status
    return _page(form), _status(form, status)


def _change_password(form: ChangePasswordForm) -> User:
    """Me, with the new password. Hashing is slow: it holds no transaction."""
    user_id, known = current_user.id, current_user.password_hash
    free_key()
    if not verify_password(known, form.old.data or ""):
        raise BadInput(accounts.WRONG_OLD, "WRONG_PASSWORD", field="old")
    new_hash = hash_password(form.password.data or "")
    return accounts.change_password(user_id, verified_hash=known, new_hash=new_hash)


@bp.post("/me/sign-out-everywhere")
def sign_out_everywhere() -> Response:
    """End every session of mine, this one too."""
    accounts.sign_out_everywhere(current_user, actor=current_user)
    return sign_out()


@bp.route("/password/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute")
def set_password(token: str) -> str | Response | tuple[str, int]:
    """Set a password through a one-time link; afterwards one is signed in."""
    form, status = NewPasswordForm(), 200
    name = accounts.find_password_owner(token).name
    if form.validate_on_submit():
        try:
            free_key()
            enter(accounts.redeem_password_link(token, hash_password(form.password.data or "")))
            db.session.commit()
            flash("密码设好了")
            return redirect(url_for("dashboard.show"))
        except TooBusy as error:
            put_refusal(form, error)
            status = error.status
    return render_template("accounts/password.html", form=form, name=name), _status(form, status)
