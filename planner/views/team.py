"""The team of an event: members by name, guests by link."""

from datetime import date, timedelta

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from planner import clock
from planner.days import Day
from planner.enums import LinkPurpose, TeamRole
from planner.errors import BadInput
from planner.extensions import db, limiter
from planner.forms.refusals import put_refusal
from planner.forms.team import InviteForm, MemberForm
from planner.linkrules import LINK_RULES
from planner.models import Event, Link
from planner.permissions import Access, can_manage_team
from planner.queries.dossier import current_dossier
from planner.queries.links import links_of_event
from planner.queries.organisations import members_of
from planner.queries.team import list_members
from planner.services import links, team
from planner.views.devices import enter
from planner.views.eventpage import render_event
from planner.views.guard import load_event, public
from planner.views.links import public_url, qr_code, require_address
from planner.views.teampage import invitation_of, team_page

bp = Blueprint("team", __name__)
HERE = "/events/<int:event_id>/team"


@bp.get(HERE)
def show(event_id: int) -> str:
    """Who works on the event; its owner and the administrators may change that."""
    event, access = load_event(event_id)
    return _page(event, access, *_forms(event))


def _forms(event: Event) -> tuple[MemberForm, InviteForm]:
    members = [
        (m.user_id, f"{m.user.name}（{m.role.label}）") for m in members_of(event.organisation_id) if m.user.active
    ]
    others = [choice for choice in members if choice[0] != event.owner_id]
    return MemberForm(members=others), InviteForm(data={"ends_on": Day.of(usual_end(event))})


def usual_end(event: Event) -> date:
    """The day until which a guest is let in unless somebody says otherwise: a while after the event."""
    today = clock.today()
    after = LINK_RULES[LinkPurpose.GUEST].usual or timedelta()
    return max(event.last_date or today, today) + after


def _page(event: Event, access: Access, member: MemberForm, invite: InviteForm) -> str:
    return render_event(
        "team/show.html",
        event,
        access,
        member_form=member,
        invite_form=invite,
        roles=TeamRole,
        dossier=current_dossier(event),
        page=team_page(access, list_members(event.id), links_of_event(event.id)),
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
            require_address()
            guest, token = team.invite_guest(
                event,
                name=form.name.data or "",
                organisation=form.organisation.data or "",
                role=TeamRole(form.role.data),
                ends_on=form.last_day,
                actor=current_user,
            )
            db.session.commit()
            return _link_page(event, guest, token)
        except BadInput as error:
            put_refusal(form, error)
    return _page(event, access, member, form), 422


def _link_page(event: Event, guest: Link, token: str) -> str:
    """The link is shown here and never again."""
    address = public_url("team.join", token=token)
    return render_template("team/link.html", event=event, guest=guest, address=address, qr=qr_code(address))


@bp.post(f"{HERE}/links/<int:link_id>/renew")
def renew(event_id: int, link_id: int) -> str:
    """A new link for the same guest, good for as long as a new one would be."""
    event, _ = load_event(event_id, can_manage_team)
    require_address()
    guest = links.find_event_link(event, link_id)
    token = links.renew_link(guest, expires_at=clock.end_of(usual_end(event)), actor=current_user)
    db.session.commit()
    return _link_page(event, guest, token)


@bp.post(f"{HERE}/links/<int:link_id>/revoke")
@bp.post(f"{HERE}/invites/<int:link_id>/revoke")
def revoke(event_id: int, link_id: int) -> Response:
    """Close a link of the event at once."""
    event, _ = load_event(event_id, can_manage_team)
    links.revoke_link(links.find_event_link(event, link_id), actor=current_user)
    db.session.commit()
    flash("链接已停用")
    return redirect(url_for("team.show", event_id=event_id))


@bp.route("/join/<token>", methods=["GET", "POST"])
@public
@limiter.limit("60/minute")
def join(token: str) -> str | Response:
    """What a guest's link opens: first who they are to be, then the event."""
    if request.method == "POST":
        guest = links.redeem_link(LinkPurpose.GUEST, token)
        enter(guest)
        db.session.commit()
        return redirect(url_for("events.show", event_id=guest.event_id))
    guest = links.find_link(LinkPurpose.GUEST, token)
    return render_template("team/join.html", event=guest.event, guest=guest, invitation=invitation_of(guest))
