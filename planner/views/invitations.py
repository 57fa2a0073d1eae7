"""Invitations into a unit: the link that makes a new account, and the yes or no of whoever has one."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, TooBusy
from planner.extensions import db, limiter
from planner.forms.accounts import NewPasswordForm
from planner.forms.refusals import put_refusal
from planner.masking import mask_account
from planner.models import Link
from planner.queries.organisations import organisation_name
from planner.services import invitations
from planner.services.passwords import hash_password
from planner.views.devices import enter
from planner.views.guard import public
from planner.views.once import free_key

bp = Blueprint("invitations", __name__)


@bp.route("/invitations/<token>", methods=["GET", "POST"])
@public
@limiter.limit("30/minute")
def show(token: str) -> str | Response | tuple[str, int]:
    """Set a password and join. The page is the same whether the account exists: who invites learns nothing by it."""
    link, form, status = invitations.find_invitation(token), NewPasswordForm(), 200
    if current_user.is_authenticated and link.account in getattr(current_user, "accounts", ()):
        return redirect(url_for("accounts.me"))
    if form.validate_on_submit():
        try:
            free_key()
            enter(invitations.redeem_invitation(token, hash_password(form.password.data or "")))
            db.session.commit()
            flash("密码设好了，已加入")
            return redirect(url_for("dashboard.show"))
        except (BadInput, TooBusy) as error:
            db.session.rollback()
            put_refusal(form, error)
            status = error.status
    page = _page(link, form)
    return page, status if status != 200 or not form.errors else 422


def _page(link: Link, form: NewPasswordForm) -> str:
    unit, account = organisation_name(link.unit_id or 0), mask_account(link.account)
    return render_template("invitations/show.html", form=form, name=link.name, unit=unit, account=account)


@bp.post("/me/invitations/<int:link_id>/accept")
def accept(link_id: int) -> Response:
    """Join the unit that invites me."""
    link = invitations.accept_invitation(link_id, current_user, actor=current_user)
    db.session.commit()
    flash(f"已加入{organisation_name(link.unit_id or 0)}")
    return redirect(url_for("accounts.me"))


@bp.post("/me/invitations/<int:link_id>/decline")
def decline(link_id: int) -> Response:
    """Say no."""
    invitations.decline_invitation(link_id, current_user, actor=current_user)
    db.session.commit()
    flash("没有加入，邀请已经收起")
    return redirect(url_for("accounts.me"))
