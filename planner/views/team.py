"""The team of an event: members by name, guests by link."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import Day
from planner.enums import TeamRole
from planner.errors import BadInput
from planner.extensions import db, limiter
from planner.forms.refusals import put_refusal
from planner.forms.team import InviteForm, MemberForm
from planner.models import Event, Invite
from planner.permissions import Access, can_manage_team
from planner.queries.dossier import current_dossier
from planner.queries.organisations import members_of
from planner.queries.team import list_invites, list_members
from planner.services import team
from planner.views.accounts import enter
from planner.views.guard import load_event, public
from planner.views.links import public_url, qr_code

bp = Blueprint("team", __name__)
HERE = "/events/<int:event_id>/team"
DEFAULT_DAYS = 30


@bp.get(HERE)
def show(event_id: int) -> str:
    """Who works on the event; its owner and the administrators may change that."""
    event, access = load_event(event_id)
    return _page(event, access, *_forms(event))


def _forms(event: Event) -> tuple[MemberForm, InviteForm]:
    members = [
        (m.user_id, f"{m.user.name}（{m.role.label}）") for m in members_of(event.organisation_id) if m.user.active
    ]
    until = Day.of((event.last_date or clock.today()) + timedelta(days=DEFAULT_DAYS))
    others = [choice for choice in members if choice[0] != event.owner_id]
    return MemberForm(members=others), InviteForm(data={"ends_on": until})


def _page(event: Event, access: Access, member: MemberForm, invite: InviteForm) -> str:
    return render_template(
        "team/show.html",
        event=event,
        access=access,
        member_form=member,
        invite_form=invite,
        roles=TeamRole,
        members=list_members(event.id),
        invites=list_invites(event.id),
        dossier=current_dossier(event),
    )


@bp.post(f"{HERE}/members")
def set_member(event_id: int) -> Response | tuple[str, int]:
    """Let somebody in, or change what they are."""
    event, access = load_event(event_id, can_manage_team)
    member, invite = _forms(event)
    if not member.validate_on_submit():
        return _page(event, access, member, invite), 422
    team.set_team_member(event, member.user_id.data, TeamRole(member.role.data), actor=current_user)
    db.session.commit()
    flash("已保存")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/members/<int:user_id>/remove")
def remove_member(event_id: int, user_id: int) -> Response:
    """Take somebody out of the team."""
    event, _ = load_event(event_id, can_manage_team)
    team.remove_team_member(event, user_id, actor=current_user)
    db.session.commit()
    flash("已移出团队")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/owner")
def hand_over(event_id: int) -> Response:
    """Make somebody else the owner."""
    event, _ = load_event(event_id, can_manage_team)
    wanted = request.form.get("user_id", "")
    if wanted not in {str(m.user_id) for m in members_of(event.organisation_id)}:
        raise BadInput("从本单位的人里选一个来负责。")
    team.hand_over(event, int(wanted), actor=current_user)
    db.session.commit()
    flash("已移交")
    return redirect(url_for("team.show", event_id=event_id))


@bp.post(f"{HERE}/invites")
def invite(event_id: int) -> str | tuple[str, int]:
    """A link for somebody from outside; it is shown once."""
    event, access = load_event(event_id, can_manage_team)
    member, form = _forms(event)
    if form.validate_on_submit():
        try:
            guest, token = team.invite_guest(
                event,
                name=form.name.data or "",
                organisation=form.organisation.data or "",
                role=TeamRole(form.role.data),
                ends_on=form.last_day,
                actor=current_user,
            )
            db.session.commit()
            address = public_url("team.join", token=token)
            return render_template("team/link.html", event=event, guest=guest, address=address, qr=qr_code(address))
        except BadInput as error:
            put_refusal(form, error)
    return _page(event, access, member, form), 422


@bp.post(f"{HERE}/invites/<int:invite_id>/revoke")
def revoke(event_id: int, invite_id: int) -> Response:
    """Close a guest's link at once."""
    event, _ = load_event(event_id, can_manage_team)
    team.revoke_invite(event, invite_id, actor=current_user)
    db.session.commit()
    flash("链接已停用")
    return redirect(url_for("team.show", event_id=event_id))


@bp.route("/join/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60/minute")
def join(token: str) -> str | Response:
    """What a guest's link opens: first who they are to be, then the event."""
    guest: Invite = team.open_invite(token, entering=request.method == "POST")
    event = db.session.get_one(Event, guest.event_id)
    if request.method == "POST":
        db.session.commit()
        enter(guest)
        return redirect(url_for("events.show", event_id=event.id))
    return render_template("team/join.html", event=event, guest=guest)
