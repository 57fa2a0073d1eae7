"""The desk that takes volunteers: begun, set, closed and opened again; its link and QR code."""

from flask import Blueprint, flash, redirect, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner.errors import BadInput, LostUpdate, NotFound
from planner.extensions import db
from planner.forms.refusals import put_refusal, refusal_status
from planner.forms.volunteers import DeskForm
from planner.nouns import Aggregate
from planner.permissions import can_work_on_event
from planner.services import signupdesk
from planner.views.eventpage import render_event
from planner.views.guard import load_event, open_to_guests
from planner.views.links import public_url, qr_code
from planner.views.volunteerloading import load_desk

bp = Blueprint("signupdesk", __name__, url_prefix="/events/<int:event_id>/volunteers")


@bp.post("/open")
def begin(event_id: int) -> Response:
    """Begin to take volunteers."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    signupdesk.open_desk(event, actor=current_user)
    db.session.commit()
    flash("可以报名了，把链接或二维码发出去")
    return redirect(url_for(".link", event_id=event_id))


@bp.post("/close")
def close(event_id: int) -> Response:
    """Close sign-up by hand, or open it again."""
    event, _ = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    is_closed = request.form.get("closed") == "1"
    signupdesk.close_desk(event, is_closed=is_closed, actor=current_user)
    db.session.commit()
    flash("报名关了" if is_closed else "报名又打开了")
    return redirect(url_for("volunteers.show", event_id=event_id))


@bp.route("/settings", methods=["GET", "POST"])
@open_to_guests
def settings(event_id: int) -> str | Response | tuple[str, int]:
    """From when until when one may sign up, and what volunteers are told."""
    event, access = load_event(event_id, can_work_on_event, changes=Aggregate.PEOPLE)
    desk = load_desk(event_id)
    form = DeskForm() if request.method == "POST" else DeskForm.of(desk)
    try:
        if form.validate_on_submit():
            version = form.version.data or ""
            values = form.values() | {"version": int(version) if version.isdecimal() else 0}
            signupdesk.set_desk(event, **values, actor=current_user)
            db.session.commit()
            flash("已保存")
            return redirect(url_for("volunteers.show", event_id=event_id))
    except LostUpdate as refusal:
        form.version.data = str(refusal.version)
        put_refusal(form, refusal)
    except BadInput as refusal:
        put_refusal(form, refusal)
    answer = render_event("volunteers/settings.html", event, access, tab="volunteers", form=form)
    return answer, refusal_status(form) if form.errors else 200


@bp.get("/link")
@open_to_guests
def link(event_id: int) -> str:
    """The public link as an address to copy and a QR code to scan."""
    event, access = load_event(event_id, can_work_on_event)
    desk = load_desk(event_id)
    if not desk.link.is_open:
        raise NotFound("报名链接已经停用或过期了，请负责人到团队页看“发出的链接”。")
    address = public_url("signing.show", token=desk.link.token)
    return render_event(
        "volunteers/link.html", event, access, tab="volunteers", address=address, qr=qr_code(address), desk=desk
    )
